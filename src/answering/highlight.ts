// In: a found passage. Out: the one sentence that answers best, and the sentence before it where it cannot
// stand alone.

import type { Span } from '../passages/passage.js';
import { stem } from '../retrieval/stem.js';
import type { TermStatistics } from '../retrieval/retrieve.js';
import type { ScoredPassage } from '../retrieval/scored-passage.js';
import { words } from '../retrieval/terms.js';
import { scoreSentences, shareOf, type AskedWords } from './score-sentences.js';

export interface Highlight {
  readonly highlight: Span;
  readonly lead: Span | null;
  /** Share of the question's idf mass that stands in the sentence, 0 to 1. */
  readonly overlap: number;
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
  const sentences = passage.sentences.map(({ start, end }, i) => ({
    text: passage.text.slice(start, end),
    cosine: sentenceCosines[i] ?? scored.trace.cosine,
  }));
  const scores = scoreSentences(sentences, asked);
  const index = scores.reduce(
    (best, { score }, i) => (score > (scores[best]?.score ?? -Infinity) ? i : best),
    0,
  );
  return {
    highlight: passage.sentences[index] ?? { start: 0, end: passage.text.length },
    lead: leadOf(passage.text, passage.sentences, index),
    overlap: scores[index]?.overlap ?? 0,
    cosine: sentences[index]?.cosine ?? scored.trace.cosine,
  };
}

/** Share of the terms' idf mass found in a text. */
export function overlapOf(text: string, asked: AskedWords): number {
  const found = new Set(words(text).map((word) => stem(word)));
  return shareOf(asked, (term) => found.has(term));
}

/** Openings that point back: pronouns, and connectives that answer what was said before. */
const POINTS_BACK =
  /^["“‘'(]*(?:he|she|it|they|this|these|that|those|such|his|her|its|their|them|both|the (?:former|latter|same|two|three|group|move|deal|minister|president|country|expert|company)|however|but|and|or|so|also|moreover|besides|furthermore|therefore|thus|hence|instead|meanwhile|nevertheless|nonetheless|still|yet|otherwise|in (?:addition|total|turn|contrast|response|particular|other words|this|that)|at the same time|on the (?:contrary|other hand)|as a result|for (?:example|instance|this|that)|according to (?:him|her|them)|by contrast|similarly|likewise|then)\b/i;

/** The sentence before, where the chosen one points back and its neighbour is in the same paragraph. */
function leadOf(text: string, sentences: readonly Span[], index: number): Span | null {
  const chosen = sentences[index];
  const before = sentences[index - 1];
  if (chosen === undefined || before === undefined) return null;
  if (!POINTS_BACK.test(text.slice(chosen.start, chosen.start + 60))) return null;
  return text.slice(before.end, chosen.start).includes('\n\n') ? null : before;
}
