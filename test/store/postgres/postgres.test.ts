// Statements on a real server, and on one that goes away in every way it can.

import { describe, expect, it, onTestFinished } from 'vitest';
import { ReadableError } from '../../../src/shared/errors.js';
import {
  openPostgres,
  type Postgres,
  type PostgresOptions,
} from '../../../src/store/postgres/postgres.js';
import { failureOf } from '../../support/failure-of.js';
import { ownSchema } from '../../support/own-schema.js';
import { postgresEngine } from '../../support/postgres-engine.js';
import { faultyProxy } from '../../support/postgres/faulty-proxy.js';

const engine = postgresEngine();
const url = engine?.url ?? '';
/** PGlite is one backend: it ends no statement at a deadline, and one connection waits for another. */
const isServer = engine !== null && !/pglite/i.test(`${engine.name} ${engine.version}`);
const CANARY = 'CANARYPASSWORD';

/** Nothing listens at the discard port. */
const NOBODY = '127.0.0.1:9';

function open(options: PostgresOptions): Postgres {
  const postgres = openPostgres(options);
  onTestFinished(() => postgres.close());
  return postgres;
}

/** The address with a password, and perhaps other hosts. */
function addressWith({ hosts, password = CANARY }: { hosts?: string; password?: string }): string {
  const { host, username, pathname } = new URL(url);
  return `postgres://${username}:${password}@${hosts ?? host}${pathname}`;
}

describe('a database that is not there', () => {
  it('is said in one line, within seconds and without the password', async () => {
    const postgres = open({ url: `postgres://bot:${CANARY}@${NOBODY}/bot`, deadlineMs: 1_000 });
    const failure = await failureOf(() => postgres.rows('SELECT 1'));
    expect(failure.code).toBe('store_unavailable');
    expect(failure.message).toContain('ECONNREFUSED');
    expect(`${failure.message}${failure.remedy}${failure.stack}`).not.toContain(CANARY);
  });

  it('refuses an address that is none, and a schema that needs quotes, without repeating them', async () => {
    const wrong = `postgres://bot:${CANARY}@/x y`;
    const failures = [
      await failureOf(() => openPostgres({ url: wrong })),
      await failureOf(() => openPostgres({ url: `postgres://bot:${CANARY}@a/b?schema=A"B` })),
      await failureOf(() => openPostgres({ url: 'postgres://a/b', schema: 'x; DROP' })),
    ];
    expect(failures.map(({ code }) => code)).toEqual(Array(3).fill('store_invalid'));
    expect(JSON.stringify(failures.map(({ message, remedy }) => [message, remedy]))).not.toMatch(
      /CANARY|DROP/,
    );
  });
});

