// Sentence choice on sets that give the right document: which of its sentences answers? Our ranking is of
// our own sentences; it is carried over to the set's by where both stand in the text, so that other splits
// compare. A set's sentence without a letter stands nowhere and comes last.

import type { Answerer, RankedSentence } from '../answering/answerer.js';
import type { Span } from '../passages/passage.js';
import { asPlainText, type DataSetDocument, type DataSetQuery } from './data-set.js';
import { averagePrecision } from './metrics.js';

export interface SentenceChoice {
  readonly hit1: number;
  readonly map: number;
}

/** Null where the query has no gold sentences. */
export async function sentenceChoice(
  answerer: Pick<Answerer, 'rankSentences'>,
  query: DataSetQuery,
  context: DataSetDocument | undefined,
): Promise<SentenceChoice | null> {
  const { gold_sentence_idx: gold } = query;
  if (context?.sentences === undefined || gold === undefined) return null;
  const question = asPlainText(query.text);
  const ranked = await answerer.rankSentences({ question, documentId: context._id });
  return measureChoice(rankGivenSentences(context.sentences, ranked), new Set(gold));
}

function measureChoice(ranking: readonly number[], gold: ReadonlySet<number>): SentenceChoice {
  const first = ranking[0];
  return {
    hit1: first !== undefined && gold.has(first) ? 1 : 0,
    map: averagePrecision(ranking, gold),
  };
}

/**
 * Indices of the set's sentences, best first. Each takes the score of the own sentence that shares most
 * characters with it; of several inside one own sentence the longest comes first.
 */
export function rankGivenSentences(
  sentences: readonly string[],
  ranked: readonly RankedSentence[],
): number[] {
  const texts = sentences.map(squeeze);
  const spans = layEndToEnd(texts);
  const own = placeIn(texts.join(''), ranked);
  return spans
    .map((span, index) => ({ index, ...bestOverlap(span, own) }))
    .sort((a, b) => b.score - a.score || b.shared - a.shared || a.index - b.index)
    .map((item) => item.index);
}

interface PlacedSentence extends Span {
  readonly score: number;
}

function layEndToEnd(texts: readonly string[]): Span[] {
  let end = 0;
  return texts.map((text) => {
    const start = end;
    end += text.length;
    return { start, end };
  });
}

/** Where the own sentences stand; what is said twice stands at each of its places in turn. */
function placeIn(text: string, ranked: readonly RankedSentence[]): PlacedSentence[] {
  const searched = new Map<string, number>();
  return ranked.flatMap((sentence) => {
    const squeezed = squeeze(sentence.text);
    const start = squeezed === '' ? -1 : text.indexOf(squeezed, searched.get(squeezed) ?? 0);
    if (start < 0) return [];
    const end = start + squeezed.length;
    searched.set(squeezed, end);
    return [{ start, end, score: sentence.score }];
  });
}

function bestOverlap(
  span: Span,
  own: readonly PlacedSentence[],
): { readonly score: number; readonly shared: number } {
  let best = { score: -1, shared: 0 };
  for (const { start, end, score } of own) {
    const shared = Math.min(end, span.end) - Math.max(start, span.start);
    if (shared > best.shared || (shared > 0 && shared === best.shared && score > best.score)) {
      best = { score, shared };
    }
  }
  return best;
}

/** Letters and digits alone, so that white space and quotation marks do not keep two splits apart. */
function squeeze(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, '').toLowerCase();
}
