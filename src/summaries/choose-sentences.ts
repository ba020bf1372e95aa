// In: sentences of one document with a score each. Out: stretches of it to show, in its order. The best one
// that fits is taken again and again; one that cannot stand alone brings the one before it, or is not taken.

import type { Likeness } from './centrality.js';
import type { Sentence } from './sentences.js';
import { isWholeQuotation, standsAlone } from './stand-alone.js';

/** Likeness from which two sentences say the same. */
export const SAME = 0.6;

/** Sentences that one may bring with it. */
const MOST_BROUGHT = 2;

/** Neighbouring sentences that are shown as one. */
export type Stretch = readonly [Sentence, ...Sentence[]];

export interface Choice {
  /** All sentences of the document in its order. */
  readonly sentences: readonly Sentence[];
  readonly scores: readonly number[];
  readonly likeness: Likeness;
  /** Sentences to show, those that are brought counted. */
  readonly most: number;
}

/** Chooses what to show of a document. */
export function chooseSentences(choice: Choice): Stretch[] {
  const { sentences, scores, most } = choice;
  const ranked = sentences
    .map((_, i) => i)
    .filter((i) => sentences[i]?.isProse === true)
    .sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
  const chosen = new Set<number>();
  for (;;) {
    const next = bestThatFits(ranked, chosen, choice);
    if (next === null || chosen.size + next.length > most) break;
    for (const i of next) chosen.add(i);
  }
  return stretchesOf(sentences, chosen);
}

/** The best sentence not yet chosen, behind those that it needs; null where none fits. */
function bestThatFits(
  ranked: readonly number[],
  chosen: ReadonlySet<number>,
  choice: Choice,
): readonly number[] | null {
  const { sentences, likeness, most } = choice;
  const shown = [...chosen].flatMap((i) => sentences[i] ?? []);
  for (const i of ranked) {
    const sentence = sentences[i];
    if (sentence === undefined || chosen.has(i)) continue;
    if (shown.some((other) => likeness.between(sentence, other) >= SAME)) continue;
    const needed = withNeeded(sentences, i, chosen);
    if (needed !== null && chosen.size + needed.length <= most) return needed;
  }
  return null;
}

/** A sentence behind those that must be read before it and are not chosen yet; null where they are missing. */
export function withNeeded(
  sentences: readonly Sentence[],
  at: number,
  chosen: ReadonlySet<number> = new Set(),
): number[] | null {
  const needed = [at];
  for (let i = at; needed.length <= MOST_BROUGHT + 1; i -= 1) {
    const sentence = sentences[i];
    if (sentence?.isProse !== true) return null;
    if (standsAlone(sentence.text)) return needed.reverse();
    // A quotation that breaks off is mended by no sentence before it.
    if (!isWholeQuotation(sentence.text)) return null;
    const before = sentences[i - 1];
    if (before?.passage !== sentence.passage) return null;
    if (chosen.has(i - 1)) return needed.reverse();
    // Across paragraphs nothing is brought: what a pronoun means there is not certain.
    if (before.paragraph !== sentence.paragraph) return null;
    needed.push(i - 1);
  }
  return null;
}

/** Chosen neighbours become one stretch where the later one needs the earlier. */
function stretchesOf(sentences: readonly Sentence[], chosen: ReadonlySet<number>): Stretch[] {
  const stretches: [Sentence, ...Sentence[]][] = [];
  for (const i of [...chosen].sort((a, b) => a - b)) {
    const sentence = sentences[i];
    if (sentence === undefined) continue;
    const last = stretches.at(-1);
    if (last !== undefined && chosen.has(i - 1) && !standsAlone(sentence.text)) last.push(sentence);
    else stretches.push([sentence]);
  }
  return stretches;
}
