// A primary that dies with a standby that had everything: writers go on over the same address once the standby is
// promoted, and nothing that was acknowledged is missing there.

import { describe, expect, it, onTestFinished } from 'vitest';
import { openPostgres } from '../../../src/store/postgres/postgres.js';
import { nativeRoot } from '../../support/postgres-engine.js';
import {
  promote,
  query,
  startServer,
  type NativeServer,
} from '../../support/postgres/native-server.js';
import { lost, startWriters } from '../../support/postgres/writers.js';

const root = nativeRoot();

/** Acknowledged means: on the disk of both, and readable from the standby. */
const SYNCHRONOUS = `ALTER SYSTEM SET synchronous_standby_names = '*'`;
const APPLIED = `ALTER SYSTEM SET synchronous_commit = 'remote_apply'`;

interface Pair {
  readonly primary: NativeServer;
  readonly standby: NativeServer;
}

async function startPair(): Promise<Pair> {
  const options = { root: root ?? '', isDurable: true };
  const primary = await startServer(options);
  onTestFinished(() => primary.close());
  const standby = await startServer({ ...options, standbyOf: primary });
  onTestFinished(() => standby.close());
  for (const sql of [SYNCHRONOUS, APPLIED, 'SELECT pg_reload_conf()'])
    await query(primary.url, sql);
  await untilSynchronous(primary);
  return { primary, standby };
}

async function untilSynchronous({ url }: NativeServer): Promise<void> {
  for (;;) {
    const rows = await query(url, `SELECT 1 FROM pg_stat_replication WHERE sync_state = 'sync'`);
    const [{ commit } = { commit: '' }] = await query<{ commit: string }>(
      url,
      `SELECT current_setting('synchronous_commit') AS commit`,
    );
    if (rows.length === 1 && commit === 'remote_apply') return;
  }
}

describe.skipIf(root === null)('a primary that is killed, with a synchronous standby', () => {
  it('loses no acknowledged write, and writers go on with the standby by themselves', async () => {
    const { primary, standby } = await startPair();
    const hosts = `127.0.0.1:${primary.port},127.0.0.1:${standby.port}`;
    const postgres = openPostgres({
      url: `postgres://bot@${hosts}/postgres`,
      schema: 'public',
    });
    onTestFinished(() => postgres.close());
    await postgres.run('CREATE TABLE kept (name text PRIMARY KEY)');
    const writers = startWriters(4, async (name) => {
      await postgres.run('INSERT INTO kept VALUES ($1)', [name]);
    });
    await writers.more(200);
    await primary.kill();
    const before = writers.acknowledged.size;
    await writers.moreFailures(4);
    await promote(standby);
    await writers.more(100);
    await writers.stop();

    const { acknowledged, failures } = writers;
    const rows = await postgres.rows<{ name: string }>('SELECT name FROM kept');
    const stored = rows.map(({ name }) => name);
    const gone = lost(acknowledged, stored);
    console.info(
      `${acknowledged.size} acknowledged, ${before} of them before the primary died; lost: ${gone.length}`,
      failures,
    );
    expect(gone).toEqual([]);
    expect([...failures.keys()]).toEqual(['store_unavailable']);
  });
});
