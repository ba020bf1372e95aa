// The same corpus and the same questions in both stores, through the same answerer: how often the first citation is the
// same, what each takes from question to answer, and what a load takes. Vectors are embedded once and carried over; a
// question is embedded before it is asked, so both take the time of finding and answering alone.

import { join, resolve } from 'node:path';
import type { Answer } from '../answering/answer.js';
import { DEFAULT_COLLECTION, type Answerer } from '../answering/answerer.js';
import { openInProcessAnswerer } from '../answering/in-process-answerer.js';
import { dataFiles } from '../data-files.js';
import type { Embedder } from '../embeddings/embedder.js';
import { asPlainText, readDataSet, type DataSet } from '../evaluation/data-set.js';
import { openDataSetSource } from '../evaluation/data-set-source.js';
import { DEFAULT_SETS } from '../evaluation/find-targets.js';
import { rememberQueries } from '../evaluation/remember-queries.js';
import { indexCorpus } from '../indexing/index-corpus.js';
import { modelFromSettings } from '../model-from-settings.js';
import { loadQueryEmbedder, openAnswerer } from '../open-answerer.js';
import { openBulkEmbedder } from '../embeddings/bulk-embedder.js';
import { loadTokenCounter } from '../embeddings/transformers-model.js';
import { buildSet } from '../prepare-evaluation.js';
import { parseQuestion } from '../retrieval/question.js';
import type { Settings } from '../settings.js';
import { openPgvectorIndex } from '../store/postgres/pgvector-index.js';
import type { PostgresPlace } from '../store/postgres/postgres.js';
import {
  openPostgresReader,
  openPostgresStore,
} from '../store/postgres/postgres-knowledge-store.js';
import { rememberPassages } from '../store/remember-passages.js';
import { openSqliteReader } from '../store/sqlite/sqlite-knowledge-store.js';
import type { Benchmark, BenchmarkContext, Figures } from './benchmark.js';
import { inSchema } from './bench-schema.js';
import { startRandom, type RandomNumbers } from './seeded-random.js';
import { latencyFigures, medianRatio } from './statistics.js';

/** About 1,000 and about 10,000 passages. */
const SETS = ['squad2-dev-half', 'scifact'] as const;

/** Of each set. */
const QUESTIONS = 250;
const WARM_UP = 10;
const SHOWN_DIFFERENCES = 12;
const SEED = 1;

/** Both stores on the same questions. */
export const benchStoresAgree: Benchmark = {
  name: 'stores-agree',
  description: 'the embedded store and PostgreSQL on 500 questions; needs DATABASE_URL, and sets',
  slow: true,
  aims: {
    'squad2-dev-half.sameFirstCitation': 'at least 0.95',
    'scifact.sameFirstCitation': 'at least 0.95',
  },
  run: async (context) => {
    const figures: Record<string, Figures> = {};
    for (const name of SETS) {
      const folder = resolve(DEFAULT_SETS, name);
      const set = await readDataSet(folder).catch(() => null);
      if (set === null) {
        context.progress(`stores-agree: not measured, there is no set ${folder}.`);
        figures[name] = { skipped: 'the set is not there' };
        continue;
      }
      figures[name] = await inSchema(context, 'agree', (place) =>
        compareOn({ context, set, folder, place }),
      );
    }
    return figures;
  },
};

interface Comparison {
  readonly context: BenchmarkContext;
  readonly set: DataSet;
  readonly folder: string;
  readonly place: PostgresPlace;
}

async function compareOn(comparison: Comparison): Promise<Figures> {
  const { context, set, folder, place } = comparison;
  const settings = { ...context.settings, databaseUrl: null };
  context.progress(`stores-agree: ${set.documents.length} documents of ${folder}`);
  const built = await buildSet({ settings }, folder, openDataSetSource(set.documents));
  const load = await copyInto(place, { ...comparison, settings: built.settings });
  const model = await loadQueryEmbedder(settings);
  const embedder = rememberQueries(model);
  const rivals: Rivals = {
    embedder,
    sqlite: await openAnswerer({
      ...{ settings: built.settings, log: context.log, calibrations: null },
      loadEmbedder: () => Promise.resolve(embedder),
    }),
    postgres: openInProcessAnswerer({
      reader: rememberPassages(openPostgresReader(place)),
      loadEmbedder: () => Promise.resolve(embedder),
      openIndex: async (_, generation) => {
        return { index: await openPgvectorIndex(place, generation), notice: null };
      },
      onNotice: context.progress,
    }),
  };
  try {
    const asked = await askAll(rivals, questionsOf(set), context.progress);
    return { passages: built.report.passages, load, ...figuresOf(asked) };
  } finally {
    await rivals.sqlite.close();
    await rivals.postgres.close();
    await model.close();
  }
}

/** Spread evenly over the set. */
function questionsOf({ queries }: DataSet): string[] {
  const step = Math.max(1, Math.floor(queries.length / QUESTIONS));
  return queries
    .filter((_, i) => i % step === 0)
    .slice(0, QUESTIONS)
    .map(({ text }) => asPlainText(text));
}

