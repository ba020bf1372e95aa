// Ids that stay: derived from what a thing is, so that the same place gives the same id in every run and on every
// machine. Each kind has a hash of its own length, longer than a corpus file's: ids of two kinds never clash.

import { posix } from 'node:path';
import { shortHash, slugOf } from '../corpus/document-id.js';
import type { Source } from './source.js';

const FOLDER_FILE_DIGITS = 10;
const ORIGINAL_DIGITS = 12;
const SOURCE_DIGITS = 14;

/** The id of a source: one collection has one source of a kind at a place. */
export function sourceIdOf(source: Pick<Source, 'collection' | 'kind' | 'place'>): string {
  const { collection, kind, place } = source;
  const slug = slugOf(`${kind} ${place.replace(/^https?:\/\/(?:www\.)?/, '')}`);
  return `${slug}-${shortHash([collection, kind, place].join('\0'), SOURCE_DIGITS)}`;
}

/** The id of an original: one collection holds one copy of an address, or of what was handed in under a name. */
export function originalIdOf(collection: string, place: string): string {
  const path = place.replace(/^https?:\/\//, '').replace(/[?#].*$/, '');
  const slug = slugOf(posix.basename(path, posix.extname(path)));
  return `${slug}-${shortHash([collection, place].join('\0'), ORIGINAL_DIGITS)}`;
}

/** The id of a file below a folder source. */
export function folderFileIdOf(sourceId: string, file: string): string {
  const slug = slugOf(posix.basename(file, posix.extname(file)));
  return `${slug}-${shortHash([sourceId, file].join('\0'), FOLDER_FILE_DIGITS)}`;
}
