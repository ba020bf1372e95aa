// Where the files of the project lie that are no code.

import { fileURLToPath } from 'node:url';

const PROJECT = new URL('../../', import.meta.url);

/** The absolute path of a file, given from the folder of the project. */
export function inProject(path: string): string {
  return fileURLToPath(new URL(path, PROJECT));
}

/** Seconds that the program may take to end: 10 for what is in flight, then its children. See `GRACE_MS` in open-bot.ts. */
export const SECONDS_TO_END = 15;
