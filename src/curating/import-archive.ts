// In: an archive that was checked to the last byte, and the collection it is for. Out: the collection holds all of
// it, or none: what fails half-way is taken back. Ids are made anew for the collection it comes into, so an
// archive cannot name, replace or reach anything of another.

import type { Original, OriginalFacts, Source } from '../sources/source.js';
import type { SourceStore } from '../sources/source-store.js';
import { FROM_SOURCES_FILE } from '../sources/sources-file.js';
import {
  ORIGINALS,
  readPart,
  refusedArchive,
  SETTINGS,
  SOURCES,
  VECTORS,
  type ArchivedOriginal,
  type ArchivedSource,
} from './archive-format.js';
import { safeFileName } from './file-names.js';
import { BY_COMMAND } from './curating-parts.js';
import { originalIdOf, sourceIdOf } from '../sources/source-ids.js';
import { sha256Of, UPLOADS, uploadsIdOf } from './place-ids.js';
import { EVERY_MINUTES, MOST_BYTES_OF_A_FILE, MOST_OF_A_FEED, type Quotas } from './quotas.js';
import { openArchive, type Archive } from './read-archive.js';

export interface ImportParts {
  readonly sources: SourceStore;
  readonly quotasOf: (collection: string) => Quotas | null;
  readonly now: () => Date;
  /** Keeps vectors of an archive whose model serves here; tells how many. Null where none are taken. */
  readonly importVectors:
    ((collection: string, vectors: { model: string; bytes: Uint8Array }) => Promise<number>) | null;
}

export interface ImportRequest {
  readonly collection: string;
  readonly bytes: Buffer;
  /** True where somebody said that it may come from another collection. */
  readonly fromAnother: boolean;
  readonly addedBy: string;
  /** Called between two documents; what it throws ends the import, and all of it is taken back. */
  readonly onDocument?: (done: number, total: number) => void;
}

export interface Imported {
  readonly from: string;
  readonly documents: number;
  readonly sources: number;
  readonly vectors: number;
}

/**
 * Imports an archive.
 *
 * @throws ReadableError `archive_refused` or `quota_exceeded`
 */
export async function importArchive(parts: ImportParts, request: ImportRequest): Promise<Imported> {
  const archive = await openArchive(request.bytes);
  try {
    return await importOpened(parts, request, archive);
  } finally {
    archive.close();
  }
}

async function importOpened(
  parts: ImportParts,
  request: ImportRequest,
  archive: Archive,
): Promise<Imported> {
  const { collection } = request;
  const { manifest } = archive;
  if (manifest.collection !== collection && !request.fromAnother) {
    throw refusedArchive(
      `it was exported from ${manifest.collection}, not from ${collection}`,
      'Say explicitly that it is meant: --as NAME on the command line, from-another: True in Discord.',
    );
  }
  const isLimited = parts.quotasOf(collection) !== null;
  const sources = readPart(SOURCES, await archive.file(SOURCES)).map((source) =>
    sourceHere(source, collection, isLimited),
  );
  const originals = readPart(ORIGINALS, await archive.file(ORIGINALS));
  checkOriginals(originals, archive);
  const here = sources.map(({ source }) => source);
  await requireRoomForAll(parts, collection, { originals, sources: here });
  const ids = new Map(sources.map(({ was, source }) => [was, source]));
  await putAll(parts, request, { archive, originals, ids });
  // With whom a collection is shared is the operator's to say, whatever an archive says.
  if (manifest.collection === collection && request.addedBy === BY_COMMAND) {
    const { sharedWith } = readPart(SETTINGS, await archive.file(SETTINGS));
    await parts.sources.putSettings({ collection, sharedWith });
  }
  // Vectors are believed as they are, for every collection, so they are taken from the operator alone.
  const vectors =
    request.addedBy === BY_COMMAND ? await keepVectors(parts, collection, archive) : 0;
  return {
    from: manifest.collection,
    documents: originals.length,
    sources: sources.length,
    vectors,
  };
}

/** A source as it may be here: folders are of another machine, and a server's feeds are not read every minute. */
function sourceHere(archived: ArchivedSource, collection: string, isLimited: boolean) {
  const { kind, everyMinutes, most } = archived;
  const place = kind === 'upload' ? UPLOADS : archived.place;
  if (kind === 'folder') throw refusedArchive('it holds a folder of another machine');
  if (kind !== 'upload' && !/^https?:\/\//i.test(place)) {
    throw refusedArchive('it holds a source that is no address');
  }
  const limits = {
    everyMinutes: everyMinutes === null ? null : Math.max(everyMinutes, EVERY_MINUTES.feed),
    most: Math.min(most ?? MOST_OF_A_FEED, MOST_OF_A_FEED),
  };
  const id = sourceIdOf({ collection, kind, place });
  // No sources.yaml lists it here: what stood in one would leave with the next look at the file.
  const addedBy = archived.addedBy === FROM_SOURCES_FILE ? BY_COMMAND : archived.addedBy;
  const own = { place, id, collection, addedBy };
  const source: Source = { ...archived, ...(isLimited ? limits : {}), ...own };
  return { was: archived.id, source };
}

