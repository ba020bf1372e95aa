// What the benchmarks and the processes beside a bot say to each other: the load, which is a Discord of its own
// with people who ask, and the probe, which looks at the bot from inside its process.

/** How people ask. */
export type Pace =
  | { readonly kind: 'at_once' }
  | { readonly kind: 'by_second'; readonly questions: number }
  /** As fast as the bot answers, with so many waiting for their answer. */
  | { readonly kind: 'in_flight'; readonly questions: number };

/** Told to the load. */
export interface LoadCall {
  readonly kind: 'ask';
  readonly pace: Pace;
  /** One by one, each by the next person. */
  readonly questions: readonly string[];
}

/** Told by the load. */
export type LoadReport =
  | { readonly kind: 'listening'; readonly url: string; readonly token: string }
  /** Every question of the call was acknowledged or is too late. */
  | { readonly kind: 'acknowledged' }
  | { readonly kind: 'answered'; readonly waits: readonly Wait[] };

/** Milliseconds from a question to its first acknowledgement, accepted or not, and to its answer. */
export interface Wait {
  readonly ackMs: number | null;
  /** Null where no message came: the acknowledgement was late, or the bot gave up. */
  readonly answerMs: number | null;
}

/** Told to the probe; `reset` begins a new window and answers with the last one. */
export type ProbeCall = { readonly kind: 'reset' } | { readonly kind: 'memory' };

/** Told by the probe. */
export type ProbeReport =
  | { readonly kind: 'loop'; readonly loop: LoopDelay }
  | { readonly kind: 'memory'; readonly memory: ProcessMemory };

/** Milliseconds between two turns of a timer of `LOOP_RESOLUTION_MS`: that much is there in an idle process. */
export interface LoopDelay {
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
  /** Milliseconds of processor time that the whole process took: it says something on a busy machine too. */
  readonly processorMs: number;
}

/** Milliseconds of the timer that measures the event loop; the metrics of the bot use the same. */
export const LOOP_RESOLUTION_MS = 10;

/** Megabytes. */
export interface ProcessMemory {
  /** Before garbage was collected for `heap`. */
  readonly resident: number;
  /** What is in use after garbage was collected. */
  readonly heap: number;
}
