// A path below the corpus folder -> the document's id: a readable ASCII slug of the file's name, then hex digits
// of the whole path's hash, so that two files with the same name never share an id. A document inside a file
// is known by its name there; ten thousand of them need more digits than files do.

import { createHash } from 'node:crypto';
import { posix } from 'node:path';

const LONGEST_SLUG = 40;
/** Other kinds of ids have more, so that none is like another. */
const HASH_DIGITS = { file: 6, member: 12 } as const;

/** The id of the document at `file`, or of its `member`: the same place always gives the same id. */
export function documentIdOf(file: string, member: string | null = null): string {
  const path = member === null ? file : `${file}#${member}`;
  const isPath = member === null || /\.\w{1,8}$/.test(member);
  const named = isPath ? path : file;
  const digits = member === null ? HASH_DIGITS.file : HASH_DIGITS.member;
  return `${slugOf(posix.basename(named, posix.extname(named)))}-${shortHash(path, digits)}`;
}

/** Hexadecimal digits of a text's hash. */
export function shortHash(text: string, digits: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, digits);
}

/** A name as a short readable part of an id. */
export function slugOf(name: string): string {
  const slug = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST_SLUG)
    .replace(/^-+|-+$/g, '');
  return slug === '' ? 'document' : slug;
}
