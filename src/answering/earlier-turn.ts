// What a question may go on from: the complete question before it and what its answer showed. Passages are
// named, not copied: their words are read from the store when a question needs them, and only then.

import type { CitationReference } from './answerer.js';

export interface EarlierTurn {
  /** Complete: it needed no earlier question. */
  readonly question: string;
  /** What its answer showed, best first; empty where it showed nothing. */
  readonly cited: readonly CitationReference[];
  /** Labels of what was shown for the same question before that. */
  readonly seen: readonly number[];
}

/** The sentence that an earlier answer marked, with what stands around it. */
export interface EarlierAnswer {
  /** The marked sentence, verbatim. */
  readonly sentence: string;
  /** The passage up to that sentence. */
  readonly before: string;
  readonly title: string;
}
