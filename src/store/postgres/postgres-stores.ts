// Everything in one PostgreSQL that several machines share. Nothing connects before it is asked for; what one process
// opens shares its connections.

import { readDatabaseAddress } from '../../shared/database-address.js';
import type { Stores } from '../stores.js';
import { inspectPostgres } from './inspect-postgres.js';
import { leaseBuildLock } from './lease-build-lock.js';
import { openPgvectorIndex } from './pgvector-index.js';
import { openPostgresCoordination } from './postgres-coordination.js';
import { openPostgresJobStore } from './postgres-job-store.js';
import { openPostgresReader, openPostgresStore } from './postgres-knowledge-store.js';
import { openPostgresPlaces } from './postgres-places.js';
import { openPostgresSourceStore } from './postgres-source-store.js';
import { openPostgresStateStore } from './postgres-state-store.js';
import { schemaOf, SCHEMA, type PostgresPlace } from './postgres.js';

/** @throws ReadableError `store_invalid` where the address is none */
export function openPostgresStores(options: PostgresPlace): Stores {
  const place = { url: options.url, schema: schemaOf(options) };
  return {
    place: shownPlace(place),
    // What a reader finds missing there it says itself: the tables may be made by another machine at any time.
    openReader: () => Promise.resolve(openPostgresReader(place)),
    openStore: (build = {}) => Promise.resolve(openPostgresStore(place, build)),
    openIndex: (generation) => openPgvectorIndex(place, generation),
    openState: (now) => Promise.resolve(openPostgresStateStore({ ...place, now })),
    openKeptState: (now) => Promise.resolve(openPostgresStateStore({ ...place, now })),
    openSources: () => Promise.resolve(openPostgresSourceStore(place)),
    hasSources: () => true,
    openKeptSources: () => Promise.resolve(openPostgresSourceStore(place)),
    // Leases go by the server's clock: that of each machine is another.
    openJobs: () => Promise.resolve(openPostgresJobStore(place)),
    openCoordination: () => Promise.resolve(openPostgresCoordination(place)),
    openPlaces: (now) => Promise.resolve(openPostgresPlaces({ ...place, now })),
    lockBuilds: (collection) => leaseBuildLock(openPostgresCoordination(place), collection),
    // The server guards its pages itself; what can be wrong is that it is not there, or not ours.
    check: async () => {
      await inspectPostgres(place);
      return [];
    },
  };
}

/** Hosts, database and schema; never who or with what password. */
function shownPlace({ url, schema }: Required<PostgresPlace>): string {
  const read = readDatabaseAddress(url);
  const shown = 'address' in read ? read.address.shown : 'the database';
  return schema === SCHEMA ? shown : `${shown} (schema ${schema})`;
}
