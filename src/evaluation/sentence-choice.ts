// Sentence choice on sets that give the right passage: which of its sentences answers? The passage's own
// ranking of sentences is mapped to the set's sentences by their words, so that other splits compare.

import type { Answerer } from '../answering/answerer.js';
import type { DataSetDocument, DataSetQuery } from './data-set.js';
import { averagePrecision } from './metrics.js';

export interface SentenceChoice {
  readonly hit1: number;
  readonly map: number;
}

/** Null where the query has no gold sentences. */
export async function sentenceChoice(
  answerer: Answerer,
  query: DataSetQuery,
  context: DataSetDocument | undefined,
): Promise<SentenceChoice | null> {
  const sentences = context?.sentences;
  if (context === undefined || sentences === undefined || query.gold_sentence_idx === undefined) {
    return null;
  }
  const scored = await answerer.rankSentences({ question: query.text, documentId: context._id });
  const gold = new Set(query.gold_sentence_idx);
  const own = scored.map((item) => ({ score: item.score, text: squeeze(item.text) }));
  const ranking = sentences
    .map((sentence, index) => ({ index, score: bestScore(squeeze(sentence), own) }))
    .sort((a, b) => b.score - a.score || a.index - b.index)
    .map((item) => item.index);
  const first = ranking[0];
  return {
    hit1: first !== undefined && gold.has(first) ? 1 : 0,
    map: averagePrecision(ranking, gold),
  };
}

function bestScore(
  sentence: string,
  own: readonly { readonly score: number; readonly text: string }[],
): number {
  const overlapping = own.filter(({ text }) => text.includes(sentence) || sentence.includes(text));
  return Math.max(-1, ...overlapping.map((item) => item.score));
}

function squeeze(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, '').toLowerCase();
}
