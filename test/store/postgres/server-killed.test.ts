// A database server that loses power while it is written to: what was acknowledged is there when it is back.

import { describe, expect, it, onTestFinished } from 'vitest';
import { openPostgresStateStore } from '../../../src/store/postgres/postgres-state-store.js';
import { noon, turnOf } from '../../contracts/state-store/records.js';
import { nativeRoot } from '../../support/postgres-engine.js';
import { startServer } from '../../support/postgres/native-server.js';
import { lost, startWriters } from '../../support/postgres/writers.js';

const root = nativeRoot();

/** Servers start, recover and are copied on disks that others write to as well. */
const PATIENCE_MS = 120_000;

describe.skipIf(root === null)('a PostgreSQL server that is killed while it is written to', () => {
  it(
    'has every acknowledged row when it is back, and says meanwhile that it is away',
    async () => {
      const server = await startServer({ root: root ?? '', isDurable: true });
      onTestFinished(() => server.close());
      const state = openPostgresStateStore({ url: server.url, now: noon });
      onTestFinished(() => state.close());
      const writers = startWriters(4, async (name) => {
        await state.saveTurn(turnOf(name));
      });
      await writers.more(200);
      await server.kill();
      await writers.moreFailures(4);
      await server.start();
      await writers.more(200);
      await writers.stop();
      const { acknowledged, failures } = writers;
      const turns = await Promise.all([...acknowledged].map((name) => state.turn(name)));
      const stored = turns.flatMap((turn) => (turn === null ? [] : [turn.answerId]));
      const gone = lost(acknowledged, stored);
      console.info(`${acknowledged.size} acknowledged; lost: ${gone.length}`, failures);
      expect(gone).toEqual([]);
      expect([...failures.keys()]).toEqual(['store_unavailable']);
    },
    PATIENCE_MS,
  );
});
