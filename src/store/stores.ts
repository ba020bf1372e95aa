// Everything that is kept, behind one door: the embedded files of one machine, or a database that several share.
// Who wires asks it for a store and closes what it got; nobody else knows which of the two it is.

import type { SourceStore } from '../sources/source-store.js';
import type { VectorIndex } from '../vector-index/vector-index.js';
import type { BuildLock } from './build-lock.js';
import type { Coordination } from './coordination.js';
import type { JobStore } from './job-store.js';
import type { Generation, KnowledgeReader, KnowledgeStore } from './knowledge-store.js';
import type { Places } from './places.js';
import type { StateStore } from './state-store.js';

export interface ReadableStore extends KnowledgeReader {
  close(): Promise<void>;
}

export interface StoreForBuild {
  /** Set a damaged store aside and start an empty one, where that can be done. */
  readonly replaceDamaged?: boolean;
  /** The lock the build holds: a store that others write to as well refuses what a lost one writes. */
  readonly lock?: BuildLock;
}

export type Now = () => Date;

export interface Stores {
  /** What a person may read of where it is kept: a folder, or a database without its password. */
  readonly place: string;
  /** The index for reading only; null where nothing was ever built. */
  openReader(): Promise<ReadableStore | null>;
  openStore(options?: StoreForBuild): Promise<KnowledgeStore>;
  /**
   * The store's own vector index over a generation; null where it has none, and files of graphs serve.
   */
  readonly openIndex: ((generation: Generation) => Promise<VectorIndex>) | null;
  openState(now: Now): Promise<StateStore>;
  /** The state, where anything was ever kept. */
  openKeptState(now: Now): Promise<StateStore | null>;
  openSources(): Promise<SourceStore>;
  /** Whether sources may ever have been kept; true where that cannot be told. */
  hasSources(): boolean;
  /** The sources for reading only, where anything was ever kept. */
  openKeptSources(): Promise<SourceStore | null>;
  openJobs(now: Now): Promise<JobStore & { close(): Promise<void> }>;
  openCoordination(): Promise<Coordination>;
  /** Servers that left, archives that wait, messages under way. */
  openPlaces(now: Now): Promise<Places>;
  /**
   * Lets one build run at a time: of everything, or of a collection where the store allows more.
   *
   * @throws ReadableError `build_in_progress` with who builds where it is taken
   */
  lockBuilds(collection: string): Promise<BuildLock>;
  /** What is wrong with the files or tables, a line each; nothing where all is well. */
  check(): Promise<readonly string[]>;
}
