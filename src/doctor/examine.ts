// In: settings as they are, perhaps wrong. Out: one finding for each thing that can be wrong with this
// installation, with the command that mends it. Nothing is built, mended or downloaded, so it may run
// beside a build or a bot.

import { compareCorpus, readIndexedCorpus, type IndexedCorpus } from '../check-index.js';
import { checkDatabase } from './examine-database.js';
import { checkDiscord } from './examine-discord.js';
import {
  checkCorpus,
  checkFreshness,
  checkGraph,
  checkIndexModel,
  checkStore,
} from './examine-index.js';
import {
  checkDataDir,
  checkHnsw,
  checkModelFiles,
  checkModelRuns,
  checkNode,
  checkStorageModule,
} from './examine-machine.js';
import { checkSources } from './examine-sources.js';
import type { ModelDescription } from '../embeddings/model-files.js';
import { sound, type Examined, type Finding } from './finding.js';
import { NOTHING_KNOWN } from '../indexing/plan-build.js';
import type { Settings } from '../settings.js';
import { describeFailure, ReadableError } from '../shared/errors.js';
import { loadHnswModule, type HnswModule } from '../vector-index/hnsw-module.js';

export interface Check extends Finding {
  readonly name: string;
}

export interface Diagnosis {
  readonly ok: boolean;
  readonly checks: readonly Check[];
}

export interface DoctorParts {
  /** Throws a readable error where a setting is wrong. */
  readonly loadSettings: () => Settings;
  /** The native index; loaded unless given, null where there is none. */
  readonly hnsw?: HnswModule | null;
}

/** Examines the installation. */
export async function diagnose(parts: DoctorParts): Promise<Diagnosis> {
  const checks: Check[] = [];
  const examine: Examine = async (name, work) => {
    const { finding, result } = await attempt(work);
    checks.push({ name, ...finding });
    return result;
  };
  const hnsw = parts.hnsw === undefined ? await loadHnswModule() : parts.hnsw;
  await examine('node', () => checkNode(process.versions.node));
  await examine('storage', checkStorageModule);
  await examine('hnsw', () => checkHnsw(hnsw));
  const settings = await examine('settings', () => {
    const result = parts.loadSettings();
    return { finding: sound('Every setting is well formed.'), result };
  });
  if (settings !== null) {
    await examine('discord', () => checkDiscord(settings));
    const model = await examine('model-files', () => checkModelFiles(settings));
    if (model !== null) await examine('model', () => checkModelRuns(model));
    const { databaseUrl } = settings;
    const isThere =
      databaseUrl === null ||
      (await examine('database', () => checkDatabase(databaseUrl))) !== null;
    // Of a database that is away, or too old, that is all there is to say.
    if (isThere) await examineIndex(examine, { settings, hnsw, model });
    await examine('disk', () => checkDataDir(settings.dataDir));
  }
  return { ok: checks.every((check) => check.ok !== false), checks };
}

type Work<T> = () => Examined<T> | Promise<Examined<T>>;

type Examine = <T>(name: string, work: Work<T>) => Promise<T | null>;

interface Examination {
  readonly settings: Settings;
  readonly hnsw: HnswModule | null;
  readonly model: ModelDescription | null;
}

async function examineIndex(examine: Examine, examination: Examination): Promise<void> {
  const { settings, hnsw, model } = examination;
  const generation = await examine('index', () => checkStore(settings));
  // Without a sound index the corpus is still worth a look.
  const nothing: IndexedCorpus = { generation: null, ...NOTHING_KNOWN };
  const state = await examine('corpus', async () => {
    const indexed = generation === null ? nothing : await readIndexedCorpus(settings);
    return checkCorpus(await compareCorpus(settings, indexed));
  });
  await examine('sources', () => checkSources(settings));
  if (generation === null) return;
  if (state !== null) await examine('freshness', () => checkFreshness(state));
  if (model !== null) await examine('index-model', () => checkIndexModel(generation, model));
  // A database has its own index in place of graph files.
  if (settings.databaseUrl !== null) return;
  await examine('graph', () => checkGraph({ settings, generation, hnsw }));
}

async function attempt<T>(work: Work<T>): Promise<Examined<T>> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ReadableError) {
      const finding = { ok: false, text: error.message, remedy: error.remedy };
      return { finding, result: null };
    }
    const { text, detail } = describeFailure(error);
    return {
      finding: { ok: false, text: `${text} ${firstLine(detail)}`, remedy: null },
      result: null,
    };
  }
}

/** The doctor is asked by whoever runs the machine: for them the log is the screen. */
function firstLine(detail: string | null): string {
  return detail?.split('\n')[0] ?? '';
}