describe.skipIf(engine === null)('openPostgres', () => {
  it('runs statements in its own schema, whatever the address says first', async () => {
    const place = ownSchema(url);
    const postgres = open({
      ...place,
      prepare: (session) =>
        session.run(`CREATE SCHEMA IF NOT EXISTS ${place.schema}`).then(() => undefined),
    });
    await postgres.run('CREATE TABLE kept (n integer)');
    expect(await postgres.run('INSERT INTO kept VALUES ($1), ($2)', [1, 2])).toBe(2);
    const other = open({ url: `${url}?schema=${place.schema}` });
    expect(await other.rows('SELECT n FROM kept ORDER BY n')).toEqual([{ n: 1 }, { n: 2 }]);
  });

  it('does a transaction whole or not at all', async () => {
    const postgres = open({ url });
    await postgres.transaction(async (statements) => {
      await statements.run('CREATE TEMPORARY TABLE once (n integer) ON COMMIT DROP');
      expect(await statements.run('INSERT INTO once VALUES (1)')).toBe(1);
    });
    const { schema } = ownSchema(url);
    const failing = postgres.transaction(async (statements) => {
      await statements.run(`CREATE SCHEMA ${schema}`);
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await postgres.rows('SELECT 1 FROM pg_namespace WHERE nspname = $1', [schema])).toEqual(
      [],
    );
  });
});

describe.skipIf(!isServer)('openPostgres on a server', () => {
  it('ends a statement at its deadline, on the server too, and goes on', async () => {
    const postgres = open({ url, deadlineMs: 300 });
    const failure = await failureOf(() => postgres.rows('SELECT pg_sleep(30)'));
    expect(failure.code).toBe('store_unavailable');
    expect(await postgres.rows('SELECT 1 AS n')).toEqual([{ n: 1 }]);
  });

  it('names a wrong database and a wrong statement apart', async () => {
    const { host, username } = new URL(url);
    const postgres = open({ url: `postgres://${username}:${CANARY}@${host}/no_such_database` });
    const failure = await failureOf(() => postgres.rows('SELECT 1'));
    expect(failure.code).toBe('store_invalid');
    expect(failure.message).not.toContain(CANARY);
    await expect(open({ url }).rows('SELEKT')).rejects.not.toBeInstanceOf(ReadableError);
  });

  it('says two writers at once by name', async () => {
    const postgres = open({ url });
    const failure = await failureOf(() =>
      postgres.run("DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '40001'; END $$"),
    );
    expect(failure.code).toBe('store_conflict');
  });

  it('refuses what comes after its end, and ends after what is under way', async () => {
    const postgres = openPostgres({ url });
    const running = postgres.rows('SELECT pg_sleep(0.1), 1 AS n');
    await postgres.close();
    expect(await running).toMatchObject([{ n: 1 }]);
    expect((await failureOf(() => postgres.rows('SELECT 1'))).code).toBe('closed');
  });

  it('takes no named statements, so that poolers may stand between', async () => {
    const postgres = open({ url, connections: 1 });
    await postgres.rows('SELECT $1::integer AS n', [1]);
    expect(await postgres.rows('SELECT name FROM pg_prepared_statements')).toEqual([]);
  });
});

describe.skipIf(!isServer)('a connection that breaks', () => {
  it('costs a read nothing: it is said again on a fresh one', async () => {
    const proxy = await faultyProxy(url);
    const postgres = open({ url: proxy.url, connections: 1 });
    const reading = postgres.rows<{ n: number }>('SELECT 1 AS n, pg_sleep(0.2)');
    await expect.poll(() => proxy.accepted()).toBe(1);
    setTimeout(() => {
      proxy.cut();
    }, 100);
    expect(await reading).toMatchObject([{ n: 1 }]);
    expect(proxy.accepted()).toBe(2);
  });

  it('is told to a writer, unless it said that it may be said again', async () => {
    const { schema } = ownSchema(url);
    const proxy = await faultyProxy(url);
    const postgres = open({ url: proxy.url, schema, connections: 1 });
    await postgres.run(`CREATE SCHEMA ${schema}`);
    await postgres.run('CREATE TABLE kept (n integer)');
    const slow = 'INSERT INTO kept SELECT 1 FROM pg_sleep(0.2)';
    setTimeout(() => {
      proxy.cut();
    }, 100);
    expect((await failureOf(() => postgres.run(slow))).code).toBe('store_unavailable');
    setTimeout(() => {
      proxy.cut();
    }, 100);
    expect(await postgres.run(slow, [], { repeat: true })).toBe(1);
  });

  it('undoes its transaction', async () => {
    const { schema } = ownSchema(url);
    const proxy = await faultyProxy(url);
    const postgres = open({ url: proxy.url, schema });
    const failure = await failureOf(() =>
      postgres.transaction(async (statements) => {
        await statements.run(`CREATE SCHEMA ${schema}`);
        proxy.cut();
        await statements.run('SELECT 1');
      }),
    );
    expect(failure.code).toBe('store_unavailable');
    expect(await postgres.rows('SELECT 1 FROM pg_namespace WHERE nspname = $1', [schema])).toEqual(
      [],
    );
  });

  it('answers at once while the server is known to be away, and is back by itself', async () => {
    const proxy = await faultyProxy(url);
    const postgres = open({ url: proxy.url });
    await postgres.rows('SELECT 1');
    proxy.set('refuse');
    proxy.cut();
    const codes = new Set<string>();
    for (let n = 0; n < 50; n += 1)
      codes.add((await failureOf(() => postgres.rows('SELECT 1'))).code);
    expect([...codes]).toEqual(['store_unavailable']);
    // Fifty calls, and the server was asked a handful of times.
    expect(proxy.accepted()).toBeLessThan(10);
    proxy.set('pass');
    await expect
      .poll(() => postgres.rows('SELECT 1 AS n').catch(() => null), { timeout: 10_000 })
      .toEqual([{ n: 1 }]);
  });

  it('gives up on a network that swallows everything at the deadline', async () => {
    const proxy = await faultyProxy(url);
    const postgres = open({ url: proxy.url, deadlineMs: 300, connections: 1 });
    await postgres.rows('SELECT 1');
    proxy.set('hold');
    for (let n = 0; n < 3; n += 1) {
      expect((await failureOf(() => postgres.rows('SELECT 1'))).code).toBe('store_unavailable');
    }
    proxy.set('pass');
    await expect
      .poll(() => postgres.rows('SELECT 1 AS n').catch(() => null), { timeout: 10_000 })
      .toEqual([{ n: 1 }]);
  });
});

describe.skipIf(!isServer)('several hosts in one address', () => {
  it('leads to the first that answers', async () => {
    const { host } = new URL(url);
    const postgres = open({ url: addressWith({ hosts: `${NOBODY},${host}` }) });
    expect(await postgres.rows('SELECT 1 AS n')).toEqual([{ n: 1 }]);
  });

  it('leads to the other where the one that served goes away, and stays there', async () => {
    const [one, two] = [await faultyProxy(url), await faultyProxy(url)];
    const hosts = `127.0.0.1:${one.port},127.0.0.1:${two.port}`;
    const postgres = open({ url: addressWith({ hosts }) });
    await postgres.rows('SELECT 1');
    expect([one.accepted(), two.accepted()]).toEqual([1, 0]);
    one.set('refuse');
    one.cut();
    expect(await postgres.rows('SELECT 1 AS n')).toEqual([{ n: 1 }]);
    one.set('pass');
    expect(await postgres.rows('SELECT 1 AS n')).toEqual([{ n: 1 }]);
    expect(two.accepted()).toBe(1);
  });

  it('says that all are away, without the password', async () => {
    const postgres = open({ url: addressWith({ hosts: `${NOBODY},127.0.0.1:10` }) });
    const failure = await failureOf(() => postgres.rows('SELECT 1'));
    expect(failure.code).toBe('store_unavailable');
    expect(failure.message).not.toContain(CANARY);
  });
});
