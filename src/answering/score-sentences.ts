// In: neighbouring sentences with their cosines, and a question. Out: how well each answers. A cosine leads;
// three things a vector does not see help it: the question's words in the sentence or the one before it, the
// words that tell this sentence from its neighbours, and something of the kind of answer that is asked for.

import { holdsKind, kindAskedFor } from './answer-kind.js';

/** Weights beside a cosine; chosen on half of selqa, confirmed on its other half and squad2 (DECISIONS.md). */
const WORDS = 0.3;
const DISTINCTION = 0.4;
const KIND = 0.1;

/** The terms of a question as stems with their idf, prepared once a question. */
export interface AskedWords {
  /** The question itself, for the kind of its answer. */
  readonly question: string;
  readonly stems: ReadonlyMap<string, number>;
  readonly total: number;
}

export interface SentenceInput {
  readonly text: string;
  /** Stems of its words, read once a passage. */
  readonly stems: ReadonlySet<string>;
  /** Cosine of the question and the sentence. */
  readonly cosine: number;
}

export interface SentenceScore {
  readonly score: number;
  /** Share of the question's idf mass that stands in the sentence, 0 to 1. */
  readonly overlap: number;
  /** The same of the sentence and the one before it together. */
  readonly overlapWithBefore: number;
}

/** Scores sentences that stand in this order. */
export function scoreSentences(
  sentences: readonly SentenceInput[],
  asked: AskedWords,
): SentenceScore[] {
  const held = sentences.map(({ stems }) => stemsHeld(stems, asked));
  const distinction = distinctions(held);
  const kind = kindAskedFor(asked.question);
  return sentences.map(({ text, cosine }, i) => {
    const own = held[i] ?? new Set<string>();
    const before = held[i - 1] ?? new Set<string>();
    const words = shareOf(asked, (term) => own.has(term) || before.has(term));
    const fits = kind === null ? 0 : holdsKind(kind, text, asked.question) ? 1 : -1;
    const score = cosine + WORDS * words + DISTINCTION * distinction(own) + KIND * fits;
    return { score, overlap: shareOf(asked, (term) => own.has(term)), overlapWithBefore: words };
  });
}

/** How near a sentence comes to a topic, of which no kind of answer is asked. */
export function nearness(cosine: number, overlap: number): number {
  return cosine + WORDS * overlap;
}

/** Which of the question's stems a sentence holds. */
function stemsHeld(own: ReadonlySet<string>, { stems }: AskedWords): ReadonlySet<string> {
  return new Set([...stems.keys()].filter((term) => own.has(term)));
}

/** Share of the terms' idf mass for which something holds. */
export function shareOf(asked: AskedWords, holds: (term: string) => boolean): number {
  if (asked.total === 0) return 0;
  let mass = 0;
  for (const [term, idf] of asked.stems) if (holds(term)) mass += idf;
  return mass / asked.total;
}

/** Weighs terms by how few of these sentences hold them: what all of them hold does not choose between them. */
function distinctions(held: readonly ReadonlySet<string>[]): (own: ReadonlySet<string>) => number {
  const counts = new Map<string, number>();
  for (const stems of held) {
    for (const term of stems) counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  const weights = new Map([...counts].map(([term, n]) => [term, Math.log(1 + held.length / n)]));
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  return (own) => {
    if (total === 0) return 0;
    return [...own].reduce((sum, term) => sum + (weights.get(term) ?? 0), 0) / total;
  };
}
