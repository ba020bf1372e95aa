// Evaluation, wired: a data set or a question file is built into an index of its own below DATA_DIR, and
// asked through the same answerer as everywhere else. Vectors stay there, so a second run embeds nothing.

import { createHash } from 'node:crypto';
import { basename, join, resolve } from 'node:path';
import { buildIndex } from './build-index.js';
import { openCorpusFolder } from './corpus/corpus-folder.js';
import type { CorpusSource } from './corpus/corpus-source.js';
import { readDataSet, readQuestions } from './evaluation/data-set.js';
import { openDataSetSource } from './evaluation/data-set-source.js';
import {
  evaluateDataSet,
  type DataSetFigures,
  type ObservedQuery,
} from './evaluation/evaluate-data-set.js';
import {
  evaluateQuestions,
  type AskedQuestion,
  type QuestionFigures,
} from './evaluation/evaluate-questions.js';
import type { BuildProgress, BuildReport } from './indexing/build-report.js';
import { openAnswerer } from './open-answerer.js';
import { piecesWithout, type Piece } from './retrieval/pieces.js';
import type { Settings } from './settings.js';
import { ReadableError } from './shared/errors.js';
import type { Log } from './shared/log.js';

export interface EvaluationRequest {
  readonly settings: Settings;
  readonly log: Log;
  /** A data set's folder, or undefined where a question file is given. */
  readonly dataSet: string | undefined;
  readonly questions: string | undefined;
  readonly corpus: string | undefined;
  /** Parts that are switched off for this run. */
  readonly without?: readonly Piece[] | undefined;
  readonly onProgress?: (progress: BuildProgress) => void;
  readonly onQuery?: (observed: ObservedQuery) => void;
  readonly onAsked?: (asked: AskedQuestion) => void;
}

export interface EvaluationResult {
  readonly name: string;
  readonly documents: number;
  readonly passages: number;
  /** Of this build; a second run embeds nothing. */
  readonly buildSeconds: number;
  readonly embeddedPassages: number;
  readonly passagesPerSecond: number | null;
  readonly figures: DataSetFigures | QuestionFigures;
  /** Lines of a question file without a label, such as exported feedback that nobody completed yet. */
  readonly skipped: readonly string[];
}

/** @throws ReadableError `bad_call`, `data_set_invalid` and whatever building and answering throw */
export async function runEvaluation(request: EvaluationRequest): Promise<EvaluationResult> {
  if ((request.dataSet === undefined) === (request.questions === undefined)) {
    throw new ReadableError({
      code: 'bad_call',
      text: 'Give either a data set folder or --questions FILE.',
      remedy: 'See: npm run evaluate -- --help',
    });
  }
  return request.dataSet === undefined
    ? onQuestions(request, request.questions ?? '')
    : onDataSet(request, request.dataSet);
}

async function onDataSet(request: EvaluationRequest, folder: string): Promise<EvaluationResult> {
  const dataSet = await readDataSet(resolve(folder));
  const source = openDataSetSource(dataSet.documents);
  const { report, settings } = await build(request, resolve(folder), source);
  const answerer = await openAnswerer({
    settings,
    log: request.log,
    pieces: piecesWithout(request.without ?? []),
  });
  try {
    const figures = await evaluateDataSet(answerer, dataSet, {
      ...(request.onQuery === undefined ? {} : { onQuery: request.onQuery }),
    });
    return result(basename(folder), report, figures);
  } finally {
    await answerer.close();
  }
}

/**
 * Asks a set's answerable queries and another set's queries of the same index: the second kind is about
 * something else, so no passage answers it.
 */
export async function observeWithForeign(
  request: EvaluationRequest & { readonly dataSet: string },
  input: { readonly foreign: string; readonly most: number },
): Promise<ObservedQuery[]> {
  const own = await readDataSet(resolve(request.dataSet));
  const foreign = await readDataSet(resolve(input.foreign));
  const answerable = own.queries.filter((query) => query.answerable !== false);
  const others = foreign.queries.map((query) => ({
    _id: `foreign-${query._id}`,
    text: query.text,
  }));
  const queries = [...sample(answerable, input.most), ...sample(others, input.most)];
  const source = openDataSetSource(own.documents);
  const { settings } = await build(request, resolve(request.dataSet), source);
  const answerer = await openAnswerer({
    settings,
    log: request.log,
    pieces: piecesWithout(request.without ?? []),
  });
  const observed: ObservedQuery[] = [];
  try {
    const dataSet = { ...own, queries };
    await evaluateDataSet(answerer, dataSet, { onQuery: (item) => observed.push(item) });
    return observed;
  } finally {
    await answerer.close();
  }
}

/** Every n-th item, so that a sample covers the whole list. */
function sample<T>(items: readonly T[], most: number): T[] {
  const step = Math.max(1, Math.floor(items.length / most));
  return items.filter((_, i) => i % step === 0);
}

async function onQuestions(request: EvaluationRequest, file: string): Promise<EvaluationResult> {
  const skipped: string[] = [];
  const questions = await readQuestions(resolve(file), (name) => skipped.push(name));
  const corpusDir = resolve(request.corpus ?? request.settings.corpusDir);
  const { report, settings } = await build(request, corpusDir, openCorpusFolder(corpusDir));
  const answerer = await openAnswerer({
    settings,
    log: request.log,
    pieces: piecesWithout(request.without ?? []),
  });
  try {
    const { figures, asked } = await evaluateQuestions(answerer, { questions, corpusDir });
    for (const item of asked) request.onAsked?.(item);
    return { ...result(basename(file), report, figures), skipped };
  } finally {
    await answerer.close();
  }
}

async function build(
  request: EvaluationRequest,
  origin: string,
  source: CorpusSource,
): Promise<{ readonly report: BuildReport; readonly settings: Settings }> {
  const key = createHash('sha256').update(origin).digest('hex').slice(0, 8);
  const dataDir = join(request.settings.dataDir, 'evaluation', `${basename(origin)}-${key}`);
  const settings = { ...request.settings, dataDir };
  const { onProgress } = request;
  const report = await buildIndex({
    settings,
    source,
    ...(onProgress === undefined ? {} : { onProgress }),
  });
  return { report, settings };
}

function result(
  name: string,
  report: BuildReport,
  figures: EvaluationResult['figures'],
): EvaluationResult {
  const { embedding } = report.seconds;
  return {
    name,
    documents: report.documents,
    passages: report.passages,
    buildSeconds: report.seconds.total,
    embeddedPassages: report.embeddedPassages,
    passagesPerSecond: report.embeddedPassages === 0 ? null : report.embeddedPassages / embedding,
    figures,
    skipped: [],
  };
}
