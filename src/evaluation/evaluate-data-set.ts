// In: a data set and an answerer over its corpus. Out: the figures of the contract, from the same answers
// that a person would get. A document's rank is its best passage's.

import type { Answerer, Sources } from '../answering/answerer.js';
import type { Features } from '../answering/features.js';
import type { DataSet, DataSetDocument, DataSetQuery } from './data-set.js';
import { auroc, mean, ndcg, recall, reciprocalRank } from './metrics.js';
import { sentenceChoice, type SentenceChoice } from './sentence-choice.js';
import { spanOverlap } from './span-overlap.js';

export interface RetrievalFigures {
  readonly queries: number;
  readonly ndcg10: number | null;
  readonly mrr10: number | null;
  readonly hit1: number | null;
  readonly recall10: number | null;
  readonly recall100: number | null;
}

export interface RefusalFigures {
  readonly auroc: number | null;
  /** Share of the answerable questions with outcome `answer`. */
  readonly answeredAnswerable: number | null;
  /** Share of the unanswerable questions with outcome `closest` or `none`. */
  readonly refusedUnanswerable: number | null;
  readonly wronglyAnswered: number | null;
}

export interface DataSetFigures {
  readonly retrieval: RetrievalFigures;
  readonly refusal: RefusalFigures | null;
  /** Share of queries with answer strings whose first citation's highlight holds one. */
  readonly answerInHighlight: number | null;
  readonly sentences: SentenceChoice | null;
  readonly shown: { readonly tokenRecall: number; readonly tokenPrecision: number } | null;
  readonly millisecondsPerQuery: number | null;
}

/** One query's answer, for fitting and for looking closer. */
export interface ObservedQuery {
  readonly query: DataSetQuery;
  readonly sources: Sources;
  readonly ranking: readonly string[];
  readonly features: Features | null;
}

export interface EvaluationOptions {
  readonly onProgress?: (done: number, total: number) => void;
  readonly onQuery?: (observed: ObservedQuery) => void;
}

/** Passages behind a ranking of documents: enough for recall@100 where a document has two passages. */
const RANKED_PASSAGES = 200;

export async function evaluateDataSet(
  answerer: Answerer,
  dataSet: DataSet,
  options: EvaluationOptions = {},
): Promise<DataSetFigures> {
  const documents = new Map(dataSet.documents.map((document) => [document._id, document]));
  const observed: ObservedQuery[] = [];
  const chosen: SentenceChoice[] = [];
  const times: number[] = [];
  for (const query of dataSet.queries) {
    const item = await observe(answerer, query);
    times.push(item.sources.answer.timings.totalMs);
    observed.push(item);
    options.onQuery?.(item);
    const choice = await sentenceChoice(answerer, query, documents.get(query.context_id ?? ''));
    if (choice !== null) chosen.push(choice);
    options.onProgress?.(observed.length, dataSet.queries.length);
  }
  return {
    retrieval: retrievalFigures(observed, dataSet),
    refusal: refusalFigures(observed),
    answerInHighlight: answersInHighlight(observed),
    sentences: averageChoice(chosen),
    shown: shownFigures(observed, documents),
    millisecondsPerQuery: mean(times),
  };
}

async function observe(answerer: Answerer, query: DataSetQuery): Promise<ObservedQuery> {
  // A set's question is not written with operators in mind: what looks like one is part of its words.
  const question = query.text.replace(/["“”]/g, ' ').replace(/(^|\s)-(?=\S)/g, '$1');
  const sources = await answerer.sources({ question, found: RANKED_PASSAGES, explain: true });
  const ranking = [...new Set(sources.citations.map((citation) => citation.document.id))];
  return { query, sources, ranking, features: sources.answer.explanation?.features ?? null };
}

function retrievalFigures(observed: readonly ObservedQuery[], dataSet: DataSet): RetrievalFigures {
  const judged = observed.flatMap(({ query, ranking }) => {
    const grades = dataSet.judgements.get(query._id);
    return grades === undefined || query.answerable === false ? [] : [{ ranking, grades }];
  });
  const average = (metric: (item: (typeof judged)[number]) => number): number | null =>
    mean(judged.map(metric));
  return {
    queries: judged.length,
    ndcg10: average(({ ranking, grades }) => ndcg(ranking, grades, 10)),
    mrr10: average(({ ranking, grades }) => reciprocalRank(ranking, grades, 10)),
    hit1: average(({ ranking, grades }) => reciprocalRank(ranking, grades, 1)),
    recall10: average(({ ranking, grades }) => recall(ranking, grades, 10)),
    recall100: average(({ ranking, grades }) => recall(ranking, grades, 100)),
  };
}

function refusalFigures(observed: readonly ObservedQuery[]): RefusalFigures | null {
  const labelled = observed.map(({ query, sources }) => ({
    answerable: query.answerable,
    answer: sources.answer,
  }));
  if (!labelled.some((item) => item.answerable === false)) return null;
  const share = (answerable: boolean, answered: boolean): number | null =>
    mean(
      labelled
        .filter((item) => item.answerable === answerable)
        .map((item) => ((item.answer.outcome === 'answer') === answered ? 1 : 0)),
    );
  return {
    auroc: auroc(
      labelled.map((item) => ({
        score: item.answer.confidence,
        positive: item.answerable !== false,
      })),
    ),
    answeredAnswerable: share(true, true),
    refusedUnanswerable: share(false, false),
    wronglyAnswered: share(false, true),
  };
}

function answersInHighlight(observed: readonly ObservedQuery[]): number | null {
  return mean(
    observed.flatMap(({ query, sources }) => {
      if (query.answers === undefined || query.answers.length === 0) return [];
      const first = sources.citations[0];
      if (first === undefined) return [0];
      const sentence = first.text.slice(first.highlight.start, first.highlight.end).toLowerCase();
      return [query.answers.some((answer) => sentence.includes(answer.toLowerCase())) ? 1 : 0];
    }),
  );
}

function averageChoice(chosen: readonly SentenceChoice[]): SentenceChoice | null {
  if (chosen.length === 0) return null;
  return {
    hit1: mean(chosen.map((choice) => choice.hit1)) ?? 0,
    map: mean(chosen.map((choice) => choice.map)) ?? 0,
  };
}

function shownFigures(
  observed: readonly ObservedQuery[],
  documents: ReadonlyMap<string, DataSetDocument>,
): DataSetFigures['shown'] {
  const overlaps = observed.flatMap(({ query, sources }) => {
    const document = documents.get(query.corpus_id ?? '');
    if (query.spans === undefined || document === undefined) return [];
    return [spanOverlap(document, query.spans, sources.citations.slice(0, 5))];
  });
  if (overlaps.length === 0) return null;
  return {
    tokenRecall: mean(overlaps.map((overlap) => overlap.recall)) ?? 0,
    tokenPrecision: mean(overlaps.map((overlap) => overlap.precision)) ?? 0,
  };
}
