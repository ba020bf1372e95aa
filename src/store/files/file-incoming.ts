// The incoming archives of one machine: one file each in a folder, under its id.

import { mkdir, readdir, readFile, rename, rm, utimes, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { INCOMING_ID, INCOMING_KEPT_MS, type Incoming } from '../incoming.js';

/** Opens the folder; it is made with the first archive. */
export function openFileIncoming(folder: string, now: () => Date): Incoming {
  const pathOf = (id: string): string => {
    if (!INCOMING_ID.test(id)) throw new Error('not an id of an incoming archive');
    return join(folder, `${id}.zip`);
  };
  return {
    put: async (id, bytes) => {
      await mkdir(folder, { recursive: true });
      const temporary = `${pathOf(id)}.tmp`;
      await writeFile(temporary, bytes, { mode: 0o600 });
      await utimes(temporary, now(), now());
      await rename(temporary, pathOf(id));
    },
    take: (id) => readFile(pathOf(id)).catch(() => null),
    remove: (id) => rm(pathOf(id), { force: true }),
    sweep: async (moment) => {
      for (const name of await readdir(folder).catch(() => [])) {
        const path = join(folder, name);
        const facts = await stat(path).catch(() => null);
        if (facts !== null && moment.getTime() - facts.mtimeMs > INCOMING_KEPT_MS)
          await rm(path, { force: true });
      }
    },
  };
}
