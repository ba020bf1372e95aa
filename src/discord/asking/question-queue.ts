// The one bounded queue in front of the answerer. In: questions. Out: their work, in order, a few at a time;
// and before that an estimate of how long it will take, which decides between answering at once, deferring,
// and saying "busy".

import PQueue from 'p-queue';

export interface QueueOptions {
  /** Questions searched at the same time. */
  readonly atOnce: number;
  /** Questions that may wait; the next one is told that we are busy. */
  readonly mostWaiting: number;
  /** Milliseconds that a question is assumed to take before any was measured. */
  readonly firstGuessMs: number;
}

/**
 * One question embeds while the other one searches; more wait on the same model (DECISIONS.md). A thousand
 * questions wait about half a minute, which is as long as a person looks at "thinking".
 */
export const QUEUE: QueueOptions = { atOnce: 2, mostWaiting: 1_000, firstGuessMs: 60 };

/**
 * Where searching hangs, new questions are not taken: this is longer than anybody looks at "thinking", and a
 * fifth of an interaction's life. A burst makes questions look slower than they are for a while.
 */
const LONGEST_WAIT_MS = 180_000;

/** Share of the newest measurement in the running mean. */
const NEWEST_SHARE = 0.1;

export interface QuestionQueue {
  /** Milliseconds until a question asked now would be answered; null where no more may wait. */
  estimateMs(): number | null;
  run<T>(work: () => Promise<T>): Promise<T>;
  /** Seconds after which there is room again, at least 1. */
  busySeconds(): number;
  readonly waiting: number;
  readonly running: number;
  /** Settles when nothing waits or runs. */
  idle(): Promise<void>;
}

/** Opens an empty queue. */
export function openQueue(options: QueueOptions = QUEUE): QuestionQueue {
  const queue = new PQueue({ concurrency: options.atOnce });
  let meanMs = options.firstGuessMs;
  const measured = async <T>(work: () => Promise<T>): Promise<T> => {
    const started = performance.now();
    try {
      return await work();
    } finally {
      meanMs += NEWEST_SHARE * (performance.now() - started - meanMs);
    }
  };
  // `meanMs` holds the time beside its neighbours, so a round of `atOnce` questions takes about as long.
  const msFor = (ahead: number): number => (ahead / options.atOnce + 1) * meanMs;
  return {
    estimateMs: () => {
      const ms = msFor(queue.size + queue.pending);
      const hasRoom =
        queue.size < options.mostWaiting && (ms <= LONGEST_WAIT_MS || queue.size === 0);
      return hasRoom ? ms : null;
    },
    run: (work) => queue.add(() => measured(work)),
    busySeconds: () => Math.max(1, Math.ceil(msFor(queue.size / 2) / 1_000)),
    get waiting() {
      return queue.size;
    },
    get running() {
      return queue.pending;
    },
    idle: () => queue.onIdle(),
  };
}