/** Builds the corpus again in PostgreSQL, with the vectors that the other store holds. */
async function copyInto(
  place: PostgresPlace,
  { set, context, settings }: Comparison & { readonly settings: Settings },
): Promise<Figures> {
  const description = await modelFromSettings(settings);
  const from = openSqliteReader(dataFiles(settings.dataDir).store);
  const store = openPostgresStore(place, {});
  try {
    const generation = await from.current(DEFAULT_COLLECTION);
    if (generation === null) throw new Error('the set was built and is not there');
    const started = performance.now();
    const vectors = await store.importEmbeddings(
      generation.model,
      from.exportEmbeddings(generation),
    );
    const imported = performance.now();
    const report = await indexCorpus(
      {
        source: openDataSetSource(set.documents),
        store,
        model: description.identity,
        openCounter: () => loadTokenCounter(description),
        openEmbedder: () => openBulkEmbedder(description),
        hnsw: null,
        graphsDir: join(context.folder, 'no-graphs'),
        now: () => new Date(),
        onProgress: () => undefined,
      },
      { collection: DEFAULT_COLLECTION, force: false },
    );
    const { embeddedPassages: embeddedAgain } = report;
    const vectorsSeconds = (imported - started) / 1000;
    const textsSeconds = (performance.now() - imported) / 1000;
    return { vectors, vectorsSeconds, textsSeconds, embeddedAgain };
  } finally {
    await store.close();
    await from.close();
  }
}

interface Rivals {
  readonly embedder: Embedder;
  readonly sqlite: Answerer;
  readonly postgres: Answerer;
}

interface Asked {
  readonly question: string;
  readonly sqlite: Answer;
  readonly postgres: Answer;
  readonly sqliteMs: number;
  readonly postgresMs: number;
}

async function askAll(
  rivals: Rivals,
  questions: readonly string[],
  progress: (line: string) => void,
): Promise<Asked[]> {
  const random = startRandom(SEED);
  for (const question of questions.slice(0, WARM_UP)) await askBoth(rivals, question, random);
  const asked: Asked[] = [];
  for (const question of questions) {
    asked.push(await askBoth(rivals, question, random));
    if (asked.length % 50 === 0) progress(`stores-agree: ${asked.length} questions`);
  }
  for (const item of asked.filter((one) => !isSame(one)).slice(0, SHOWN_DIFFERENCES)) {
    progress(`stores-agree: ${howTheyDiffer(item)}`);
  }
  return asked;
}

/** Chance decides which goes first, so that neither always finds the machine warmed by the other. */
async function askBoth(rivals: Rivals, question: string, random: RandomNumbers): Promise<Asked> {
  await rivals.embedder.embedQuery(parseQuestion(question).text);
  const ask = async (answerer: Answerer): Promise<[Answer, number]> => {
    const started = performance.now();
    const answer = await answerer.answer({ question });
    return [answer, performance.now() - started];
  };
  const isFirst = random() < 0.5;
  const one = await ask(isFirst ? rivals.sqlite : rivals.postgres);
  const other = await ask(isFirst ? rivals.postgres : rivals.sqlite);
  const [sqlite, sqliteMs] = isFirst ? one : other;
  const [postgres, postgresMs] = isFirst ? other : one;
  return { question, sqlite, postgres, sqliteMs, postgresMs };
}

/** A citation's own place: labels are each store's own. */
function placeOf({ citations }: Answer, n = 0): string | null {
  const citation = citations[n];
  return citation === undefined ? null : `${citation.document.id}\n${citation.text}`;
}

function isSame({ sqlite, postgres }: Asked): boolean {
  return placeOf(sqlite) === placeOf(postgres);
}

/** The first of one is among the others that the other cites: the two were near each other. */
function isNear({ sqlite, postgres }: Asked): boolean {
  const [a, b] = [placeOf(sqlite), placeOf(postgres)];
  const among = (answer: Answer, place: string | null): boolean =>
    answer.citations.some((_, n) => placeOf(answer, n) === place);
  return among(postgres, a) || among(sqlite, b);
}

function howTheyDiffer(asked: Asked): string {
  const side = (answer: Answer): string => {
    const [first, second] = answer.citations;
    return first === undefined
      ? 'none'
      : `${first.document.id} ${first.score.toFixed(4)} before ${second?.score.toFixed(4) ?? 'nothing'}`;
  };
  return `embedded ${side(asked.sqlite)}; PostgreSQL ${side(asked.postgres)}`;
}

function figuresOf(asked: readonly Asked[]): Figures {
  const share = (holds: (item: Asked) => boolean): number =>
    asked.filter(holds).length / Math.max(1, asked.length);
  const differing = asked.filter((item) => !isSame(item));
  const sqlite = asked.map(({ sqliteMs }) => sqliteMs);
  const postgres = asked.map(({ postgresMs }) => postgresMs);
  return {
    questions: asked.length,
    sameFirstCitation: share(isSame),
    sameOutcome: share((item) => item.sqlite.outcome === item.postgres.outcome),
    different: differing.length,
    differentButCited: differing.filter(isNear).length,
    embedded: latencyFigures(sqlite),
    postgres: latencyFigures(postgres),
    postgresOverEmbedded: medianRatio(postgres, sqlite),
  };
}