function checkOriginals(originals: readonly ArchivedOriginal[], archive: Archive): void {
  const ids = new Set(originals.map(({ id }) => id));
  const files = Object.keys(archive.manifest.files).filter((name) => name.startsWith('originals/'));
  const isWhole =
    ids.size === originals.length &&
    files.length === originals.length &&
    originals.every(({ id, sha256, size }) => {
      return archive.manifest.files[`originals/${id}`] === sha256 && size <= MOST_BYTES_OF_A_FILE;
    });
  if (!isWhole) throw refusedArchive('its list of documents and its files do not agree');
}

async function requireRoomForAll(
  { sources, quotasOf }: ImportParts,
  collection: string,
  joining: { readonly originals: readonly ArchivedOriginal[]; readonly sources: readonly Source[] },
): Promise<void> {
  const quotas = quotasOf(collection);
  if (quotas === null) return;
  const held = await sources.holdings(collection);
  const bytes = joining.originals.reduce((sum, { size }) => sum + size, held.bytes);
  const feeds = joining.sources.filter(({ kind }) => kind === 'feed' || kind === 'sitemap');
  const fits =
    held.originals + joining.originals.length <= quotas.documents &&
    bytes <= quotas.bytes &&
    feeds.length <= quotas.feeds;
  if (!fits)
    throw refusedArchive('it holds more than this server may keep', 'Remove something first.');
}

interface Putting {
  readonly archive: Archive;
  readonly originals: readonly ArchivedOriginal[];
  /** Sources by the ids that they had in the archive. */
  readonly ids: ReadonlyMap<string, Source>;
}

async function putAll(parts: ImportParts, request: ImportRequest, putting: Putting): Promise<void> {
  const { sources } = parts;
  const { collection } = request;
  const undo: (() => Promise<unknown>)[] = [];
  try {
    for (const source of putting.ids.values()) {
      const before = await sources.source(collection, source.id);
      undo.push(() =>
        before === null ? sources.removeSource(collection, source.id) : sources.putSource(before),
      );
      await sources.putSource(source);
    }
    for (const [done, archived] of putting.originals.entries()) {
      request.onDocument?.(done, putting.originals.length);
      const bytes = await putting.archive.file(`originals/${archived.id}`);
      const original = originalHere(parts, request, {
        archived,
        bytes,
        ids: putting.ids,
        of: putting.archive.manifest.collection,
      });
      const before = await sources.original(collection, original.id);
      undo.push(() =>
        before === null
          ? sources.removeOriginal(collection, original.id)
          : sources.putOriginal(before),
      );
      await sources.putOriginal(original);
    }
  } catch (error) {
    for (const step of undo.reverse()) await step();
    throw error;
  }
}

function originalHere(
  { now }: ImportParts,
  { collection, addedBy }: ImportRequest,
  from: {
    readonly archived: ArchivedOriginal;
    readonly bytes: Buffer;
    readonly ids: Putting['ids'];
    /** The collection that it was exported from. */
    readonly of: string;
  },
): Original {
  const { archived, bytes, ids } = from;
  const source = ids.get(archived.sourceId);
  const name = safeFileName(archived.name);
  const facts: Omit<OriginalFacts, 'sourceId'> = {
    ...archived,
    id: originalIdOf(collection, placeHere(archived, from.of)),
    collection,
    name,
    size: bytes.byteLength,
    sha256: sha256Of(bytes),
    problem: null,
    state: 'kept',
    addedBy: archived.addedBy === null ? null : addedBy,
    fetchedAt: archived.addedBy === null ? archived.fetchedAt : now().toISOString(),
  };
  return { ...facts, sourceId: source?.id ?? uploadsIdOf(collection), bytes };
}

/** Two files of a corpus folder may have the same name: then their ids tell them apart. */
function placeHere({ id, url, name }: ArchivedOriginal, collection: string): string {
  const place = url ?? name;
  return id === originalIdOf(collection, place) ? place : `${place}\0${id}`;
}

async function keepVectors(
  parts: ImportParts,
  collection: string,
  archive: Archive,
): Promise<number> {
  const { model } = archive.manifest;
  if (parts.importVectors === null || model === null || !archive.has(VECTORS)) return 0;
  return parts.importVectors(collection, { model, bytes: await archive.file(VECTORS) });
}
