// One set made ready to be measured, wired: it is built into an index of its own below DATA_DIR, and asked
// through the same answerer as everywhere else, as often as there are variants. Vectors stay on the disk, so
// a second run embeds no passage; a question is embedded once however many variants are asked.

import { createHash } from 'node:crypto';
import { basename, join, resolve } from 'node:path';
import type { WarmableAnswerer } from './answering/in-process-answerer.js';
import { buildIndex } from './build-index.js';
import { openCorpusFolder } from './corpus/corpus-folder.js';
import type { CorpusSource } from './corpus/corpus-source.js';
import type { Embedder } from './embeddings/embedder.js';
import { readDataSet, readQuestions, type DataSet } from './evaluation/data-set.js';
import { openDataSetSource, openSentenceSource } from './evaluation/data-set-source.js';
import { evaluateDataSet } from './evaluation/evaluate-data-set.js';
import { evaluateQuestions, type AskedQuestion } from './evaluation/evaluate-questions.js';
import type { EvaluationResult } from './evaluation/evaluation-result.js';
import type { EvaluationTarget } from './evaluation/find-targets.js';
import type { ObservedQuery } from './evaluation/observed-query.js';
import { rememberQueries } from './evaluation/remember-queries.js';
import { FINGERPRINT_SHOWN, readCommit, type RunFacts } from './evaluation/run-facts.js';
import { constantsOf, retrievalOf, type Variant } from './evaluation/variant.js';
import type { BuildProgress, BuildReport } from './indexing/build-report.js';
import { loadQueryEmbedder, openAnswerer } from './open-answerer.js';
import { piecesWithout } from './retrieval/pieces.js';
import type { Settings } from './settings.js';
import type { Log } from './shared/log.js';
import { readVersion } from './shared/version.js';

export interface EvaluationContext {
  readonly settings: Settings;
  readonly log: Log;
  /** Every n-th query is asked; 1 unless given. */
  readonly sample?: number | undefined;
  readonly onProgress?: ((progress: BuildProgress) => void) | undefined;
  readonly onQuery?: ((observed: ObservedQuery) => void) | undefined;
  readonly onAsked?: ((asked: AskedQuestion) => void) | undefined;
}

export interface PreparedEvaluation {
  measure(variant: Variant): Promise<EvaluationResult>;
  close(): Promise<void>;
}

/** @throws ReadableError `data_set_invalid` and whatever reading and building throw */
export async function prepareEvaluation(
  context: EvaluationContext,
  target: EvaluationTarget,
): Promise<PreparedEvaluation> {
  return target.kind === 'data-set'
    ? prepareDataSet(context, await readDataSet(resolve(target.folder)), target.folder)
    : prepareQuestions(context, target);
}

/** Prepares a data set that was read already, perhaps with other queries than its own. */
export async function prepareDataSet(
  context: EvaluationContext,
  whole: DataSet,
  folder: string,
): Promise<PreparedEvaluation> {
  const dataSet = { ...whole, queries: everyNth(whole.queries, context.sample) };
  const origin = resolve(folder);
  const built = await buildSet(context, origin, openDataSetSource(dataSet.documents));
  const hasGold = dataSet.queries.some((query) => query.gold_sentence_idx !== undefined);
  const sentences = hasGold
    ? await buildSet(context, `${origin} sentences`, openSentenceSource(dataSet.documents))
    : null;
  return prepared(context, built, async (opened) => {
    const given = sentences === null ? null : await opened(sentences.settings);
    const answerer = await opened(built.settings);
    const { onQuery } = context;
    const figures = await evaluateDataSet(answerer, dataSet, {
      givenSentences: given,
      ...(onQuery === undefined ? {} : { onQuery }),
    });
    return { name: basename(folder), figures, skipped: [] };
  });
}

