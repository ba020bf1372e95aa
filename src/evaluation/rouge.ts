// In: a summary and what a person wrote. Out: ROUGE-1, ROUGE-2 and ROUGE-L as F scores: the words, the pairs
// of words and the longest run in order that both share. Words are folded and stemmed, as is usual.

import { foldText } from '../shared/fold-text.js';
import { stem } from '../retrieval/stem.js';

export interface Rouge {
  readonly rouge1: number;
  readonly rouge2: number;
  readonly rougeL: number;
}

/** Compares a text with a reference, each F score 0 to 1. */
export function rouge(text: string, reference: string): Rouge {
  const [own, wanted] = [wordsOf(text), wordsOf(reference)];
  return {
    rouge1: overlapF(own, wanted),
    rouge2: overlapF(pairsOf(own), pairsOf(wanted)),
    rougeL: fScore(longestCommon(own, wanted), own.length, wanted.length),
  };
}

/** The mean of several comparisons. */
export function meanRouge(all: readonly Rouge[]): Rouge {
  const mean = (pick: (one: Rouge) => number): number =>
    all.length === 0 ? 0 : all.reduce((sum, one) => sum + pick(one), 0) / all.length;
  return {
    rouge1: mean((one) => one.rouge1),
    rouge2: mean((one) => one.rouge2),
    rougeL: mean((one) => one.rougeL),
  };
}

function wordsOf(text: string): string[] {
  return (foldText(text).match(/[\p{L}\p{N}]+/gu) ?? []).map(stem);
}

function pairsOf(words: readonly string[]): string[] {
  return words.slice(1).map((word, i) => `${words[i] ?? ''} ${word}`);
}

/** Each word counts as often as both texts have it. */
function overlapF(own: readonly string[], wanted: readonly string[]): number {
  const left = new Map<string, number>();
  for (const item of wanted) left.set(item, (left.get(item) ?? 0) + 1);
  let shared = 0;
  for (const item of own) {
    const count = left.get(item) ?? 0;
    if (count > 0) {
      shared += 1;
      left.set(item, count - 1);
    }
  }
  return fScore(shared, own.length, wanted.length);
}

function longestCommon(a: readonly string[], b: readonly string[]): number {
  let previous = new Array<number>(b.length + 1).fill(0);
  for (const word of a) {
    const row = [0];
    b.forEach((other, j) => {
      const longer = Math.max(previous[j + 1] ?? 0, row[j] ?? 0);
      row.push(word === other ? (previous[j] ?? 0) + 1 : longer);
    });
    previous = row;
  }
  return previous.at(-1) ?? 0;
}

function fScore(shared: number, own: number, wanted: number): number {
  return shared === 0 ? 0 : (2 * shared) / (own + wanted);
}
