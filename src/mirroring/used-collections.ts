// Which collections are searched on this machine, as empty files whose time of change is that of the last search: several
// answering processes write them without asking each other, and whoever copies reads them.

import { mkdir, open, readdir, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { COLLECTION_NAME } from '../retrieval/question.js';

/** Searched without a name, so it is always wanted. */
const ALWAYS = 'default';

/** Milliseconds between two notes on one collection. */
const NOTE_EVERY_MS = 60 * 60_000;

/** Milliseconds after its last search until a collection is copied no more. */
const USED_FOR_MS = 30 * 24 * 60 * 60_000;

/** Collections copied at most, those that were searched last. */
const MOST_USED = 1_000;

export interface UsedCollections {
  /** Notes that collections were searched; never fails and is waited for by nobody. */
  note(names: readonly string[]): void;
}

/** Opens the notes for who answers. */
export function openUsedCollections(folder: string, now: () => number): UsedCollections {
  const noted = new Map<string, number>();
  return {
    note: (names) => {
      for (const name of names) {
        const before = noted.get(name);
        if (before !== undefined && now() - before < NOTE_EVERY_MS) continue;
        if (noted.size >= MOST_USED) noted.clear();
        noted.set(name, now());
        // A disk that is full costs a copy, never an answer.
        touch(folder, name, now()).catch(() => undefined);
      }
    },
  };
}

async function touch(folder: string, name: string, now: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, name);
  await (await open(path, 'a')).close();
  await utimes(path, now / 1_000, now / 1_000);
}

/** Names of the collections that are in use, the one searched last first. */
export async function readUsed(folder: string, now: Date): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  const noted = await Promise.all(
    names
      .filter((name) => COLLECTION_NAME.test(name) && name !== ALWAYS)
      .map(async (name) => ({ name, at: (await stat(join(folder, name))).mtimeMs })),
  );
  const used = noted
    .filter(({ at }) => now.getTime() - at < USED_FOR_MS)
    .sort((a, b) => b.at - a.at)
    .slice(0, MOST_USED - 1);
  return [ALWAYS, ...used.map(({ name }) => name)];
}

/** Forgets collections that are gone, and those that nobody searches any more. */
export async function forgetUsed(folder: string, keep: readonly string[]): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) if (!keep.includes(name)) await rm(join(folder, name), { force: true });
}
