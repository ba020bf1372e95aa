// State, sources and jobs on PostgreSQL: the contracts, and what several processes do at once.

import { describe, expect, it, onTestFinished } from 'vitest';
import { openPostgresJobStore } from '../../../src/store/postgres/postgres-job-store.js';
import { openPostgres, type PostgresPlace } from '../../../src/store/postgres/postgres.js';
import { openPostgresSourceStore } from '../../../src/store/postgres/postgres-source-store.js';
import { openPostgresStateStore } from '../../../src/store/postgres/postgres-state-store.js';
import { describeJobStore } from '../../contracts/job-store-contract.js';
import { describeSourceStore } from '../../contracts/source-store-contract.js';
import { describeStateStore } from '../../contracts/state-store-contract.js';
import { failureOf } from '../../support/failure-of.js';
import { ownSchema } from '../../support/own-schema.js';
import { postgresEngine } from '../../support/postgres-engine.js';
import { originalOf } from '../../support/source-builders.js';

const engine = postgresEngine();
const url = engine?.url ?? '';
const name = `PostgreSQL, ${engine?.name ?? 'none'}`;

/** What is opened in a test ends with it. */
function closing<T extends { close(): Promise<void> }>(opened: T): T {
  onTestFinished(() => opened.close());
  return opened;
}

/** Every row of every table, as text. */
async function everyRow(place: Required<PostgresPlace>): Promise<string> {
  const postgres = openPostgres(place);
  try {
    const tables = await postgres.rows<{ name: string }>(
      'SELECT tablename AS name FROM pg_tables WHERE schemaname = $1',
      [place.schema],
    );
    const rows = await Promise.all(
      tables.map(({ name: table }) =>
        postgres.rows<{ row: string }>(`SELECT it::text AS row FROM ${table} AS it`),
      ),
    );
    return rows.flatMap((of) => of.map(({ row }) => row)).join('\n');
  } finally {
    await postgres.close();
  }
}

describe.skipIf(engine === null)('on PostgreSQL', () => {
  describeStateStore({
    name,
    site: () => {
      const place = ownSchema(url);
      return {
        open: (now) => closing(openPostgresStateStore({ ...place, now })),
        bytes: () => everyRow(place),
      };
    },
  });

  describeSourceStore({ name, open: () => closing(openPostgresSourceStore(ownSchema(url))) });

  describeJobStore({
    name,
    open: (now) => closing(openPostgresJobStore({ ...ownSchema(url), now })),
  });

  it('gives each of a hundred jobs to one of ten workers', async () => {
    const place = ownSchema(url);
    const jobs = closing(openPostgresJobStore(place));
    const ids = Array.from({ length: 100 }, (_, n) => `job-${n}`);
    for (const id of ids) {
      await jobs.addJob({ id, kind: 'publish', collection: 'default', payload: null, key: id });
    }
    const done: string[] = [];
    const work = async (): Promise<void> => {
      for (;;) {
        const leased = await jobs.claim(60_000);
        if (leased === null) {
          if (!(await jobs.hasWork())) return;
          continue;
        }
        done.push(leased.job.id);
        await jobs.finish(leased, { state: 'done', text: 'well' });
      }
    };
    await Promise.all(Array.from({ length: 10 }, work));
    expect(done.sort()).toEqual([...ids].sort());
  });

  it('makes one of the same job that many ask for at once', async () => {
    const place = ownSchema(url);
    const jobs = closing(openPostgresJobStore(place));
    const asked = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        jobs.addJob({
          id: `job-${n}`,
          kind: 'refresh',
          collection: 'default',
          payload: null,
          key: 'the same',
        }),
      ),
    );
    expect(new Set(asked.map(({ id }) => id)).size).toBe(1);
  });

  it('names damage to the bytes of an original, and gives none of them', async () => {
    const place = ownSchema(url);
    const store = closing(openPostgresSourceStore(place));
    await store.putOriginal(originalOf('text'));
    const behind = closing(openPostgres(place));
    await behind.run("UPDATE original SET bytes = 'other'");
    const { id } = originalOf('text');
    expect((await failureOf(() => store.original('default', id))).code).toBe('index_corrupt');
  });
});
