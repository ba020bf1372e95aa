// State, sources and jobs on PostgreSQL: the contracts, and what several processes do at once.

import { describe, expect, it, onTestFinished } from 'vitest';
import { openPostgresJobStore } from '../../../src/store/postgres/postgres-job-store.js';
import { openPostgres } from '../../../src/store/postgres/postgres.js';
import { openPostgresSourceStore } from '../../../src/store/postgres/postgres-source-store.js';
import { openPostgresStateStore } from '../../../src/store/postgres/postgres-state-store.js';
import { describeJobStore } from '../../contracts/job-store-contract.js';
import { describeSourceStore } from '../../contracts/source-store-contract.js';
import { describeStateStore } from '../../contracts/state-store-contract.js';
import { everyRow } from '../../support/every-row.js';
import { failureOf } from '../../support/failure-of.js';
import { ownSchema } from '../../support/own-schema.js';
import { faultyProxy } from '../../support/postgres/faulty-proxy.js';
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

  it('ends a job whose connection breaks while its end is written', async () => {
    const place = ownSchema(url);
    const proxy = await faultyProxy(url);
    const jobs = closing(openPostgresJobStore({ ...place, url: proxy.url }));
    await jobs.addJob({
      ...{ id: 'job', key: 'job', kind: 'publish', collection: 'default', payload: null },
    });
    const leased = await jobs.claim(60_000);
    if (leased === null) throw new Error('nothing was claimed');
    const before = proxy.accepted();
    const behind = closing(openPostgres(place));
    await behind.transaction(async (statements) => {
      await statements.rows('SELECT 1 FROM job FOR UPDATE');
      const ending = jobs.finish(leased, { state: 'done', text: 'well' });
      ending.catch(() => undefined);
      setTimeout(() => {
        proxy.cut();
      }, 200);
      await expect.poll(() => proxy.accepted(), { timeout: 5_000 }).toBe(before + 1);
    });
    await expect.poll(async () => (await jobs.job('job'))?.state).toBe('done');
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
