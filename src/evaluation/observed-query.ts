// One query as it was answered, before anything is counted.

import type { RankedSentence, Sources } from '../answering/answerer.js';
import type { Features } from '../answering/features.js';
import type { DataSetQuery } from './data-set.js';
import type { SentenceChoice } from './sentence-choice.js';

/** One query's answer, for fitting and for looking closer. */
export interface ObservedQuery {
  readonly query: DataSetQuery;
  readonly sources: Sources;
  readonly ranking: readonly string[];
  readonly features: Features | null;
}

/** An observed query with what only the figures need. */
export interface MeasuredQuery extends ObservedQuery {
  readonly choice: SentenceChoice | null;
  readonly choiceGiven: SentenceChoice | null;
  /** The right paragraph's sentences; null where the set names none or no answers. */
  readonly given: readonly RankedSentence[] | null;
}
