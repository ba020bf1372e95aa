// The doctor's checks of the machine: the runtime, native modules, the model's files, the disk.

import { constants, existsSync } from 'node:fs';
import { access, rm, statfs, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { only, sound, type Examined } from './finding.js';
import { CANARY_TEXT } from '../embeddings/embedder.js';
import type { ModelDescription } from '../embeddings/model-files.js';
import type { Settings } from '../settings.js';
import { ReadableError, systemErrorCode } from '../shared/errors.js';
import { openDatabase } from '../store/sqlite/open-database.js';
import type { HnswModule } from '../vector-index/hnsw-module.js';

/** The oldest runtime that package.json allows. */
const OLDEST_NODE = [20, 19] as const;

/** Below this a build of a few thousand documents may not fit: vectors, graph and their copies. */
const LITTLE_SPACE_MB = 500;

/** Whether this Node.js is new enough. */
export function checkNode(version: string): Examined<null> {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) {
    return only(sound(`Node.js ${version}.`));
  }
  return only({
    ok: false,
    text: `Node.js ${version} is too old.`,
    remedy: `Install Node.js ${OLDEST_NODE.join('.')} or newer.`,
  });
}

/** Whether the store's native module loads and works. */
export function checkStorageModule(): Examined<null> {
  try {
    openDatabase({ path: ':memory:', migrations: [], readOnly: false }).close();
    return only(sound('better-sqlite3 loads.'));
  } catch (error) {
    return only({
      ok: false,
      text: `better-sqlite3 does not load: ${reasonOf(error)}`,
      remedy: 'npm rebuild better-sqlite3',
    });
  }
}

/** Whether the native index is there; without it exact search serves. */
export function checkHnsw(hnsw: HnswModule | null): Examined<null> {
  if (hnsw !== null) return only(sound('hnswlib-node loads.'));
  return only({
    ok: 'warning',
    text: 'hnswlib-node is not installed or does not load: exact search serves, slower on large corpora.',
    remedy: 'With a C++ compiler at hand: npm ci, then npm run build-index',
  });
}

/** Whether the model's files are there and are what SHA256SUMS says. Nothing is downloaded. */
export async function checkModelFiles(settings: Settings): Promise<Examined<ModelDescription>> {
  const { embedding } = settings;
  // Loaded late: where its native runtime does not load, that is a finding and not the end.
  const { modelFromSettings } = await import('../model-from-settings.js');
  try {
    const offline = { ...settings, embedding: { ...embedding, allowDownload: false } };
    const result = await modelFromSettings(offline);
    const { name, dimension } = result.identity;
    const sums = existsSync(join(result.folder, 'SHA256SUMS'))
      ? 'its files are what SHA256SUMS says'
      : 'it brings no SHA256SUMS to compare with';
    return {
      finding: sound(`${name}, ${result.precision}, ${dimension} dimensions: ${sums}.`),
      result,
    };
  } catch (error) {
    const isMissing = error instanceof ReadableError && error.code === 'model_missing';
    if (!isMissing || !embedding.allowDownload) throw error;
    return only({
      ok: 'warning',
      text: `The model "${embedding.model}" is not downloaded yet.`,
      remedy: 'It is downloaded by: npm run build-index',
    });
  }
}

/** Whether the model turns a text into a vector on this machine. */
export async function checkModelRuns(description: ModelDescription): Promise<Examined<null>> {
  const { loadModel } = await import('../embeddings/transformers-model.js');
  const embedder = await loadModel(description, { threads: 1 });
  try {
    const { length } = await embedder.embedPassage(CANARY_TEXT);
    return only(sound(`It runs, and gives ${length} numbers a text.`));
  } finally {
    await embedder.close();
  }
}

/** Whether DATA_DIR can be written, and how much room there is. */
export async function checkDataDir(dataDir: string): Promise<Examined<null>> {
  const folder = nearestFolder(dataDir);
  try {
    await tryWriting(folder, folder === dataDir);
  } catch (error) {
    return only({
      ok: false,
      text: `${dataDir} cannot be written (${systemErrorCode(error) ?? 'write error'}).`,
      remedy:
        'Check that DATA_DIR is a folder this user may write to, and that the disk is not full.',
    });
  }
  const { bavail, bsize } = await statfs(folder);
  const free = Math.floor((bavail * bsize) / 1_000_000);
  if (free >= LITTLE_SPACE_MB)
    return only(sound(`${dataDir} can be written, ${free} MB are free.`));
  return only({
    ok: 'warning',
    text: `${dataDir} can be written, but only ${free} MB are free.`,
    remedy: 'Free some space before the next build.',
  });
}

/** A folder that is not there yet is not created: its nearest parent will hold it. */
function nearestFolder(path: string): string {
  let folder = path;
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}

async function tryWriting(folder: string, isOurs: boolean): Promise<void> {
  await access(folder, constants.W_OK);
  if (!isOurs) return;
  const probe = join(folder, `.doctor-${process.pid}`);
  try {
    await writeFile(probe, 'probe');
  } finally {
    await rm(probe, { force: true });
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
}
