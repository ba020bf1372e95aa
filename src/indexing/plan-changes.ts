// In: the corpus as listed and the hashes of what is indexed. Out: what a build has to do. Pure, so that
// "is the index stale?" and "what shall be built?" are one question.

import { createHash } from 'node:crypto';
import type { SourceEntry } from '../corpus/corpus-source.js';
import { PACKING_VERSION } from '../passages/pack-passages.js';

export interface PlannedChange {
  readonly entry: SourceEntry;
  /** The entry's hash in the store: the source's hash and the packing's version. */
  readonly hash: string;
  readonly kind: 'new' | 'changed';
}

export interface ChangePlan {
  readonly changes: readonly PlannedChange[];
  /** Ids of indexed entries that the corpus no longer lists. */
  readonly removedIds: readonly string[];
  readonly unchanged: readonly SourceEntry[];
}

export interface PlanInput {
  readonly entries: readonly SourceEntry[];
  /** Hash of every indexed entry, by id. */
  readonly indexed: ReadonlyMap<string, string>;
  /** True where everything must be read and packed again. */
  readonly everything: boolean;
}

/** Compares a corpus with an index. */
export function planChanges(input: PlanInput): ChangePlan {
  const changes: PlannedChange[] = [];
  const unchanged: SourceEntry[] = [];
  for (const entry of input.entries) {
    const hash = versionedHash(entry);
    const indexed = input.indexed.get(entry.id);
    if (indexed === hash && !input.everything) unchanged.push(entry);
    else changes.push({ entry, hash, kind: indexed === undefined ? 'new' : 'changed' });
  }
  const listed = new Set(input.entries.map((entry) => entry.id));
  const removedIds = [...input.indexed.keys()].filter((id) => !listed.has(id));
  return { changes, removedIds, unchanged };
}

function versionedHash(entry: SourceEntry): string {
  return createHash('sha256').update(`${PACKING_VERSION}:${entry.hash}`).digest('hex').slice(0, 40);
}
