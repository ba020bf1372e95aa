// What a collection is built from, wired: the corpus folder (for the default collection), the folders that
// `sources.yaml` names for it, and the originals that were fetched or handed in. Nothing is fetched here.

import { DEFAULT_COLLECTION } from './answering/answerer.js';
import { openCorpusFolder, type FolderOptions } from './corpus/corpus-folder.js';
import type { CorpusSource } from './corpus/corpus-source.js';
import type { ReadSafely } from './corpus/read-safely.js';
import { openReader } from './corpus/sandbox/open-reader.js';
import { rejectionOf } from './corpus/show-file-name.js';
import { SOURCES_FILE } from './corpus/sources-file-name.js';
import { openStores } from './open-stores.js';
import type { Settings } from './settings.js';
import { ReadableError } from './shared/errors.js';
import { joinSources } from './sources/join-sources.js';
import { openOriginals, type OriginalsParts } from './sources/open-originals.js';
import { openSourceFolder } from './sources/open-source-folder.js';
import { readSourcesFile } from './sources/sources-file.js';
import type { Source } from './sources/source.js';

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
  const folders = await listedFolders(settings, collection);
  const originals = openKept({ settings, collection, read });
  return joinSources([
    ...own,
    ...(folders === null ? [unlisted()] : []),
    ...(folders ?? []).map((source) => openSourceFolder(source, openFolder)),
    ...(originals === null ? [] : [originals]),
  ]);
}

/**
 * The sources that the corpus folder's `sources.yaml` names; null where there is no such folder.
 *
 * @throws ReadableError `bad_sources`
 */
export function listedSources(settings: Settings): Promise<readonly Source[] | null> {
  return readSourcesFile({
    corpusDir: settings.corpusDir,
    collection: DEFAULT_COLLECTION,
    allow: settings.fetch.allow,
    now: () => new Date(),
  });
}

/** Stands for every folder of a `sources.yaml` that is away itself: it reads nothing, and nothing leaves. */
function unlisted(): CorpusSource {
  const reason = 'the corpus folder is not there, and with it the list of sources.';
  const rejection = rejectionOf(SOURCES_FILE, 'unreadable', reason);
  return {
    list: () =>
      Promise.resolve({ entries: [], rejections: [], away: [{ source: null, rejection }] }),
    read: ({ id }) => Promise.reject(new Error(`${id} was not listed`)),
  };
}

/**
 * The folders that are listed for a collection; null where the list is away. A mistake in the operator's file is
 * neither shown to the moderators of a server nor waited for by them: what was listed last holds for every collection
 * but the operator's own.
 */
async function listedFolders(
  settings: Settings,
  collection: string,
): Promise<readonly Source[] | null> {
  const isFolderOfIt = (source: Source): boolean =>
    source.kind === 'folder' && source.collection === collection;
  try {
    return (await listedSources(settings))?.filter(isFolderOfIt) ?? null;
  } catch (error) {
    const isBroken = error instanceof ReadableError && error.code === 'bad_sources';
    if (!isBroken || collection === DEFAULT_COLLECTION) throw error;
    const known = await withKept(settings)?.((store) => store.sources(collection));
    return (known ?? []).filter(isFolderOfIt);
  }
}

/**
 * Null where nothing was ever kept: then there is no store, and none is made. One that cannot be read is an error of
 * the listing, so that no build takes it for an empty one.
 */
function withKept(settings: Settings): OriginalsParts['withStore'] | null {
  const stores = openStores(settings);
  if (!stores.hasSources()) return null;
  return async (work) => {
    const store = (await stores.openKeptSources()) ?? (await stores.openSources());
    return work(store).finally(() => store.close());
  };
}

function openKept({
  settings,
  collection,
  read,
}: Required<OpenCorpusOptions>): CorpusSource | null {
  const withStore = withKept(settings);
  return withStore === null ? null : openOriginals({ collection, withStore, read });
}
