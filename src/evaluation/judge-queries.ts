// In: what was found for each query, and what the set says of it. Out: the truth that figures rest on.

import type { JudgedAnswer } from './confidence-figures.js';
import type { DataSet, DataSetDocument, DataSetQuery } from './data-set.js';
import type { HighlightCase } from './highlight-figures.js';
import type { MeasuredQuery, ObservedQuery } from './observed-query.js';
import { SHOWN, type MarkedQuery } from './shown-figures.js';
import { holdsSpan } from './span-overlap.js';

/** Queries with answer strings. */
export function highlightCases(
  measured: readonly MeasuredQuery[],
  dataSet: DataSet,
): HighlightCase[] {
  return measured.flatMap(({ query, sources, ranking, given }) => {
    if (query.answers === undefined || query.answers.length === 0) return [];
    const isFound = isRelevant(dataSet, query, ranking[0]);
    return [{ answers: query.answers, first: sources.citations[0], isFound, given }];
  });
}

/** Queries whose truth the set tells: right where citation 1 holds a marked span, or is of a relevant document. */
export function judgedAnswers(
  measured: readonly ObservedQuery[],
  dataSet: DataSet,
): JudgedAnswer[] {
  const documents = byId(dataSet);
  return measured.flatMap(({ query, sources, ranking }) => {
    const { confidence } = sources.answer;
    if (query.answerable === false) return [{ confidence, right: false }];
    const [first] = sources.citations;
    const document = documents.get(query.corpus_id ?? '');
    if (query.spans !== undefined && document !== undefined) {
      return [
        { confidence, right: first !== undefined && holdsSpan(document, query.spans, first) },
      ];
    }
    if (!dataSet.judgements.has(query._id)) return [];
    return [{ confidence, right: isRelevant(dataSet, query, ranking[0]) }];
  });
}

function isRelevant(dataSet: DataSet, query: DataSetQuery, document: string | undefined): boolean {
  return (dataSet.judgements.get(query._id)?.get(document ?? '') ?? 0) > 0;
}

/** Queries that mark spans in a document. */
export function markedQueries(observed: readonly ObservedQuery[], dataSet: DataSet): MarkedQuery[] {
  const documents = byId(dataSet);
  return observed.flatMap(({ query, sources }) => {
    const document = documents.get(query.corpus_id ?? '');
    if (query.spans === undefined || document === undefined) return [];
    return [{ document, spans: query.spans, shown: sources.citations.slice(0, SHOWN) }];
  });
}

function byId(dataSet: DataSet): ReadonlyMap<string, DataSetDocument> {
  return new Map(dataSet.documents.map((document) => [document._id, document]));
}
