// In: a found passage. Out: the one sentence that answers best, and the sentence before it where it cannot
// stand alone.

import type { Span } from '../passages/passage.js';
import { stem } from '../retrieval/stem.js';
import { pointsBack } from '../passages/points-back.js';
import type { TermStatistics } from '../retrieval/retrieve.js';
import type { ScoredPassage } from '../retrieval/scored-passage.js';
import { words } from '../retrieval/terms.js';
import { passageWords } from '../retrieval/word-evidence.js';
import type { StoredPassage } from '../store/knowledge-store.js';
import { scoreSentences, shareOf, type AskedWords, type SentenceInput } from './score-sentences.js';

export interface Highlight {
  readonly highlight: Span;
  readonly lead: Span | null;
  /** Share of the question's idf mass that stands in the sentence, 0 to 1. */
  readonly overlap: number;
  /** The same of the sentence and the one before it together. */
  readonly overlapWithBefore: number;
  readonly cosine: number;
}

/** Prepares the terms of a question; without the question's text no kind of answer is looked for. */
export function stemTerms(terms: readonly TermStatistics[], question = ''): AskedWords {
  const stems = new Map(terms.map(({ term, idf }) => [stem(term), idf]));
  const total = [...stems.values()].reduce((sum, idf) => sum + idf, 0);
  return { question, stems, total };
}

/** Chooses the sentence to highlight. */
export function chooseHighlight(scored: ScoredPassage, asked: AskedWords): Highlight {
  const { passage, sentenceCosines } = scored;
  const sentences = sentencesToScore(passage, (i) => sentenceCosines[i] ?? scored.trace.cosine);
  const scores = scoreSentences(sentences, asked);
  const index = scores.reduce(
    (best, { score }, i) => (score > (scores[best]?.score ?? -Infinity) ? i : best),
    0,
  );
  return {
    highlight: passage.sentences[index] ?? { start: 0, end: passage.text.length },
    lead: leadOf(passage.text, passage.sentences, index),
    overlap: scores[index]?.overlap ?? 0,
    overlapWithBefore: scores[index]?.overlapWithBefore ?? 0,
    cosine: sentences[index]?.cosine ?? scored.trace.cosine,
  };
}

/** The sentences of a passage, with their cosines. */
export function sentencesToScore(
  passage: StoredPassage,
  cosine: (sentence: number) => number,
): SentenceInput[] {
  const words = passageWords(passage).sentences;
  return passage.sentences.map(({ start, end }, i) => ({
    text: passage.text.slice(start, end),
    stems: words[i]?.stems ?? NO_WORDS,
    cosine: cosine(i),
  }));
}

const NO_WORDS: ReadonlySet<string> = new Set();

/** Share of the terms' idf mass found in a text. */
export function overlapOf(text: string, asked: AskedWords): number {
  const found = new Set(words(text).map((word) => stem(word)));
  return shareOf(asked, (term) => found.has(term));
}

/** The sentence before, where the chosen one points back and its neighbour is in the same paragraph. */
function leadOf(text: string, sentences: readonly Span[], index: number): Span | null {
  const chosen = sentences[index];
  const before = sentences[index - 1];
  if (chosen === undefined || before === undefined) return null;
  if (!pointsBack(text.slice(chosen.start, chosen.end))) return null;
  return text.slice(before.end, chosen.start).includes('\n\n') ? null : before;
}
