// A primary that dies with a standby that had everything: writers go on over the same address once the standby is
// promoted, and nothing that was acknowledged is missing there.

import { describe, expect, it, onTestFinished } from 'vitest';
import { openPostgresCoordination } from '../../../src/store/postgres/postgres-coordination.js';
import { openPostgresStateStore } from '../../../src/store/postgres/postgres-state-store.js';
import { nativeRoot } from '../../support/postgres-engine.js';
import {
  promote,
  query,
  startServer,
  type NativeServer,
} from '../../support/postgres/native-server.js';
import { lost, startWriters } from '../../support/postgres/writers.js';
import { noon, turnOf } from '../../contracts/state-store/records.js';

const root = nativeRoot();

/** Servers start, recover and are copied on disks that others write to as well. */
const PATIENCE_MS = 120_000;

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
  it(
    'loses no acknowledged write, and writers go on with the standby by themselves',
    async () => {
      const { primary, standby } = await startPair();
      const hosts = `127.0.0.1:${primary.port},127.0.0.1:${standby.port}`;
      const place = { url: `postgres://bot@${hosts}/postgres`, schema: 'failover' };
      const state = openPostgresStateStore({ ...place, now: noon });
      onTestFinished(() => state.close());
      const coordination = openPostgresCoordination(place);
      onTestFinished(() => coordination.close());
      const writers = startWriters(4, async (name) => {
        await state.saveTurn(turnOf(name));
        // True alone is an acknowledgement: a first that is told it was not would lose its message.
        expect(await coordination.once(name, 3_600_000)).toBe(true);
      });
      await writers.more(200);
      await primary.kill();
      const before = writers.acknowledged.size;
      await writers.moreFailures(4);
      await promote(standby);
      await writers.more(100);
      await writers.stop();

      const { acknowledged, failures } = writers;
      const turns = await Promise.all([...acknowledged].map((name) => state.turn(name)));
      const stored = turns.flatMap((turn) => (turn === null ? [] : [turn.answerId]));
      const seen = await Promise.all(
        [...acknowledged].map((name) => coordination.once(name, 1_000)),
      );
      const gone = lost(acknowledged, stored);
      console.info(
        `${acknowledged.size} acknowledged, ${before} of them before the primary died; lost: ${gone.length}`,
        failures,
      );
      expect(gone).toEqual([]);
      expect(seen.filter((isFirst) => isFirst)).toEqual([]);
      expect([...failures.keys()]).toEqual(['store_unavailable']);
    },
    PATIENCE_MS,
  );
});
