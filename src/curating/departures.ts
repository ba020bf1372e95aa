// Servers that removed the bot, and when. Their documents go after a grace, unless they come back before. One small
// file, replaced as a whole; a damaged one counts as empty, so that nothing is ever purged by mistake.

import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';

/** Between the removal of the bot and that of the server's documents. */
export const GRACE_MS = 7 * 86_400_000;

export interface Departures {
  /** Notes that a server removed the bot. */
  left(guild: string, now: Date): Promise<void>;
  /** Forgets it; true where it had been noted. */
  returned(guild: string): Promise<boolean>;
  /** Servers whose grace is over. */
  due(now: Date): Promise<string[]>;
}

const form = z.record(z.string().regex(/^\d{17,20}$/), z.iso.datetime());

/** Opens the notes in a file; it is made with the first one. */
export function openDepartures(path: string): Departures {
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
    due: async (now) => {
      const all = Object.entries(await read(path));
      return all
        .filter(([, leftAt]) => now.getTime() - Date.parse(leftAt) >= GRACE_MS)
        .map(([guild]) => guild);
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
