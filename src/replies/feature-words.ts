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
    usual: 0.28,
    goodSign: 'more',
    speaksFor: 'its best sentence holds the question’s rare words',
    speaksAgainst: 'its best sentence holds few of the question’s rare words',
  },
  lexicalStrength: {
    usual: 0.39,
    goodSign: 'more',
    speaksFor: 'it repeats the question’s words',
    speaksAgainst: 'it hardly repeats the question’s words',
  },
  prominence: {
    usual: 0.086,
    goodSign: 'more',
    speaksFor: 'it stands out from the next passages',
    speaksAgainst: 'the next passages are about as close',
  },
  unknown: {
    usual: 0.33,
    goodSign: 'less',
    speaksFor: 'the corpus knows the question’s words',
    speaksAgainst: 'words of the question stand nowhere in the corpus',
  },
} as const satisfies Readonly<Record<keyof Features, FeatureWords>>;

/** The words for a feature by its name; null for one that another version knew. */
export function featureWords(name: string): FeatureWords | null {
  const known: Readonly<Record<string, FeatureWords>> = FEATURE_WORDS;
  return Object.hasOwn(known, name) ? (known[name] ?? null) : null;
}
