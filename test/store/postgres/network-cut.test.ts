// A network that stops passing bytes and closes nothing: every call ends by itself, and what was said to be done is done.

import { describe, expect, it, onTestFinished } from 'vitest';
import { openPostgres, type Postgres } from '../../../src/store/postgres/postgres.js';
import { failureOf } from '../../support/failure-of.js';
import { nativeRoot } from '../../support/postgres-engine.js';
import { query, startServer } from '../../support/postgres/native-server.js';
import { faultyProxy, type FaultyProxy } from '../../support/postgres/faulty-proxy.js';
import { lost, startWriters } from '../../support/postgres/writers.js';

const root = nativeRoot();

/** Servers start, recover and are copied on disks that others write to as well. */
const PATIENCE_MS = 120_000;
const DEADLINE_MS = 400;

interface Cuttable {
  readonly postgres: Postgres;
  readonly proxy: FaultyProxy;
  /** The server itself, beside the network. */
  readonly direct: string;
}

async function behindProxy(): Promise<Cuttable> {
  const server = await startServer({ root: root ?? '', isDurable: false });
  onTestFinished(() => server.close());
  await query(server.url, 'CREATE TABLE kept (name text PRIMARY KEY)');
  const proxy = await faultyProxy(server.url);
  const postgres = openPostgres({
    url: proxy.url,
    schema: 'public',
    deadlineMs: DEADLINE_MS,
  });
  onTestFinished(() => postgres.close());
  return { postgres, proxy, direct: server.url };
}

describe.skipIf(root === null)('a network that is cut between us and the server', () => {
  it(
    'ends every call with the same error while it is cut, and replaces connections after',
    async () => {
      const { postgres, proxy } = await behindProxy();
      await postgres.rows('SELECT 1');
      const before = proxy.accepted();
      proxy.set('hold');
      // One over a connection that was open, one over a new one, and one in a transaction.
      const failures = await Promise.all([
        failureOf(() => postgres.rows('SELECT 1')),
        failureOf(() => postgres.rows('SELECT 1')),
        failureOf(() => postgres.transaction((held) => held.rows('SELECT 1'))),
      ]);
      expect(failures.map(({ code }) => code)).toEqual(Array(3).fill('store_unavailable'));
      proxy.set('pass');
      await answering(postgres);
      expect(proxy.accepted()).toBeGreaterThan(before);
    },
    PATIENCE_MS,
  );

  it(
    'loses nothing that was reported as done',
    async () => {
      const { postgres, proxy, direct } = await behindProxy();
      const writers = startWriters(4, async (name) => {
        await postgres.run('INSERT INTO kept VALUES ($1)', [name]);
      });
      for (let cuts = 0; cuts < 2; cuts += 1) {
        await writers.more(50);
        proxy.set('hold');
        await writers.moreFailures(4);
        proxy.set('pass');
      }
      await writers.more(50);
      await writers.stop();
      const rows = await query<{ name: string }>(direct, 'SELECT name FROM kept');
      const { acknowledged, failures } = writers;
      console.info(`${acknowledged.size} acknowledged, ${rows.length} kept`, failures);
      expect(
        lost(
          acknowledged,
          rows.map(({ name }) => name),
        ),
      ).toEqual([]);
      expect([...failures.keys()]).toEqual(['store_unavailable']);
    },
    PATIENCE_MS,
  );
});

/** After a cut, a new connection is tried again after a while. */
async function answering(postgres: Postgres): Promise<void> {
  const writers = startWriters(1, async () => {
    await postgres.rows('SELECT 1');
  });
  await writers.more(1);
  await writers.stop();
  expect([...writers.failures.keys()].filter((code) => code !== 'store_unavailable')).toEqual([]);
}
