// The sources that `sources.yaml` names now -> the store in step with it: new ones are kept, changed ones replaced,
// those that no longer stand there leave with what was fetched for them. What people added by command stays.

import { FROM_SOURCES_FILE } from './sources-file.js';
import type { Source } from './source.js';
import type { SourceStore } from './source-store.js';

export interface SyncReport {
  readonly added: readonly Source[];
  readonly changed: readonly Source[];
  readonly removed: readonly Source[];
}

/** Brings the store in step with the file. */
export async function syncSources(
  store: SourceStore,
  listed: readonly Source[],
): Promise<SyncReport> {
  const known = await sourcesFromFile(store);
  const ids = new Set(listed.map(({ id }) => id));
  const removed = [...known.values()].filter(({ id }) => !ids.has(id));
  for (const { collection, id } of removed) await store.removeSource(collection, id);
  const added = listed.filter(({ id }) => !known.has(id));
  const changed = listed.flatMap((source) => {
    const before = known.get(source.id);
    // When it was added first is no change.
    const kept = before === undefined ? source : { ...source, addedAt: before.addedAt };
    return before === undefined || isSame(kept, before) ? [] : [kept];
  });
  for (const source of [...added, ...changed]) await store.putSource(source);
  return { added, changed, removed };
}

async function sourcesFromFile(store: SourceStore): Promise<ReadonlyMap<string, Source>> {
  const found = new Map<string, Source>();
  for (const collection of await store.collections()) {
    for (const source of await store.sources(collection)) {
      if (source.addedBy === FROM_SOURCES_FILE) found.set(source.id, source);
    }
  }
  return found;
}

function isSame(one: Source, other: Source): boolean {
  const entries = (source: Source): string =>
    JSON.stringify(Object.entries(source).sort(([a], [b]) => (a < b ? -1 : 1)));
  return entries(one) === entries(other);
}
