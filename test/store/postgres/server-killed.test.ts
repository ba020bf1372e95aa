// A database server that loses power while it is written to: what was acknowledged is there when it is back.

import { describe, expect, it, onTestFinished } from 'vitest';
import { openPostgres } from '../../../src/store/postgres/postgres.js';
import { nativeRoot } from '../../support/postgres-engine.js';
import { startServer } from '../../support/postgres/native-server.js';
import { lost, startWriters } from '../../support/postgres/writers.js';

const root = nativeRoot();

describe.skipIf(root === null)('a PostgreSQL server that is killed while it is written to', () => {
  it('has every acknowledged row when it is back, and says meanwhile that it is away', async () => {
    const server = await startServer({ root: root ?? '', isDurable: true });
    onTestFinished(() => server.close());
    const postgres = openPostgres({
      url: server.url,
      schema: 'public',
      prepare: async (statements) => {
        await statements.run('CREATE TABLE IF NOT EXISTS kept (name text PRIMARY KEY)');
      },
    });
    onTestFinished(() => postgres.close());
    const writers = startWriters(4, async (name) => {
      await postgres.run('INSERT INTO kept VALUES ($1)', [name]);
    });
    await writers.more(200);
    await server.kill();
    await writers.moreFailures(4);
    await server.start();
    await writers.more(200);
    await writers.stop();
    const rows = await postgres.rows<{ name: string }>('SELECT name FROM kept');
    const { acknowledged, failures } = writers;
    console.info(`${acknowledged.size} acknowledged, ${rows.length} kept`, failures);
    expect(
      lost(
        acknowledged,
        rows.map(({ name }) => name),
      ),
    ).toEqual([]);
    expect([...failures.keys()]).toEqual(['store_unavailable']);
  });
});