async function prepareQuestions(
  context: EvaluationContext,
  target: Extract<EvaluationTarget, { kind: 'questions' }>,
): Promise<PreparedEvaluation> {
  const skipped: string[] = [];
  const read = await readQuestions(resolve(target.file), (name) => skipped.push(name));
  const questions = everyNth(read, context.sample);
  const corpusDir = resolve(target.corpus);
  const built = await buildSet(context, corpusDir, openCorpusFolder(corpusDir));
  return prepared(context, built, async (opened) => {
    const answerer = await opened(built.settings);
    const { figures, asked } = await evaluateQuestions(answerer, { questions, corpusDir });
    for (const item of asked) context.onAsked?.(item);
    return { name: basename(target.file), figures, skipped };
  });
}

/** Opens an answerer, as the variant says, over what was built. */
type OpenBuilt = (settings: Settings) => Promise<WarmableAnswerer>;
type Measured = Pick<EvaluationResult, 'name' | 'figures' | 'skipped'>;

/** Adds to a measurement what every kind of set shares: one model, answerers closed, the run's facts. */
async function prepared(
  context: EvaluationContext,
  built: BuiltIndex,
  measureWith: (opened: OpenBuilt) => Promise<Measured>,
): Promise<PreparedEvaluation> {
  const embedder = await loadQueryEmbedder(context.settings);
  const remembering = rememberQueries(embedder);
  return {
    measure: async (variant) => {
      const open: WarmableAnswerer[] = [];
      try {
        const measured = await measureWith(async (settings) => {
          const answerer = await openVariant({ ...context, settings }, variant, remembering);
          open.push(answerer);
          await answerer.warm();
          return answerer;
        });
        const run = await factsOf(variant, embedder, context.sample);
        return { ...measured, ...buildFacts(built.report), run };
      } finally {
        for (const answerer of open) await answerer.close();
      }
    },
    close: () => embedder.close(),
  };
}

function openVariant(
  { settings, log }: Pick<EvaluationContext, 'settings' | 'log'>,
  variant: Variant,
  embedder: Embedder,
): Promise<WarmableAnswerer> {
  return openAnswerer({
    settings,
    log,
    loadEmbedder: () => Promise.resolve(embedder),
    pieces: piecesWithout(variant.without),
    retrieval: retrievalOf(variant),
  });
}

/** Every n-th item, so that a sample covers the whole list. */
export function everyNth<T>(items: readonly T[], step = 1): T[] {
  return items.filter((_, i) => i % step === 0);
}

export interface BuiltIndex {
  readonly report: BuildReport;
  /** The settings whose DATA_DIR holds the index. */
  readonly settings: Settings;
}

/** Builds a set into its own folder below DATA_DIR, where its vectors stay. */
export async function buildSet(
  context: Pick<EvaluationContext, 'settings' | 'onProgress'>,
  origin: string,
  source: CorpusSource,
): Promise<BuiltIndex> {
  const key = createHash('sha256').update(origin).digest('hex').slice(0, 8);
  const name = basename(origin).replace(/\s+/g, '-');
  const dataDir = join(context.settings.dataDir, 'evaluation', `${name}-${key}`);
  const settings = { ...context.settings, dataDir, databaseUrl: null };
  const { onProgress } = context;
  const report = await buildIndex({
    settings,
    source,
    ...(onProgress === undefined ? {} : { onProgress }),
  });
  return { report, settings };
}

function buildFacts(report: BuildReport): Omit<EvaluationResult, keyof Measured | 'run'> {
  const { embeddedPassages, seconds } = report;
  return {
    documents: report.documents,
    passages: report.passages,
    buildSeconds: seconds.total,
    embeddedPassages,
    passagesPerSecond: embeddedPassages === 0 ? null : embeddedPassages / seconds.embedding,
  };
}

async function factsOf(variant: Variant, embedder: Embedder, sample = 1): Promise<RunFacts> {
  const { name, fingerprint } = embedder.identity;
  return {
    date: new Date().toISOString(),
    version: readVersion(),
    commit: await readCommit(import.meta.dirname),
    model: { name, fingerprint: fingerprint.slice(0, FINGERPRINT_SHOWN) },
    settings: {
      without: variant.without,
      constants: constantsOf(retrievalOf(variant)),
      sample,
    },
  };
}
