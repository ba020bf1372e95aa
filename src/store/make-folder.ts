// In: a path. Out: a folder there, with the folders above it. One level at a time, because the recursive
// mkdir of Node never returns where a file system, such as /proc, answers ENOENT below an existing folder.

import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/** Creates a folder and what is missing above it; throws what the system says where that is refused. */
export function makeFolder(path: string): void {
  if (existsSync(path)) return;
  const above = dirname(path);
  if (above !== path) makeFolder(above);
  try {
    mkdirSync(path);
  } catch (error) {
    // Another process may have made it meanwhile.
    if (!existsSync(path)) throw error;
  }
}
