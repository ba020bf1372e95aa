// The real parts that curating stands on and that other stages build: where sources and jobs are kept, the way to
// the network, the reader of hostile formats, and what the store can do with a whole collection.

import type { ReadSafely } from './corpus/read-safely.js';
import type { ExportParts } from './curating/export-collection.js';
import type { ImportParts } from './curating/import-archive.js';
import type { Fetch } from './fetching/fetched.js';
import type { Settings } from './settings.js';
import type { RefreshProgress, RefreshReport } from './sources/refresh-report.js';
import type { Source } from './sources/source.js';
import type { SourceStore } from './sources/source-store.js';
import type { JobStore } from './store/job-store.js';

export interface CuratingOutside {
  readonly sources: SourceStore;
  readonly jobs: JobStore;
  readonly fetch: Fetch;
  readonly read: ReadSafely;
  readonly refresh: (
    source: Source,
    onProgress: (progress: RefreshProgress) => void,
  ) => Promise<RefreshReport>;
  /** Removes a collection from the index; whoever calls it holds the build lock. */
  readonly removeIndexed: (collection: string) => Promise<number>;
  readonly exportVectors: ExportParts['exportVectors'];
  readonly importVectors: ImportParts['importVectors'];
  close(): Promise<void>;
}

export type OpenOutside = (settings: Settings) => CuratingOutside | null;

/** Opens them; null while no part keeps sources and jobs: then no collection can be changed. */
export const openCuratingOutside: OpenOutside = () => null;
