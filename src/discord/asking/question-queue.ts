// The one bounded queue in front of the answerers. In: questions, each of a server or a person. Out: their work, a few
// at a time, those who wait in turn; and before that an estimate of how long it will take, which decides between
// answering at once, deferring, and saying "busy".

import PQueue from 'p-queue';
import type { Caller } from '../caller.js';
import { openFairTurns } from './fair-turns.js';

export interface QueueOptions {
  /** Questions searched at the same time. */
  readonly atOnce: number;
  /**
   * Questions that may wait. Nobody may have more waiting than there is room left, so one alone fills half of it,
   * two a third each, and there is always room for who has none waiting.
   */
  readonly mostWaiting: number;
  /** Milliseconds that a question is assumed to take before any was measured. */
  readonly firstGuessMs: number;
}

/**
 * For each process that answers: one question embeds while the other one searches; more wait on the same model
 * (DECISIONS.md). A thousand questions wait about half a minute, which is as long as a person looks at "thinking".
 */
export const QUEUE: QueueOptions = { atOnce: 2, mostWaiting: 1_000, firstGuessMs: 60 };

/** The queue in front of so many answering processes. */
export function queueFor(answerers: number): QueueOptions {
  const { atOnce, mostWaiting, firstGuessMs } = QUEUE;
  return { atOnce: atOnce * answerers, mostWaiting: mostWaiting * answerers, firstGuessMs };
}

/**
 * Where searching hangs, new questions are not taken: this is longer than anybody looks at "thinking", and a
 * fifth of an interaction's life. A burst makes questions look slower than they are for a while.
 */
const LONGEST_WAIT_MS = 180_000;

/** Share of the newest measurement in the running mean. */
const NEWEST_SHARE = 0.1;

/** Whose question it is, where nothing is said: all of them take one turn. */
const NOBODY = '';

export interface QuestionQueue {
  /** Milliseconds until a question that this asker put now would be answered; null where they may put no more. */
  estimateMs(asker?: string): number | null;
  run<T>(work: () => Promise<T>, asker?: string): Promise<T>;
  /** Seconds after which there is room again for this asker, at least 1. */
  busySeconds(asker?: string): number;
  readonly waiting: number;
  readonly running: number;
  /** Settles when nothing waits or runs. */
  idle(): Promise<void>;
}

/** Who takes a turn: a server with everyone in it, or a person who writes direct messages. */
export function askerOf({ guildId, userId }: Pick<Caller, 'guildId' | 'userId'>): string {
  return guildId === null ? `person ${userId}` : `server ${guildId}`;
}

/** Opens an empty queue. */
export function openQueue(options: QueueOptions = QUEUE): QuestionQueue {
  const { atOnce, mostWaiting } = options;
  // Its places are filled in the order they become free; whose work takes one is said by the turns.
  const places = new PQueue({ concurrency: atOnce });
  const turns = openFairTurns<() => Promise<() => void>>();
  const mean = runningMean(options.firstGuessMs);
  // The mean holds the time beside its neighbours, so a round of `atOnce` questions takes about as long.
  const msFor = (ahead: number): number => (ahead / atOnce + 1) * mean.ms();
  return {
    estimateMs: (asker = NOBODY) => {
      const ms = msFor(turns.aheadOf(asker) + places.pending);
      const hasRoom = turns.waitingOf(asker) < mostWaiting - turns.size;
      return hasRoom && (ms <= LONGEST_WAIT_MS || turns.size === 0) ? ms : null;
    },
    run: (work, asker = NOBODY) =>
      new Promise((resolve, reject) => {
        turns.put(asker, () => ended(mean.measure(work), { resolve, reject }));
        // Told once its place is free, so that who hears of it sees the queue as it is then.
        void places
          .add(() => (turns.take() ?? nothing)())
          .then((tell) => {
            tell();
          });
      }),
    busySeconds: (asker = NOBODY) =>
      Math.max(1, Math.ceil(msFor(turns.aheadOf(asker) / 2) / 1_000)),
    get waiting() {
      return turns.size;
    },
    get running() {
      return places.pending;
    },
    idle: () => places.onIdle(),
  };
}

interface Asked<T> {
  readonly resolve: (value: T) => void;
  readonly reject: (error: unknown) => void;
}

/** Waits for the end of a work; gives what tells it to who asked. */
async function ended<T>(work: Promise<T>, { resolve, reject }: Asked<T>): Promise<() => void> {
  try {
    const value = await work;
    return () => {
      resolve(value);
    };
  } catch (error) {
    return () => {
      reject(error);
    };
  }
}

const nothing = (): Promise<() => void> => Promise.resolve(() => undefined);

/** How long works take, the last ones above all; those that fail count as well. */
function runningMean(firstGuessMs: number) {
  let meanMs = firstGuessMs;
  return {
    ms: () => meanMs,
    measure: async <T>(work: () => Promise<T>): Promise<T> => {
      const started = performance.now();
      try {
        return await work();
      } finally {
        meanMs += NEWEST_SHARE * (performance.now() - started - meanMs);
      }
    },
  };
}
