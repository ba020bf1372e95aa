// Writers that go on while a server dies under them. In: one write, by a name that is never used twice. Out: which
// writes were acknowledged, and what the others failed with, so that both can be held against what is stored.

import { setTimeout as sleep } from 'node:timers/promises';
import { ReadableError } from '../../../src/shared/errors.js';

export interface Writers {
  readonly acknowledged: ReadonlySet<string>;
  /** How often a write failed, by code; what is no readable error is under its message. */
  readonly failures: ReadonlyMap<string, number>;
  /** Resolves once so many more writes were acknowledged. */
  more(count: number): Promise<void>;
  /** Resolves once so many more writes have failed. */
  moreFailures(count: number): Promise<void>;
  /** Lets each finish what it is at. */
  stop(): Promise<void>;
}

/** Pause after a failure: a server that is away is not asked ten thousand times a second. */
const PAUSE_MS = 10;

export function startWriters(count: number, write: (name: string) => Promise<void>): Writers {
  const acknowledged = new Set<string>();
  const failures = new Map<string, number>();
  let isOver = false;
  const work = async (writer: number): Promise<void> => {
    for (let n = 0; !isOver; n += 1) {
      const name = `writer-${writer}-${n}`;
      try {
        await write(name);
        acknowledged.add(name);
      } catch (error) {
        const code = error instanceof ReadableError ? error.code : String(error);
        failures.set(code, (failures.get(code) ?? 0) + 1);
        await sleep(PAUSE_MS);
      }
    }
  };
  const writers = Array.from({ length: count }, (_, writer) => work(writer));
  const failed = (): number => [...failures.values()].reduce((sum, each) => sum + each, 0);
  const until = async (isReached: () => boolean): Promise<void> => {
    while (!isReached()) await sleep(5);
  };
  return {
    acknowledged,
    failures,
    more: (least) => {
      const goal = acknowledged.size + least;
      return until(() => acknowledged.size >= goal);
    },
    moreFailures: (least) => {
      const goal = failed() + least;
      return until(() => failed() >= goal);
    },
    stop: async () => {
      isOver = true;
      await Promise.all(writers);
    },
  };
}

/** What is missing of what was acknowledged. */
export function lost(acknowledged: ReadonlySet<string>, stored: readonly string[]): string[] {
  const kept = new Set(stored);
  return [...acknowledged].filter((name) => !kept.has(name));
}
