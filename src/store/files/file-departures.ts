// The departures of one machine: one small file, replaced as a whole; a damaged one counts as empty, so that nothing is
// ever purged by mistake.

import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { Departures } from '../departures.js';

const form = z.record(z.string().regex(/^\d{17,20}$/), z.iso.datetime());

/** Opens the notes in a file; it is made with the first one. */
export function openFileDepartures(path: string): Departures {
  let turn: Promise<unknown> = Promise.resolve();
  // One at a time: each reads the file and writes it anew.
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = turn.then(work, work);
    turn = next.catch(() => undefined);
    return next;
  };
  return {
    left: (guild, now) =>
      inTurn(async () => {
        const all = await read(path);
        await write(path, { [guild]: now.toISOString(), ...all });
      }),
    returned: (guild) =>
      inTurn(async () => {
        const all = await read(path);
        if (!Object.hasOwn(all, guild)) return false;
        await write(path, Object.fromEntries(Object.entries(all).filter(([id]) => id !== guild)));
        return true;
      }),
    leftBy: async (moment) => {
      const all = Object.entries(await read(path));
      return all
        .filter(([, leftAt]) => Date.parse(leftAt) <= moment.getTime())
        .map(([guild]) => guild)
        .sort();
    },
  };
}

async function read(path: string): Promise<z.infer<typeof form>> {
  try {
    return form.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return {};
  }
}

async function write(path: string, all: z.infer<typeof form>): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}.tmp`;
  await writeFile(temporary, JSON.stringify(all), { mode: 0o600 });
  await rename(temporary, path);
}
