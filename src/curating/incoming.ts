// Archives that somebody handed in and the keeper is to read: one file each below the data folder, under an id of
// ours, until the job is over. What nobody fetched within a day goes.

import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface Incoming {
  put(id: string, bytes: Uint8Array): Promise<void>;
  /** Null where it is not there any more. */
  take(id: string): Promise<Buffer | null>;
  remove(id: string): Promise<void>;
  /** Removes what is older than a day. */
  sweep(now: Date): Promise<void>;
}

const ID = /^[a-z0-9-]{1,64}$/;
const KEPT_MS = 86_400_000;

/** Opens the folder; it is made with the first archive. */
export function openIncoming(folder: string): Incoming {
  const pathOf = (id: string): string => {
    if (!ID.test(id)) throw new Error('not an id of an incoming archive');
    return join(folder, `${id}.zip`);
  };
  return {
    put: async (id, bytes) => {
      await mkdir(folder, { recursive: true });
      const temporary = `${pathOf(id)}.tmp`;
      await writeFile(temporary, bytes, { mode: 0o600 });
      await rename(temporary, pathOf(id));
    },
    take: (id) => readFile(pathOf(id)).catch(() => null),
    remove: (id) => rm(pathOf(id), { force: true }),
    sweep: async (now) => {
      for (const name of await readdir(folder).catch(() => [])) {
        const path = join(folder, name);
        const facts = await stat(path).catch(() => null);
        if (facts !== null && now.getTime() - facts.mtimeMs > KEPT_MS)
          await rm(path, { force: true });
      }
    },
  };
}
