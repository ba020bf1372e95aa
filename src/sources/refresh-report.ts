// What refreshing a source came to, as plain data: for the job that did it, for status, for tests.

import type { SourceProblem } from './source.js';

export interface RefreshReport {
  readonly sourceId: string;
  /** Documents that were not there before, whose bytes changed, that are as they were, that have gone. */
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly removed: number;
  /** What could not be had, each once; the kept copies serve. */
  readonly problems: readonly SourceProblem[];
}

export interface RefreshProgress {
  readonly done: number;
  readonly total: number;
}
