// Graph files on disk: written beside the old one, flushed, renamed, verified; deleted only when no
// generation names them. The manifest lies in the store, so a file can be judged before it is loaded.

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ReadableError, systemErrorCode } from '../shared/errors.js';
import { layoutFault } from './graph-layout.js';

/** What a graph file must be before its bytes may reach native code. */
export interface GraphManifest {
  /** File name below the graphs folder. */
  readonly file: string;
  readonly metric: 'cosine';
  readonly dimension: number;
  /** Vectors that a search may find. */
  readonly count: number;
  /** Vectors that left since the graph was built and are only marked; absent means none. */
  readonly removed?: number;
  readonly bytes: number;
  readonly sha256: string;
}

export interface GraphToPublish {
  readonly folder: string;
  readonly file: string;
  readonly dimension: number;
  readonly count: number;
  readonly removed?: number;
  /** Writes the graph to a path; may fail silently, which is noticed here. */
  readonly write: (path: string) => void;
}

/**
 * Writes a graph so that the file under its final name is whole and on the disk.
 *
 * @throws ReadableError `disk_full` where the file is not whole: hnswlib does not say so itself
 */
export async function publishGraphFile(graph: GraphToPublish): Promise<GraphManifest> {
  await mkdir(graph.folder, { recursive: true });
  const path = join(graph.folder, graph.file);
  const temporary = `${path}.tmp`;
  try {
    graph.write(temporary);
    await flush(temporary);
    const { bytes, sha256 } = await hashFile(temporary);
    if ((await layoutFault(temporary, graph)) !== null) throw diskFull(path);
    await rename(temporary, path);
    await flush(dirname(path));
    const { file, dimension, count, removed = 0 } = graph;
    const shape = { dimension, count, removed };
    const manifest: GraphManifest = { file, metric: 'cosine', ...shape, bytes, sha256 };
    await verifyGraphFile(path, manifest);
    return manifest;
  } catch (error) {
    await rm(temporary, { force: true });
    throw systemErrorCode(error) === 'ENOSPC' ? diskFull(path) : error;
  }
}

/** @throws ReadableError `index_corrupt` where the file is missing or is not the manifest's */
export async function verifyGraphFile(path: string, manifest: GraphManifest): Promise<void> {
  let found: { readonly bytes: number; readonly sha256: string };
  try {
    found = await hashFile(path);
  } catch (cause) {
    throw corrupt(path, `cannot be read (${systemErrorCode(cause) ?? 'read error'})`, cause);
  }
  if (found.bytes !== manifest.bytes) {
    throw corrupt(path, `has ${found.bytes} bytes where ${manifest.bytes} were written`);
  }
  if (found.sha256 !== manifest.sha256) {
    throw corrupt(path, 'does not have the bytes that were written');
  }
  const fault = await layoutFault(path, manifest);
  if (fault !== null) throw corrupt(path, fault);
}

export interface GraphSweep {
  readonly folder: string;
  readonly collection: string;
  /** File names that a generation may still name. */
  readonly keep: readonly string[];
}

/** Deletes a collection's other graph files, and what killed builds left of it. */
export async function sweepGraphFiles(sweep: GraphSweep): Promise<void> {
  const keep = new Set(sweep.keep);
  const own = new RegExp(`^${sweep.collection}-\\d+-[0-9a-f]{6}\\.hnsw(\\.tmp)?$`);
  const files = await readdir(sweep.folder).catch(() => []);
  const stale = files.filter((file) => own.test(file) && !keep.has(file));
  await Promise.all(stale.map((file) => rm(join(sweep.folder, file), { force: true })));
}

async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function hashFile(path: string): Promise<{ bytes: number; sha256: string }> {
  const { size } = await stat(path);
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    hash.update(chunk as Buffer);
  }
  return { bytes: size, sha256: hash.digest('hex') };
}

function corrupt(path: string, what: string, cause?: unknown): ReadableError {
  return new ReadableError({
    code: 'index_corrupt',
    text: `The graph ${path} ${what}.`,
    remedy: 'Answers come from exact search meanwhile; mend it with: npm run build-index',
    cause,
  });
}

function diskFull(path: string): ReadableError {
  return new ReadableError({
    code: 'disk_full',
    text: `The graph ${path} could not be written whole: the disk is full.`,
    remedy: 'Free some space and run it again; what was there before still serves.',
  });
}
