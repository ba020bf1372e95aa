// What cleaning makes of a line: nothing is deleted, a removed line only carries the rule that took it
// out, so that the report can show it and a gap can end a run.

import type { SourceLine } from './document-reader.js';

/** A line and what became of it. */
export interface CleanedLine extends SourceLine {
  /** The rule that took the line out, or null where it stays. */
  readonly removedBy: string | null;
}
