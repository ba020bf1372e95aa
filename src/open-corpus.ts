// What a collection is built from, wired: the corpus folder (for the default collection), the folders that
// `sources.yaml` names for it, and the originals that were fetched or handed in. Nothing is fetched here.

import { existsSync } from 'node:fs';
import { DEFAULT_COLLECTION } from './answering/answerer.js';
import { openCorpusFolder, type FolderOptions } from './corpus/corpus-folder.js';
import type { CorpusSource } from './corpus/corpus-source.js';
import type { ReadSafely } from './corpus/read-safely.js';
import { openReader } from './corpus/sandbox/open-reader.js';
import { dataFiles } from './data-files.js';
import { guildOf } from './retrieval/scope.js';
import type { Settings } from './settings.js';
import { ReadableError } from './shared/errors.js';
import { joinSources } from './sources/join-sources.js';
import { openOriginals, type OriginalsParts } from './sources/open-originals.js';
import { openSourceFolder } from './sources/open-source-folder.js';
import { readSourcesFile } from './sources/sources-file.js';
import type { Source } from './sources/source.js';
import { openSqliteSourceStore } from './store/sqlite/sqlite-source-store.js';

export interface OpenCorpusOptions {
  readonly settings: Settings;
  readonly collection?: string;
  /** Reads a file of any format; a reader with a sandbox of its own unless given. */
  readonly read?: ReadSafely;
}

/**
 * Opens everything that a collection's documents come from.
 *
 * @throws ReadableError `corpus_missing` or `bad_sources`
 */
export async function openCorpus(options: OpenCorpusOptions): Promise<CorpusSource> {
  const { settings, collection = DEFAULT_COLLECTION, read = openReader() } = options;
  const openFolder = (dir: string, options: FolderOptions = {}): CorpusSource =>
    openCorpusFolder(dir, { read, ...options });
  const own = collection === DEFAULT_COLLECTION ? [openFolder(settings.corpusDir)] : [];
  const listed = await listedSources(settings).catch(toldTo(collection));
  const folders = listed.filter(
    (source) => source.kind === 'folder' && source.collection === collection,
  );
  const originals = openKept({ settings, collection, read });
  return joinSources([
    ...own,
    ...folders.map((source) => openSourceFolder(source, openFolder)),
    ...(originals === null ? [] : [originals]),
  ]);
}

/** What is wrong in the operator's file is the operator's to read: a server's moderators are told that something is. */
function toldTo(collection: string): (error: unknown) => never {
  return (error) => {
    const isOthers = error instanceof ReadableError && guildOf(collection) !== null;
    if (!isOthers) throw error;
    throw new ReadableError({
      code: error.code,
      text: 'The operator of this bot has a list of sources that cannot be read.',
      remedy: 'Tell the operator; what is searched stays as it is until then.',
      cause: error,
    });
  };
}

/**
 * The sources that the corpus folder's `sources.yaml` names.
 *
 * @throws ReadableError `bad_sources`
 */
export function listedSources(settings: Settings): Promise<readonly Source[]> {
  return readSourcesFile({
    corpusDir: settings.corpusDir,
    collection: DEFAULT_COLLECTION,
    allow: settings.fetch.allow,
    now: () => new Date(),
  });
}

/** Null where nothing was ever kept: then there is no file, and none is made. */
function openKept(parts: Required<OpenCorpusOptions>): CorpusSource | null {
  const { sources: path } = dataFiles(parts.settings.dataDir);
  if (!existsSync(path)) return null;
  const withStore: OriginalsParts['withStore'] = async (work) => {
    const store = openSqliteSourceStore({ path, readOnly: true });
    try {
      return await work(store);
    } finally {
      await store.close();
    }
  };
  return openOriginals({ collection: parts.collection, withStore, read: parts.read });
}
