// What curating works with. Every part is handed in: the same functions serve Discord, the command line and the
// tests, and nothing here knows a database, a parser or a network.

import type { CorpusSource } from '../corpus/corpus-source.js';
import type { ReadSafely } from '../corpus/read-safely.js';
import type { Fetch } from '../fetching/fetched.js';
import { OPEN_COLLECTION, type SourceStore } from '../sources/source-store.js';
import type { Incoming } from '../store/incoming.js';
import type { JobStore } from '../store/job-store.js';
import type { KnowledgeReader } from '../store/knowledge-store.js';
import type { Quotas } from './quotas.js';

/** Uses a reader of the index; null where no index was built yet. */
export type WithIndex = <T>(use: (reader: KnowledgeReader) => Promise<T>) => Promise<T | null>;

export interface CuratingParts {
  readonly sources: SourceStore;
  readonly jobs: JobStore;
  readonly fetch: Fetch;
  /** Parses in a process of its own. */
  readonly read: ReadSafely;
  readonly withIndex: WithIndex;
  /** The corpus folder; its files belong to the operator's collection. */
  readonly folder: CorpusSource;
  /** Archives on their way to the keeper. */
  readonly incoming: Incoming;
  readonly quotasOf: (collection: string) => Quotas | null;
  readonly now: () => Date;
  /** An id that was never given before. */
  readonly newId: () => string;
}

/** The collection of the operator: the corpus folder and what was added to it by command. */
export const OPERATORS_COLLECTION = OPEN_COLLECTION;

/** Who added something where it was the operator, on the command line. */
export const BY_COMMAND = 'command';
