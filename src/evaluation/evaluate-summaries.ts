// In: articles as sentences, each with what a person wrote to sum it up. Out: how near summaries come to that,
// ours beside what anybody would try first: the first sentences, and each of the two things we multiply.

import type { Sentence } from '../summaries/sentences.js';
import {
  DOCUMENT_WEIGHTS,
  summarizeDocument,
  type DocumentWeights,
} from '../summaries/summarize-document.js';
import { LENGTHS } from '../summaries/summary.js';
import { meanRouge, rouge, type Rouge } from './rouge.js';

export interface SummarizedArticle {
  readonly id: string;
  readonly sentences: readonly Sentence[];
  /** What a person wrote. */
  readonly highlights: string;
}

/** Mean F scores of a way to summarize, and the words it takes. */
export interface WayFigures extends Rouge {
  readonly words: number;
}

export interface SummaryFigures {
  readonly articles: number;
  readonly ours: WayFigures;
  /** The first sentences as they come. */
  readonly lead: WayFigures;
  /** Ours without position, and without centrality. */
  readonly centralityAlone: WayFigures;
  readonly positionAlone: WayFigures;
  /** The sentences that fit what the person wrote best: no choice of whole sentences gets much further. */
  readonly oracle: WayFigures;
}

/** Measures summaries of a short summary's length. */
export function evaluateSummaries(
  articles: readonly SummarizedArticle[],
  weights: DocumentWeights = DOCUMENT_WEIGHTS,
): SummaryFigures {
  const most = LENGTHS.short;
  const chosenBy = (chosen: DocumentWeights) => (article: SummarizedArticle) =>
    joined(summarizeDocument(article.sentences, most, chosen));
  const figures = (summarize: (article: SummarizedArticle) => string): WayFigures => {
    const texts = articles.map(summarize);
    const scores = articles.map(({ highlights }, i) => rouge(texts[i] ?? '', highlights));
    const words = texts.reduce((sum, text) => sum + text.split(/\s+/).length, 0);
    return { ...meanRouge(scores), words: words / Math.max(1, articles.length) };
  };
  return {
    articles: articles.length,
    ours: figures(chosenBy(weights)),
    lead: figures(({ sentences }) => joined(sentences.slice(0, most))),
    centralityAlone: figures(chosenBy({ ...weights, position: 0 })),
    positionAlone: figures(chosenBy({ ...weights, centrality: 0 })),
    oracle: figures((article) => joined(oracleOf(article, most))),
  };
}

/** Takes the sentence that helps most, again and again. */
function oracleOf({ sentences, highlights }: SummarizedArticle, most: number): Sentence[] {
  const scoreOf = (chosen: readonly Sentence[]): number => {
    const { rouge1, rouge2 } = rouge(joined(chosen), highlights);
    return rouge1 + rouge2;
  };
  let chosen: Sentence[] = [];
  for (;;) {
    const longer = sentences
      .filter((sentence) => !chosen.includes(sentence))
      .map((sentence) => [...chosen, sentence])
      .sort((a, b) => scoreOf(b) - scoreOf(a))[0];
    if (longer === undefined || longer.length > most) return chosen;
    if (scoreOf(longer) <= scoreOf(chosen)) return chosen;
    chosen = longer;
  }
}

function joined(parts: readonly { readonly text: string }[]): string {
  return parts.map(({ text }) => text).join(' ');
}
