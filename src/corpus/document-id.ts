// A path below the corpus folder -> the document's id: a readable ASCII slug of the file's name, then
// six hex digits of the whole path's hash, so that two files with the same name never share an id.

import { createHash } from 'node:crypto';
import { posix } from 'node:path';

const LONGEST_SLUG = 40;
/** Other kinds of ids have more, so that none is like another. */
const PATH_HASH_DIGITS = 6;

/** The id of the document at `file`: the same path always gives the same id. */
export function documentIdOf(file: string): string {
  const slug = slugOf(posix.basename(file, posix.extname(file)));
  return `${slug}-${shortHash(file, PATH_HASH_DIGITS)}`;
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
