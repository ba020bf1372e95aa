// A path -> the bytes of a regular file below the corpus folder, or why not. Nothing but regular files is
// ever opened: the kind is checked before (lstat) and after (fstat) opening, and opening never blocks,
// so that a FIFO put there in between cannot hang the build.

import { constants } from 'node:fs';
import { lstat, open, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';

import { systemErrorCode } from '../shared/errors.js';
import { Refusal } from './refusal.js';

/** Larger files are refused: no text that people wrote is. */
export const LARGEST_FILE_BYTES = 10 * 1024 * 1024;

/** A place below a root folder; the root must be a real path. */
export interface FilePlace {
  readonly root: string;
  /** Path below the root, with forward slashes. */
  readonly file: string;
}

/** Reads a file's bytes or throws a Refusal that says why it must stay out. */
export async function readRegularFile(place: FilePlace): Promise<Uint8Array> {
  try {
    const path = await regularPath(place);
    return await readOpened(path);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw refusalFor(error, place.file);
  }
}

/** The path to open: the file itself, or what a link inside the root points to. */
async function regularPath({ root, file }: FilePlace): Promise<string> {
  const path = join(root, file);
  const found = await lstat(path);
  if (found.isFile()) return path;
  if (!found.isSymbolicLink()) throw notRegular('it is not a regular file');
  const target = await realpath(path);
  if (!target.startsWith(root.endsWith(sep) ? root : root + sep)) {
    throw notRegular('it is a link that leads out of the corpus folder');
  }
  if (!(await lstat(target)).isFile()) throw notRegular('it is a link to something that is no file');
  return target;
}

async function readOpened(path: string): Promise<Uint8Array> {
  const flags = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW;
  const handle = await open(path, flags);
  try {
    const found = await handle.stat();
    if (!found.isFile()) throw notRegular('it is not a regular file');
    if (found.size > LARGEST_FILE_BYTES) throw tooLarge();
    const bytes = await handle.readFile();
    if (bytes.length > LARGEST_FILE_BYTES) throw tooLarge();
    return bytes;
  } finally {
    await handle.close();
  }
}

function notRegular(reason: string): Refusal {
  return new Refusal('not_regular_file', `${reason}. Put a copy of the file there instead.`);
}

function tooLarge(): Refusal {
  const megabytes = LARGEST_FILE_BYTES / 1024 / 1024;
  return new Refusal('too_large', `it is larger than ${megabytes} MiB. Split it.`);
}

function refusalFor(error: unknown, file: string): Refusal {
  const code = systemErrorCode(error);
  if (code === 'ENOENT' && file.includes('\uFFFD')) {
    return new Refusal('bad_path', 'its name is not valid UTF-8. Rename it.', error);
  }
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new Refusal('vanished', 'it disappeared while the corpus was being read.', error);
  }
  if (code === 'ELOOP') return notRegular('it is a link that leads nowhere');
  const reason = code === 'EACCES' || code === 'EPERM' ? 'permission denied' : (code ?? 'unknown');
  return new Refusal('unreadable', `it cannot be opened (${reason}). Check its permissions.`, error);
}
