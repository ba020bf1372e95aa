// In: a found passage. Out: the one sentence that answers best, and the sentence before it where it cannot
// stand alone. A sentence's cosine chooses, helped by the question's rare words standing in it.

import { stem } from '../retrieval/stem.js';
import type { Span } from '../passages/passage.js';
import { pointsBack } from '../passages/points-back.js';
import type { TermStatistics } from '../retrieval/retrieve.js';
import type { ScoredPassage } from '../retrieval/scored-passage.js';
import { words } from '../retrieval/terms.js';

/** Weight of word overlap beside a cosine (DECISIONS.md). */
const OVERLAP_WEIGHT = 0.3;

export interface Highlight {
  readonly highlight: Span;
  readonly lead: Span | null;
  /** Share of the question's idf mass that stands in the sentence, 0 to 1. */
  readonly overlap: number;
  readonly cosine: number;
}

/** A question's terms as stems with their idf, prepared once a question. */
export interface StemmedTerms {
  readonly stems: ReadonlyMap<string, number>;
  readonly total: number;
}

export function stemTerms(terms: readonly TermStatistics[]): StemmedTerms {
  const stems = new Map(terms.map(({ term, idf }) => [stem(term), idf]));
  const total = [...stems.values()].reduce((sum, idf) => sum + idf, 0);
  return { stems, total };
}

/** Chooses the sentence to highlight. */
export function chooseHighlight(scored: ScoredPassage, terms: StemmedTerms): Highlight {
  const { passage, sentenceCosines } = scored;
  let best = { index: 0, score: -Infinity, overlap: 0, cosine: scored.trace.cosine };
  passage.sentences.forEach((span, index) => {
    const overlap = overlapOf(passage.text.slice(span.start, span.end), terms);
    const cosine = sentenceCosines[index] ?? scored.trace.cosine;
    const score = sentenceScore(cosine, overlap);
    if (score > best.score) best = { index, score, overlap, cosine };
  });
  const highlight = passage.sentences[best.index] ?? { start: 0, end: passage.text.length };
  const lead = leadOf(passage.text, passage.sentences, best.index);
  return { highlight, lead, overlap: best.overlap, cosine: best.cosine };
}

/** How well a sentence fits: its cosine, helped by the rare words it shares with the question. */
export function sentenceScore(cosine: number, overlap: number): number {
  return cosine + OVERLAP_WEIGHT * overlap;
}

/** Share of the terms' idf mass found in a text. */
export function overlapOf(text: string, terms: StemmedTerms): number {
  if (terms.total === 0) return 0;
  const found = new Set(words(text).map((word) => stem(word)));
  let mass = 0;
  for (const [term, idf] of terms.stems) if (found.has(term)) mass += idf;
  return mass / terms.total;
}

/** The sentence before, where the chosen one points back and its neighbour is in the same paragraph. */
function leadOf(text: string, sentences: readonly Span[], index: number): Span | null {
  const chosen = sentences[index];
  const before = sentences[index - 1];
  if (chosen === undefined || before === undefined) return null;
  if (!pointsBack(text.slice(chosen.start, chosen.end))) return null;
  return text.slice(before.end, chosen.start).includes('\n\n') ? null : before;
}
