// One data set or question file measured as it stands; `run-yardstick.ts` measures several.

import { resolve } from 'node:path';
import { FOREIGN } from './evaluation/confidence-rows.js';
import { readDataSet, type DataSet } from './evaluation/data-set.js';
import type { EvaluationResult } from './evaluation/evaluation-result.js';
import {
  findTargets,
  type EvaluationTarget,
  type FoundTargets,
} from './evaluation/find-targets.js';
import type { ObservedQuery } from './evaluation/observed-query.js';
import { AS_SHIPPED, type Variant } from './evaluation/variant.js';
import {
  everyNth,
  prepareDataSet,
  prepareEvaluation,
  type EvaluationContext,
} from './prepare-evaluation.js';
import type { Settings } from './settings.js';
import { ReadableError } from './shared/errors.js';

export interface EvaluationRequest extends EvaluationContext {
  /** A data set's folder, or undefined where a question file is given. */
  readonly dataSet: string | undefined;
  readonly questions: string | undefined;
  readonly corpus: string | undefined;
  /** What differs from the shipped answerer; nothing unless given. */
  readonly variant?: Variant | undefined;
}

/** @throws ReadableError `bad_call`, `data_set_invalid` and whatever building and answering throw */
export async function runEvaluation(request: EvaluationRequest): Promise<EvaluationResult> {
  const prepared = await prepareEvaluation(request, targetOf(request));
  try {
    return await prepared.measure(request.variant ?? AS_SHIPPED);
  } finally {
    await prepared.close();
  }
}

/** @throws ReadableError `bad_call` unless exactly one of data set and question file is given */
function targetOf(
  request: Pick<EvaluationRequest, 'settings' | 'dataSet' | 'questions' | 'corpus'>,
): EvaluationTarget {
  const { dataSet, questions, corpus = request.settings.corpusDir } = request;
  if (dataSet !== undefined && questions === undefined) {
    return { kind: 'data-set', folder: dataSet };
  }
  if (dataSet === undefined && questions !== undefined) {
    return { kind: 'questions', file: questions, corpus };
  }
  throw new ReadableError({
    code: 'bad_call',
    text: 'Give either a data set folder or --questions FILE.',
    remedy: 'See: npm run evaluate -- --help',
  });
}

export interface TargetCall {
  readonly settings: Settings;
  readonly all: boolean;
  /** Where data sets lie, for `all`. */
  readonly sets: string;
  readonly dataSet: string | undefined;
  readonly questions?: string;
  readonly corpus?: string;
}

/** @throws ReadableError `bad_call` where the call names both everything and one set */
export async function chooseTargets(call: TargetCall): Promise<FoundTargets> {
  const { settings, dataSet, questions, corpus } = call;
  if (!call.all) {
    return { targets: [targetOf({ settings, dataSet, questions, corpus })], missing: [] };
  }
  if (dataSet === undefined && questions === undefined && corpus === undefined) {
    return findTargets(resolve(call.sets), process.cwd());
  }
  throw new ReadableError({
    code: 'bad_call',
    text: '--all measures every set: give no data set folder, --questions or --corpus beside it.',
  });
}

/**
 * Asks a set's queries and another set's queries of the same index: the second kind is about something else,
 * so no passage answers it.
 */
export async function observeWithForeign(
  context: EvaluationContext & { readonly dataSet: string },
  input: { readonly foreign: string; readonly most: number },
): Promise<{ readonly set: DataSet; readonly observed: readonly ObservedQuery[] }> {
  const own = await readDataSet(resolve(context.dataSet));
  const foreign = await readDataSet(resolve(input.foreign));
  const others = foreign.queries.map((query) => ({
    _id: `${FOREIGN}${query._id}`,
    text: query.text,
  }));
  const queries = [...atMost(own.queries, input.most), ...atMost(others, input.most)];
  const observed: ObservedQuery[] = [];
  const prepared = await prepareDataSet(
    { ...context, onQuery: (item) => observed.push(item) },
    { ...own, queries },
    context.dataSet,
  );
  try {
    await prepared.measure(AS_SHIPPED);
    return { set: own, observed };
  } finally {
    await prepared.close();
  }
}

/** About so many items, spread over the whole list. */
function atMost<T>(items: readonly T[], most: number): T[] {
  return everyNth(items, Math.max(1, Math.floor(items.length / most)));
}
