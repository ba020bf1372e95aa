// What each feature of an answer means to a reader. A feature without its words here does not compile: an
// explanation that leaves one out would tell only half of why.

import type { Features } from '../answering/features.js';

export interface FeatureWords {
  /**
   * Its median over our own questions with the model that ships (DECISIONS.md): what lies above and below it
   * is told. The sum does not depend on it.
   */
  readonly usual: number;
  /** Whether a reader takes more of it, or less of it, for a good sign. */
  readonly goodSign: 'more' | 'less';
  /** Said where it raises the confidence. */
  readonly speaksFor: string;
  /** Said where it lowers it. */
  readonly speaksAgainst: string;
}

export const FEATURE_WORDS = {
  cosine: {
    usual: 0.66,
    goodSign: 'more',
    speaksFor: 'the passage is close to the question in meaning',
    speaksAgainst: 'the passage is not close to the question in meaning',
  },
  sentenceCosine: {
    usual: 0.64,
    goodSign: 'more',
    speaksFor: 'its best sentence is close to the question in meaning',
    speaksAgainst: 'no sentence of it is close to the question in meaning',
  },
  coverage: {
    usual: 0.39,
    goodSign: 'more',
    speaksFor: 'the passage holds the question’s rare words',
    speaksAgainst: 'the passage holds few of the question’s rare words',
  },
  sentenceCoverage: {
    usual: 0.3,
    goodSign: 'more',
    speaksFor: 'its best sentence holds the question’s rare words',
    speaksAgainst: 'its best sentence holds few of the question’s rare words',
  },
  lexicalStrength: {
    usual: 0.4,
    goodSign: 'more',
    speaksFor: 'it repeats the question’s words',
    speaksAgainst: 'it hardly repeats the question’s words',
  },
  prominence: {
    usual: 0.1,
    goodSign: 'more',
    speaksFor: 'it stands out from the next passages',
    speaksAgainst: 'the next passages are about as close',
  },
  unknown: {
    usual: 0.34,
    goodSign: 'less',
    speaksFor: 'the corpus knows the question’s words',
    speaksAgainst: 'words of the question stand nowhere in the corpus',
  },
  order: {
    usual: 0,
    goodSign: 'more',
    speaksFor: 'words that stand together in the question stand together in it',
    speaksAgainst: 'words that stand together in the question do not in it',
  },
  negationMissing: {
    usual: 0,
    goodSign: 'less',
    speaksFor: 'it denies what the question denies',
    speaksAgainst: 'the question denies something, and its best sentence does not',
  },
  numbersMissing: {
    usual: 0,
    goodSign: 'less',
    speaksFor: 'it holds the question’s numbers',
    speaksAgainst: 'it lacks a number of the question',
  },
  namesMissing: {
    usual: 0,
    goodSign: 'less',
    speaksFor: 'it holds the question’s names',
    speaksAgainst: 'it lacks a name of the question',
  },
  kindMissing: {
    usual: 0,
    goodSign: 'less',
    speaksFor: 'its best sentence holds what is asked for, such as a date or a name',
    speaksAgainst: 'its best sentence holds nothing of the kind that is asked for',
  },
  vocabularyGap: {
    usual: 0.1,
    goodSign: 'more',
    speaksFor: 'in a corpus this small, unknown words mean less',
    speaksAgainst: 'in a corpus this large, unknown words mean more',
  },
} as const satisfies Readonly<Record<keyof Features, FeatureWords>>;

/** The words for a feature by its name; null for one that another version knew. */
export function featureWords(name: string): FeatureWords | null {
  const known: Readonly<Record<string, FeatureWords>> = FEATURE_WORDS;
  return Object.hasOwn(known, name) ? (known[name] ?? null) : null;
}
