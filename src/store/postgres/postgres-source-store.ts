// The shared SourceStore. Whatever machine fetched an original or had it handed in, every other can build from it.

import type { SourceStore } from '../../sources/source-store.js';
import { migrate } from './migrate.js';
import { openPostgres, schemaOf, type Postgres, type PostgresPlace } from './postgres.js';
import * as originals from './source-originals.js';
import * as sources from './source-rows.js';
import { SOURCES } from './source-schema.js';
import * as settings from './source-settings.js';

/** An original has megabytes, over a network. */
const DEADLINE_MS = 30_000;

/** Opens it; the first call connects, and makes the tables where they are missing. */
export function openPostgresSourceStore(place: PostgresPlace): SourceStore {
  const schema = schemaOf(place);
  const postgres = openPostgres({
    url: place.url,
    schema,
    deadlineMs: DEADLINE_MS,
    prepare: (session) => migrate(session, { schema, parts: [SOURCES] }),
  });
  return {
    ...sourcesAndStates(postgres),
    ...keptOriginals(postgres),
    ...settingsAndScopes(postgres),
    removeCollection: (collection) => removeAll(postgres, collection),
    close: () => postgres.close(),
  };
}

function sourcesAndStates(
  postgres: Postgres,
): Pick<
  SourceStore,
  'putSource' | 'removeSource' | 'sources' | 'source' | 'states' | 'putState' | 'due'
> {
  return {
    putSource: (source) => sources.putSource(postgres, source),
    removeSource: (collection, id) => sources.removeSource(postgres, { collection, id }),
    sources: (collection) => sources.readSources(postgres, collection),
    source: (collection, id) => sources.readSource(postgres, { collection, id }),
    states: (collection) => sources.readStates(postgres, collection),
    putState: (state) => sources.putState(postgres, state),
    due: (now) => sources.readDue(postgres, now.getTime()),
  };
}

function keptOriginals(
  postgres: Postgres,
): Pick<
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
  return {
    putOriginal: (original) => originals.putOriginal(postgres, original),
    describeOriginal: (facts) => originals.describeOriginal(postgres, facts),
    removeOriginal: (collection, id) => originals.removeOriginal(postgres, { collection, id }),
    original: (collection, id) => originals.readOriginal(postgres, { collection, id }),
    originals: (collection, state = 'kept') =>
      originals.readOriginals(postgres, { collection, state }),
    originalsOf: (collection, sourceId) =>
      originals.readOriginalsOf(postgres, { collection, sourceId }),
    removeDrafts: (before) => originals.removeDrafts(postgres, before.getTime()),
    holdings: (collection) => originals.readHoldings(postgres, collection),
  };
}

function settingsAndScopes(
  postgres: Postgres,
): Pick<
  SourceStore,
  'collections' | 'settings' | 'putSettings' | 'sharedWith' | 'channelScope' | 'putChannelScope'
> {
  return {
    collections: () => settings.readCollections(postgres),
    settings: (collection) => settings.readSettings(postgres, collection),
    putSettings: (given) => settings.putSettings(postgres, given),
    sharedWith: (guild) => settings.readSharedWith(postgres, guild),
    channelScope: (guild, channel) => settings.readChannelScope(postgres, { guild, channel }),
    putChannelScope: (scope) => settings.putChannelScope(postgres, scope),
  };
}

/** A channel's scope names collections and stays: without it, the channel would search more than before. */
function removeAll(postgres: Postgres, collection: string): Promise<number> {
  return postgres.transaction(async (statements) => {
    const from = (table: string): Promise<number> =>
      statements.run(`DELETE FROM ${table} WHERE collection = $1`, [collection]);
    const removed = await from('original');
    await from('source');
    await from('collection_settings');
    return removed;
  });
}
