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
import { openPostgresSourceStore } from './postgres-source-store.js';
import { openPostgresStateStore } from './postgres-state-store.js';
import { KNOWLEDGE } from './knowledge-schema.js';
import { versionsIn, type Part } from './migrate.js';
import { SOURCES } from './source-schema.js';
import { STATE } from './state-schema.js';
import { openPostgres, schemaOf, SCHEMA, type PostgresPlace } from './postgres.js';

/** @throws ReadableError `store_invalid` where the address is none */
export function openPostgresStores(options: PostgresPlace): Stores {
  const place = { url: options.url, schema: schemaOf(options) };
  return {
    place: shownPlace(place),
    openReader: async () => ((await isMade(place, KNOWLEDGE)) ? openPostgresReader(place) : null),
    openStore: (build = {}) => Promise.resolve(openPostgresStore(place, build)),
    openIndex: (generation) => openPgvectorIndex(place, generation),
    openState: (now) => Promise.resolve(openPostgresStateStore({ ...place, now })),
    openKeptState: async (now) =>
      (await isMade(place, STATE)) ? openPostgresStateStore({ ...place, now }) : null,
    openSources: () => Promise.resolve(openPostgresSourceStore(place)),
    hasSources: () => true,
    openKeptSources: async () =>
      (await isMade(place, SOURCES)) ? openPostgresSourceStore(place) : null,
    // Leases go by the server's clock: that of each machine is another.
    openJobs: () => Promise.resolve(openPostgresJobStore(place)),
    openCoordination: () => Promise.resolve(openPostgresCoordination(place)),
    lockBuilds: (collection) => leaseBuildLock(openPostgresCoordination(place), collection),
    // The server guards its pages itself; what can be wrong is that it is not there, or not ours.
    check: async () => {
      await inspectPostgres(place);
      return [];
    },
  };
}

/** Whether the tables of a part were ever made; who only reads makes none. */
async function isMade(place: Required<PostgresPlace>, { name }: Part): Promise<boolean> {
  const postgres = openPostgres(place);
  try {
    return (await versionsIn(postgres, place.schema)).has(name);
  } finally {
    await postgres.close();
  }
}

/** Hosts, database and schema; never who or with what password. */
function shownPlace({ url, schema }: Required<PostgresPlace>): string {
  const read = readDatabaseAddress(url);
  const shown = 'address' in read ? read.address.shown : 'the database';
  return schema === SCHEMA ? shown : `${shown} (schema ${schema})`;
}
