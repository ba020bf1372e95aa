// A path below the corpus folder -> the document's id: a readable ASCII slug of the file's name, then
// six hex digits of the whole path's hash, so that two files with the same name never share an id.

import { createHash } from 'node:crypto';
import { posix } from 'node:path';

const LONGEST_SLUG = 40;

/** The id of the document at `file`: the same path always gives the same id. */
export function documentIdOf(file: string): string {
  const name = posix.basename(file, posix.extname(file));
  const slug = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST_SLUG)
    .replace(/^-+|-+$/g, '');
  const hash = createHash('sha256').update(file).digest('hex').slice(0, 6);
  return `${slug === '' ? 'document' : slug}-${hash}`;
}
