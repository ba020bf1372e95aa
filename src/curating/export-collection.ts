// In: a collection. Out: one zip with everything that it takes to have it again elsewhere: sources, settings, every
// original, and where wanted the vectors. It is written beside its final name and renamed when it is whole.

import { createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import yazl from 'yazl';
import type { SourceStore } from '../sources/source-store.js';
import type { ArchivedOriginal, Manifest } from './archive-format.js';
import {
  ARCHIVE_LIMITS,
  ARCHIVE_VERSION,
  archivedOriginal,
  archivedSource,
  MANIFEST,
  ORIGINALS,
  SETTINGS,
  SOURCES,
  VECTORS,
} from './archive-format.js';
import { OPERATORS_COLLECTION, type CuratingParts } from './curating-parts.js';
import { originalIdOf } from '../sources/source-ids.js';
import { sha256Of, uploadsIdOf } from './place-ids.js';

/** The vectors of a collection in a form of the store's own, and the model that made them. */
export interface ExportedVectors {
  readonly model: string;
  readonly bytes: Uint8Array;
}

export interface ExportParts extends Pick<CuratingParts, 'now' | 'folder'> {
  readonly sources: Pick<SourceStore, 'sources' | 'originals' | 'original' | 'settings'>;
  /** The bytes of a file of the corpus folder. */
  readonly folderBytes: (file: string) => Promise<Uint8Array>;
  /** Null where the vectors are not to go with it, or there are none. */
  readonly exportVectors: ((collection: string) => Promise<ExportedVectors | null>) | null;
}

export interface Exported {
  readonly path: string;
  readonly documents: number;
  readonly bytes: number;
  readonly hasVectors: boolean;
}

/** Every entry has this date, so that the same collection gives the same archive. */
const ENTRY_DATE = new Date('1980-01-01T00:00:00.000Z');

/** Writes a collection to a file. */
export async function exportCollection(
  parts: ExportParts,
  collection: string,
  path: string,
): Promise<Exported> {
  const temporary = `${path}.tmp`;
  await mkdir(dirname(path), { recursive: true });
  try {
    const written = await writeArchive(parts, collection, temporary);
    await flush(temporary);
    await rename(temporary, path);
    return { path, ...written, bytes: (await stat(path)).size };
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function writeArchive(parts: ExportParts, collection: string, path: string) {
  const zip = new yazl.ZipFile();
  const written = pipeline(zip.outputStream, createWriteStream(path, { mode: 0o600 }));
  // A failure to write is heard of below, also while originals are still being read.
  written.catch(() => undefined);
  const files: Record<string, string> = {};
  const add = (name: string, bytes: Uint8Array): void => {
    files[name] = sha256Of(bytes);
    zip.addBuffer(Buffer.from(bytes), name, { mtime: ENTRY_DATE });
  };
  const originals = [
    ...(await addKept(parts, collection, add)),
    ...(collection === OPERATORS_COLLECTION ? await addFolder(parts, add) : []),
  ];
  const sources = await parts.sources.sources(collection);
  add(ORIGINALS, json(originals));
  add(SOURCES, json(sources.filter(({ kind }) => kind !== 'folder').map(archivedSource)));
  add(SETTINGS, json({ sharedWith: (await parts.sources.settings(collection)).sharedWith }));
  const exported = (await parts.exportVectors?.(collection)) ?? null;
  // An archive that no import takes is worth less than one without vectors.
  const fits = exported !== null && exported.bytes.byteLength <= ARCHIVE_LIMITS.fileBytes;
  const vectors = fits ? exported : null;
  if (vectors !== null) add(VECTORS, vectors.bytes);
  const manifest: Manifest = {
    format: 'verbatim-collection',
    version: ARCHIVE_VERSION,
    collection,
    exportedAt: parts.now().toISOString(),
    model: vectors?.model ?? null,
    files,
  };
  zip.addBuffer(json(manifest), MANIFEST, { mtime: ENTRY_DATE });
  zip.end();
  await written;
  return { documents: originals.length, hasVectors: vectors !== null };
}

type Add = (name: string, bytes: Uint8Array) => void;

async function addKept(
  { sources }: ExportParts,
  collection: string,
  add: Add,
): Promise<ArchivedOriginal[]> {
  const kept: ArchivedOriginal[] = [];
  for (const { id } of await sources.originals(collection, 'kept')) {
    const original = await sources.original(collection, id);
    if (original === null) continue;
    add(`originals/${id}`, original.bytes);
    kept.push(archivedOriginal(original));
  }
  return kept;
}

/** Files of the corpus folder become uploads of whoever imports them. */
async function addFolder(parts: ExportParts, add: Add): Promise<ArchivedOriginal[]> {
  const now = parts.now().toISOString();
  const found: ArchivedOriginal[] = [];
  for (const { file } of (await parts.folder.list()).entries) {
    const bytes = await parts.folderBytes(file);
    const id = originalIdOf(OPERATORS_COLLECTION, `folder:${file}`);
    add(`originals/${id}`, bytes);
    found.push({
      id,
      sourceId: uploadsIdOf(OPERATORS_COLLECTION),
      url: null,
      name: file.split('/').at(-1) ?? file,
      mediaType: null,
      size: bytes.byteLength,
      sha256: sha256Of(bytes),
      stated: {},
      fallback: {},
      select: null,
      acceptBroken: false,
      fetchedAt: now,
      changedAt: now,
      seenAt: now,
      validators: { etag: null, lastModified: null },
      addedBy: 'command',
    });
  }
  return found;
}

function json(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}

async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r');
  await handle.sync().finally(() => handle.close());
}
