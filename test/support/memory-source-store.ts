// A SourceStore in memory, for tests: what goes in is copied, so that nobody changes it from outside.

import {
  OPEN_COLLECTION,
  type ChannelScope,
  type CollectionSettings,
  type SourceStore,
} from '../../src/sources/source-store.js';
import type { Original, OriginalFacts, Source, SourceState } from '../../src/sources/source.js';

interface Held {
  readonly sources: Map<string, Source>;
  readonly states: Map<string, SourceState>;
  readonly originals: Map<string, Original>;
  readonly settings: Map<string, CollectionSettings>;
  readonly scopes: Map<string, ChannelScope>;
}

export function memorySourceStore(): SourceStore {
  const held: Held = {
    sources: new Map(),
    states: new Map(),
    originals: new Map(),
    settings: new Map(),
    scopes: new Map(),
  };
  return {
    ...sourcesAndStates(held),
    ...keptOriginals(held),
    ...settingsAndScopes(held),
    removeCollection: (collection) => {
      const removed = removeWhere(held.originals, (original) => original.collection === collection);
      removeSources(held, (source) => source.collection === collection);
      held.settings.delete(collection);
      return Promise.resolve(removed);
    },
    close: () => Promise.resolve(),
  };
}

function sourcesAndStates({
  sources,
  states,
  ...rest
}: Held): Pick<
  SourceStore,
  'putSource' | 'removeSource' | 'sources' | 'source' | 'states' | 'putState' | 'due'
> {
  const find = (collection: string, id: string): Source | null => {
    const source = sources.get(id);
    return source?.collection === collection ? source : null;
  };
  const held = { sources, states, ...rest };
  return {
    putSource: (source) => {
      sources.set(source.id, structuredClone(source));
      return Promise.resolve();
    },
    removeSource: (collection, id) => {
      const source = find(collection, id);
      removeWhere(rest.originals, (it) => it.collection === collection && it.sourceId === id);
      removeSources(held, (other) => other === source);
      return Promise.resolve(source !== null);
    },
    sources: (collection) =>
      Promise.resolve(sorted(sources).filter((source) => source.collection === collection)),
    source: (collection, id) => Promise.resolve(find(collection, id)),
    states: (collection) =>
      Promise.resolve(
        sorted(sources).flatMap((source) =>
          source.collection === collection ? (states.get(source.id) ?? []) : [],
        ),
      ),
    putState: (state) => {
      if (sources.has(state.sourceId)) states.set(state.sourceId, structuredClone(state));
      return Promise.resolve();
    },
    due: (now) => {
      const due = sorted(sources).flatMap((source) => {
        const at = dueAt(source, states.get(source.id));
        return at === null || at > now.getTime() ? [] : [{ source, at }];
      });
      return Promise.resolve(due.sort((a, b) => a.at - b.at).map(({ source }) => source));
    },
  };
}

function dueAt(source: Source, state: SourceState | undefined): number | null {
  const { kind, everyMinutes } = source;
  if (kind === 'upload') return null;
  const checkedAt = state?.checkedAt ?? null;
  if (checkedAt === null) {
    return kind === 'folder' && everyMinutes === null ? null : Date.parse(source.addedAt);
  }
  const due = state?.dueAt ?? null;
  if (due !== null) return Date.parse(due);
  return everyMinutes === null ? null : Date.parse(checkedAt) + everyMinutes * 60_000;
}

function keptOriginals({
  originals,
}: Held): Pick<
  SourceStore,
  | 'putOriginal'
  | 'describeOriginal'
  | 'removeOriginal'
  | 'original'
  | 'originals'
  | 'originalsOf'
  | 'removeDrafts'
  | 'holdings'
> {
  const keyOf = (collection: string, id: string): string => `${collection}/${id}`;
  const facts = (test: (original: Original) => boolean): OriginalFacts[] =>
    sorted(originals).filter(test).map(withoutBytes);
  return {
    putOriginal: (original) => {
      originals.set(keyOf(original.collection, original.id), structuredClone(original));
      return Promise.resolve();
    },
    describeOriginal: (described) => {
      const key = keyOf(described.collection, described.id);
      const known = originals.get(key);
      if (known === undefined) return Promise.resolve(false);
      originals.set(key, { ...structuredClone(described), bytes: known.bytes });
      return Promise.resolve(true);
    },
    removeOriginal: (collection, id) => Promise.resolve(originals.delete(keyOf(collection, id))),
    original: (collection, id) => Promise.resolve(originals.get(keyOf(collection, id)) ?? null),
    originals: (collection, state = 'kept') =>
      Promise.resolve(facts((it) => it.collection === collection && it.state === state)),
    originalsOf: (collection, sourceId) =>
      Promise.resolve(facts((it) => it.collection === collection && it.sourceId === sourceId)),
    removeDrafts: (before) =>
      Promise.resolve(
        removeWhere(
          originals,
          (it) => it.state === 'draft' && Date.parse(it.fetchedAt) < before.getTime(),
        ),
      ),
    holdings: (collection) => {
      const own = facts((it) => it.collection === collection);
      const bytes = own.reduce((sum, { size }) => sum + size, 0);
      return Promise.resolve({ originals: own.length, bytes });
    },
  };
}

function settingsAndScopes({
  sources,
  originals,
  settings,
  scopes,
}: Held): Pick<
  SourceStore,
  'collections' | 'settings' | 'putSettings' | 'sharedWith' | 'channelScope' | 'putChannelScope'
> {
  return {
    collections: () => {
      const all = [...sources.values(), ...originals.values(), ...settings.values()];
      return Promise.resolve([...new Set(all.map(({ collection }) => collection))].sort());
    },
    settings: (collection) =>
      Promise.resolve(
        settings.get(collection) ?? {
          collection,
          sharedWith: collection === OPEN_COLLECTION ? 'everyone' : [],
        },
      ),
    putSettings: ({ collection, sharedWith }) => {
      const guilds = sharedWith === 'everyone' ? sharedWith : [...new Set(sharedWith)].sort();
      settings.set(collection, { collection, sharedWith: guilds });
      return Promise.resolve();
    },
    sharedWith: (guild) => {
      const shared = [...settings.values()].filter(({ sharedWith }) =>
        sharedWith === 'everyone' ? true : guild !== null && sharedWith.includes(guild),
      );
      const names = shared.map(({ collection }) => collection);
      const isUndecided = !settings.has(OPEN_COLLECTION);
      return Promise.resolve([...names, ...(isUndecided ? [OPEN_COLLECTION] : [])].sort());
    },
    channelScope: (guild, channel) => Promise.resolve(scopes.get(`${guild}/${channel}`) ?? null),
    putChannelScope: (scope) => {
      const key = `${scope.guild}/${scope.channel}`;
      if (scope.collections.length === 0) scopes.delete(key);
      else scopes.set(key, structuredClone(scope));
      return Promise.resolve();
    },
  };
}

function withoutBytes(original: Original): OriginalFacts {
  const facts: OriginalFacts & { bytes?: Uint8Array } = { ...original };
  delete facts.bytes;
  return facts;
}

function sorted<T extends { readonly id: string }>(items: ReadonlyMap<string, T>): T[] {
  return [...items.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function removeSources(held: Held, test: (source: Source) => boolean): void {
  for (const source of [...held.sources.values()].filter(test)) {
    held.sources.delete(source.id);
    held.states.delete(source.id);
  }
}

function removeWhere<T>(items: Map<string, T>, test: (item: T) => boolean): number {
  const found = [...items].filter(([, item]) => test(item));
  for (const [key] of found) items.delete(key);
  return found.length;
}
