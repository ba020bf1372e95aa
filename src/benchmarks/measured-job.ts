// What the benchmarks and the processes they start say to each other: a job goes out as an argument, its
// figures come back as one line of JSON.

import type { Settings } from '../settings.js';

/** Work for a process of its own. */
export type MeasuredJob =
  | { readonly kind: 'idle' }
  | { readonly kind: 'start'; readonly settings: Settings; readonly question: string }
  | { readonly kind: 'answer'; readonly settings: Settings; readonly questions: readonly string[] }
  | { readonly kind: 'build'; readonly settings: Settings };

export interface MeasuredResult {
  /** The most memory the process ever held. */
  readonly peakMegabytes: number;
  /** Of the job `start` only: milliseconds of each step up to the first answer. */
  readonly steps: StartSteps | null;
}

/** What a start consists of, one step after the other. */
export interface StartSteps {
  /** Node itself and the project's code. */
  readonly codeMs: number;
  /** Opening the answerer: store and graph. */
  readonly openMs: number;
  /** Hashing the model's files, loading it, comparing the canary. */
  readonly modelMs: number;
  /** Embedding the question, searching, composing the answer. */
  readonly answerMs: number;
}
