// A folder -> its documents: list() walks and hashes without parsing anything, so an unchanged corpus
// costs next to nothing; read() does the work for one entry. Every file that is left out is reported.

import { createHash } from 'node:crypto';
import { type Dirent, realpathSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, posix } from 'node:path';

import { ReadableError } from '../shared/errors.js';
import type { CorpusListing, CorpusSource, ReadResult, SourceEntry } from './corpus-source.js';
import type { Rejection } from './document.js';
import { documentIdOf } from './document-id.js';
import { refuseUnread } from './formats/decide-kind.js';
import { READER_VERSION, type SourceFile } from './read-document.js';
import type { ReadSafely } from './read-safely.js';
import type { Given } from './given.js';
import { type FilePlace, readRegularFile } from './read-regular-file.js';
import { Refusal } from './refusal.js';
import { rejectionOf, showFileName } from './show-file-name.js';
import { openReader } from './sandbox/open-reader.js';
import { SIDECAR_SUFFIX } from './sidecar.js';
import { SOURCES_FILE } from './sources-file-name.js';

/** The vectors of so many documents fill the smallest machine; a folder of more is a mistake or an attack. */
const MOST_FILES = 20_000;

export interface FolderOptions {
  /** Reads a file of any format; a reader with a sandbox of its own unless given. */
  readonly read?: ReadSafely;
  readonly mostFiles?: number;
  /** What is known of every file in it. */
  readonly given?: Given;
}

interface FoundFiles {
  /** Paths below the root, in code-unit order. */
  readonly documents: readonly string[];
  readonly sidecars: ReadonlySet<string>;
  readonly rejections: readonly Rejection[];
}

/** Opens a corpus folder; throws `corpus_missing` when there is no such folder. */
export function openCorpusFolder(dir: string, options: FolderOptions = {}): CorpusSource {
  const root = realFolder(dir);
  const { read = openReader(), mostFiles = MOST_FILES, given } = options;
  const known = given === undefined ? {} : { given };
  return {
    list: () => listFolder(root, mostFiles),
    read: ({ file }: SourceEntry) => readEntry({ root, file }, (source) => read({ ...source, ...known })),
  };
}

function missing(text: string, cause?: unknown): ReadableError {
  return new ReadableError({
    code: 'corpus_missing',
    text,
    remedy: 'Create the folder and put your texts in it, or set CORPUS_DIR to where they are.',
    cause,
  });
}

function realFolder(dir: string): string {
  let isFolder: boolean;
  try {
    isFolder = statSync(dir).isDirectory();
  } catch (cause) {
    throw missing(`The corpus folder "${showFileName(dir)}" cannot be opened.`, cause);
  }
  if (!isFolder) throw missing(`The corpus folder "${showFileName(dir)}" is not a folder.`);
  return realpathSync(dir);
}

async function listFolder(root: string, mostFiles: number): Promise<CorpusListing> {
  const found = await walk(root, '');
  if (found.documents.length > mostFiles) throw tooManyFiles(found.documents.length, mostFiles);
  const entries: SourceEntry[] = [];
  const rejections = [...found.rejections];
  for (const file of found.documents) {
    try {
      const source = await readSource({ root, file });
      refuseUnread(file, source.bytes);
      entries.push({ id: documentIdOf(file), file, hash: hashOf(source) });
    } catch (error) {
      rejections.push(rejectionFor(file, error));
    }
  }
  const described = new Set(found.documents.map((file) => file + SIDECAR_SUFFIX));
  for (const file of found.sidecars) {
    if (!described.has(file)) rejections.push(orphan(file));
  }
  return { entries, rejections: rejections.sort((a, b) => compareCodeUnits(a.file, b.file)) };
}

async function readEntry(place: FilePlace, read: ReadSafely): Promise<ReadResult> {
  try {
    return await read(await readSource(place));
  } catch (error) {
    return { documents: [], rejections: [rejectionFor(place.file, error)] };
  }
}

/** The file and its sidecar; a sidecar that is not there is no fault. */
async function readSource({ root, file }: FilePlace): Promise<SourceFile> {
  const bytes = await readRegularFile({ root, file });
  try {
    return { file, bytes, sidecar: await readRegularFile({ root, file: file + SIDECAR_SUFFIX }) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.code === 'vanished') return { file, bytes, sidecar: null };
    throw new Refusal('bad_sidecar', `its sidecar cannot be used: ${error.message}`, error);
  }
}

function hashOf({ file, bytes, sidecar }: SourceFile): string {
  const hash = createHash('sha256').update(`${READER_VERSION}\0${file}\0${bytes.length}\0`);
  hash.update(bytes);
  if (sidecar !== null) hash.update('\0sidecar\0').update(sidecar);
  return hash.digest('hex');
}

async function walk(root: string, folder: string): Promise<FoundFiles> {
  const documents: string[] = [];
  const sidecars = new Set<string>();
  const rejections: Rejection[] = [];
  for (const entry of await entriesOf(join(root, folder), { folder, rejections })) {
    const file = posix.join(folder, entry.name);
    if (isLeftAside(file)) continue;
    if (entry.isDirectory()) {
      const below = await walk(root, file);
      documents.push(...below.documents);
      below.sidecars.forEach((sidecar) => sidecars.add(sidecar));
      rejections.push(...below.rejections);
    } else if (file.endsWith(SIDECAR_SUFFIX)) sidecars.add(file);
    else documents.push(file);
  }
  return { documents: documents.sort(compareCodeUnits), sidecars, rejections };
}

/** A folder that cannot be listed is one rejection, and its neighbours go on; but of the root nothing is known then. */
async function entriesOf(
  path: string,
  { folder, rejections }: { readonly folder: string; readonly rejections: Rejection[] },
): Promise<readonly Dirent[]> {
  try {
    return await readdir(path, { withFileTypes: true });
  } catch (error) {
    if (folder === '') throw missing(`The corpus folder "${showFileName(path)}" cannot be listed.`, error);
    const reason = 'the folder cannot be listed. Check its permissions.';
    rejections.push(rejectionFor(folder, new Refusal('unreadable', reason, error)));
    return [];
  }
}

/** Notes, hidden files and the list of sources are not documents, and nobody expects them to be. */
function isLeftAside(file: string): boolean {
  return file === 'README.md' || file === SOURCES_FILE || /^[._]/.test(posix.basename(file));
}

/** All or nothing: the index stays as it was. */
function tooManyFiles(found: number, most: number): ReadableError {
  return new ReadableError({
    code: 'too_many_chunks',
    text: `The corpus folder holds ${found} files; at most ${most} are read.`,
    remedy: 'Split it into several collections, or pack articles into tables (.csv, .jsonl).',
  });
}

function orphan(file: string): Rejection {
  return rejectionOf(file, 'bad_sidecar', 'it describes no file. Rename or remove it.');
}

function rejectionFor(file: string, error: unknown): Rejection {
  if (error instanceof Refusal) return rejectionOf(file, error.code, error.message);
  throw error;
}

/** Not localeCompare: the order must be the same on every machine. */
function compareCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
