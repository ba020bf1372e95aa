// Migrations: once however many start together, whole or not at all, and never backwards.

import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { migrate, type Part } from '../../../src/store/postgres/migrate.js';
import {
  openPostgres,
  type Postgres,
  type PostgresPlace,
} from '../../../src/store/postgres/postgres.js';
import { failureOf } from '../../support/failure-of.js';
import { ownSchema } from '../../support/own-schema.js';
import { postgresEngine } from '../../support/postgres-engine.js';
import { faultyProxy } from '../../support/postgres/faulty-proxy.js';

const engine = postgresEngine();
const url = engine?.url ?? '';

const THINGS: Part = {
  name: 'things',
  steps: ['CREATE TABLE thing (n integer)', 'INSERT INTO thing VALUES (1)'],
};

function open(place: PostgresPlace, parts: readonly Part[]): Postgres {
  // Another deadline is another pool: each stands for a process of its own.
  pools += 1;
  const postgres = openPostgres({
    ...place,
    deadlineMs: 20_000 + pools,
    prepare: (session) => migrate(session, { schema: place.schema ?? '', parts }),
  });
  onTestFinished(() => postgres.close());
  return postgres;
}
let pools = 0;

describe.skipIf(engine === null)('migrate', () => {
  it('applies each step once where ten start together', async () => {
    const place = ownSchema(url);
    const all = Array.from({ length: 10 }, () => open(place, [THINGS]));
    const found = await Promise.all(all.map((one) => one.rows('SELECT n FROM thing')));
    expect(found).toEqual(all.map(() => [{ n: 1 }]));
  });

  it('applies what a newer version added, and leaves other parts alone', async () => {
    const place = ownSchema(url);
    await open(place, [THINGS]).rows('SELECT 1');
    const steps = [...THINGS.steps, 'INSERT INTO thing VALUES (2)'];
    const others: Part = { name: 'others', steps: ['CREATE TABLE other (n integer)'] };
    const newer = open(place, [{ ...THINGS, steps }, others]);
    expect(await newer.rows('SELECT n FROM thing ORDER BY n')).toEqual([{ n: 1 }, { n: 2 }]);
    expect(await newer.rows('SELECT part, version FROM migration ORDER BY part')).toEqual([
      { part: 'others', version: 1 },
      { part: 'things', version: 3 },
    ]);
  });

  it('refuses tables of a newer version by name', async () => {
    const place = ownSchema(url);
    await open(place, [THINGS]).rows('SELECT 1');
    const older = open(place, [{ ...THINGS, steps: THINGS.steps.slice(0, 1) }]);
    const failure = await failureOf(() => older.rows('SELECT 1'));
    expect(failure.code).toBe('store_mismatch');
    expect(failure.message).toContain('things');
  });

  it('leaves nothing of a step that fails, and is tried again', async () => {
    const place = ownSchema(url);
    let mayPass = false;
    const steps = [
      ...THINGS.steps,
      (): Promise<void> => (mayPass ? Promise.resolve() : Promise.reject(new Error('not now'))),
    ];
    const postgres = open(place, [{ ...THINGS, steps }]);
    await expect(postgres.rows('SELECT 1')).rejects.toThrow('not now');
    const looking = open(place, []);
    expect(
      await looking.rows('SELECT to_regclass($1) AS thing', [`${place.schema}.thing`]),
    ).toEqual([{ thing: null }]);
    mayPass = true;
    expect(await postgres.rows('SELECT n FROM thing')).toEqual([{ n: 1 }]);
  });

  it('leaves nothing of a process that dies in it, and whoever waited does it', async () => {
    const place = ownSchema(url);
    const proxy = await faultyProxy(url);
    let begin: () => void = () => undefined;
    const hasBegun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const dyingStep = async (): Promise<void> => {
      begin();
      await sleep(100);
      // Its connection goes away in the middle, as with the process.
      proxy.cut();
    };
    const steps = [...THINGS.steps, dyingStep, 'INSERT INTO thing VALUES (2)'];
    const dying = open({ ...place, url: proxy.url }, [{ ...THINGS, steps }]).rows('SELECT 1');
    const lost = failureOf(() => dying);
    await hasBegun;
    const other = open(place, [{ ...THINGS, steps: [...THINGS.steps, 'SELECT 1', 'SELECT 2'] }]);
    expect(await other.rows('SELECT n FROM thing')).toEqual([{ n: 1 }]);
    expect((await lost).code).toBe('store_unavailable');
  });
});
