// In: a data set and an answerer over its corpus. Out: the figures of the contract, from the same answers
// that a person would get. A document's rank is its best passage's.

import type { Answerer, RankedSentence } from '../answering/answerer.js';
import { confidenceFigures, type ConfidenceFigures } from './confidence-figures.js';
import { asPlainText, type DataSet, type DataSetQuery } from './data-set.js';
import { highlightFigures, type HighlightFigures } from './highlight-figures.js';
import { highlightCases, judgedAnswers, markedQueries } from './judge-queries.js';
import { latencyByPart, type LatencyByPart } from './latency-figures.js';
import { auroc, mean, ndcg, recall, reciprocalRank } from './metrics.js';
import type { MeasuredQuery, ObservedQuery } from './observed-query.js';
import { outcomesByLabel, type OutcomesByLabel } from './outcome-shares.js';
import { recallCurve, type RecallPoint } from './recall-curve.js';
import { sentenceChoice, type SentenceChoice } from './sentence-choice.js';
import {
  charactersShown,
  citedFigures,
  SHOWN,
  shownFigures,
  type CitedFigures,
  type ShownFigures,
} from './shown-figures.js';

export interface RetrievalFigures {
  readonly queries: number;
  readonly ndcg10: number | null;
  readonly mrr10: number | null;
  readonly hit1: number | null;
  readonly recall10: number | null;
  readonly recall100: number | null;
  readonly recallAt: readonly RecallPoint[];
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
  readonly outcomes: OutcomesByLabel;
  readonly confidence: ConfidenceFigures | null;
  /** Share of queries with answer strings whose first citation's highlight holds one. */
  readonly answerInHighlight: number | null;
  readonly highlight: HighlightFigures | null;
  /** The given document's sentences as we split them, carried over to the set's. */
  readonly sentences: SentenceChoice | null;
  /** The same where the document is indexed as the set splits it. */
  readonly sentencesGiven: SentenceChoice | null;
  /** Of the first five passages found. */
  readonly shown: ShownFigures | null;
  readonly charactersInFive: number | null;
  readonly cited: CitedFigures | null;
  readonly millisecondsPerQuery: number | null;
  /** With 200 passages read for the ranking, where a person's answer reads 20. */
  readonly latency: LatencyByPart | null;
}

export interface EvaluationOptions {
  readonly onProgress?: (done: number, total: number) => void;
  readonly onQuery?: (observed: ObservedQuery) => void;
  /** Over the set's documents as the set splits them into sentences. */
  readonly givenSentences?: Pick<Answerer, 'rankSentences'> | null;
}

/** Passages behind a ranking of documents: enough for recall@100 where a document has two passages. */
const RANKED_PASSAGES = 200;

export async function evaluateDataSet(
  answerer: Answerer,
  dataSet: DataSet,
  options: EvaluationOptions = {},
): Promise<DataSetFigures> {
  const documents = new Map(dataSet.documents.map((document) => [document._id, document]));
  const measured: MeasuredQuery[] = [];
  for (const query of dataSet.queries) {
    const observed = await observe(answerer, query);
    options.onQuery?.(observed);
    const context = documents.get(query.context_id ?? '');
    const { givenSentences: given = null } = options;
    measured.push({
      ...observed,
      given: await sentencesOfContext(answerer, query),
      choice: await sentenceChoice(answerer, query, context),
      choiceGiven: given === null ? null : await sentenceChoice(given, query, context),
    });
    options.onProgress?.(measured.length, dataSet.queries.length);
  }
  return figuresOf(measured, dataSet);
}

function figuresOf(measured: readonly MeasuredQuery[], dataSet: DataSet): DataSetFigures {
  const timings = measured.map(({ sources }) => sources.answer.timings);
  const highlight = highlightFigures(highlightCases(measured, dataSet));
  const shown = measured.map(({ sources }) => sources.citations.slice(0, SHOWN));
  return {
    retrieval: retrievalFigures(measured, dataSet),
    refusal: refusalFigures(measured),
    outcomes: outcomesByLabel(
      measured.map(({ query, sources }) => ({
        answerable: query.answerable !== false,
        outcome: sources.answer.outcome,
      })),
    ),
    confidence: confidenceFigures(judgedAnswers(measured, dataSet)),
    answerInHighlight: highlight?.overall ?? null,
    highlight,
    sentences: averageChoice(measured.map(({ choice }) => choice)),
    sentencesGiven: averageChoice(measured.map(({ choiceGiven }) => choiceGiven)),
    shown: shownFigures(markedQueries(measured, dataSet)),
    charactersInFive: charactersShown(shown),
    cited: citedFigures(measured.map(({ sources }) => sources.answer.citations)),
    millisecondsPerQuery: mean(timings.map(({ totalMs }) => totalMs)),
    latency: latencyByPart(timings),
  };
}

async function observe(answerer: Answerer, query: DataSetQuery): Promise<ObservedQuery> {
  const question = asPlainText(query.text);
  const sources = await answerer.sources({ question, found: RANKED_PASSAGES, explain: true });
  const ranking = [...new Set(sources.citations.map((citation) => citation.document.id))];
  return { query, sources, ranking, features: sources.answer.explanation?.features ?? null };
}

async function sentencesOfContext(
  answerer: Answerer,
  query: DataSetQuery,
): Promise<RankedSentence[] | null> {
  const { context_id: documentId, answers = [] } = query;
  if (documentId === undefined || answers.length === 0) return null;
  return answerer.rankSentences({ question: asPlainText(query.text), documentId });
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
    recallAt: recallCurve(judged, ({ ranking, grades }, k) => recall(ranking, grades, k)),
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

function averageChoice(choices: readonly (SentenceChoice | null)[]): SentenceChoice | null {
  const chosen = choices.filter((choice) => choice !== null);
  const hit1 = mean(chosen.map((choice) => choice.hit1));
  const map = mean(chosen.map((choice) => choice.map));
  return hit1 === null || map === null ? null : { hit1, map };
}
