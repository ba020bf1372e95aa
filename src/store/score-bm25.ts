// Okapi BM25 over counted words, with the constants and the idf of FTS5's bm25(): two stores score alike.

const K1 = 1.2;
const B = 0.75;

/** Weight of a word in the title or headings against one in the body (DECISIONS.md). */
export const TITLE_WEIGHT = 2;

/** A term that stands in more than half of all passages still says that it stands there. */
const LEAST_IDF = 1e-6;

/** What a score needs to know of all passages together. */
export interface WordTotals {
  readonly passages: number;
  /** Words of all passages, titles and headings included. */
  readonly words: number;
}

/** How often a term stands in a passage. */
export interface TermHits {
  readonly title: number;
  readonly body: number;
}

export interface ScoredTerm {
  /** Passages that hold it. */
  readonly frequency: number;
  /** In the passage that is scored. */
  readonly hits: TermHits;
}

/** The score of a passage of so many words; 0 where it holds no term. */
export function scoreBm25(
  terms: readonly ScoredTerm[],
  length: number,
  totals: WordTotals,
): number {
  const mean = totals.passages === 0 ? 1 : Math.max(1, totals.words / totals.passages);
  const norm = K1 * (1 - B + (B * length) / mean);
  let score = 0;
  for (const { frequency, hits } of terms) {
    const weight = TITLE_WEIGHT * hits.title + hits.body;
    if (weight > 0) {
      score += (idf(frequency, totals.passages) * weight * (K1 + 1)) / (weight + norm);
    }
  }
  return score;
}

function idf(frequency: number, passages: number): number {
  return Math.max(LEAST_IDF, Math.log((passages - frequency + 0.5) / (frequency + 0.5)));
}
