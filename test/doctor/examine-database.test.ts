// What the doctor says of a shared database; never its password.

import { describe, expect, it } from 'vitest';
import { checkDatabase } from '../../src/doctor/examine-database.js';
import { migrate } from '../../src/store/postgres/migrate.js';
import { openPostgres } from '../../src/store/postgres/postgres.js';
import { openPostgresStores } from '../../src/store/postgres/postgres-stores.js';
import { failureOf } from '../support/failure-of.js';
import { ownSchema } from '../support/own-schema.js';
import { postgresEngine } from '../support/postgres-engine.js';

const engine = postgresEngine();

it('says that it is away, without the password', async () => {
  const failure = await failureOf(() => checkDatabase('postgres://bot:CANARY@127.0.0.1:9/db'));
  expect(failure.code).toBe('store_unavailable');
  expect(`${failure.message}${failure.remedy ?? ''}`).not.toContain('CANARY');
});

describe.skipIf(engine === null)('checkDatabase', () => {
  it('names server, pgvector and schema, and makes nothing', async () => {
    const { url, schema } = ownSchema(engine?.url ?? '');
    const { finding, result } = await checkDatabase(`${url}?schema=${schema}`);
    expect(finding).toMatchObject({ ok: true });
    expect(finding.text).toMatch(/PostgreSQL \d+.*pgvector \d+\.\d+.*no tables yet/);
    expect(finding.text).toContain(schema);
    expect(result?.parts.size).toBe(0);
    const again = await checkDatabase(`${url}?schema=${schema}`);
    expect(again.result?.parts.size).toBe(0);
  });

  it('reads nothing where nothing was ever made, and makes nothing for it', async () => {
    const stores = openPostgresStores(ownSchema(engine?.url ?? ''));
    expect(await stores.openReader()).toBeNull();
    expect(await stores.openKeptSources()).toBeNull();
    expect(await stores.openKeptState(() => new Date())).toBeNull();
    expect(await stores.check()).toEqual([]);
    const made = await stores.openStore();
    await made.current('default');
    await made.close();
    const reader = await stores.openReader();
    expect(await reader?.current('default')).toBeNull();
    await reader?.close();
  });

  it('names tables of a newer version', async () => {
    const { url, schema } = ownSchema(engine?.url ?? '');
    const steps = Array<string>(99).fill('SELECT 1');
    const parts = [{ name: 'state', steps }];
    const newer = openPostgres({
      url,
      schema,
      prepare: (session) => migrate(session, { schema, parts }),
    });
    await newer.rows('SELECT 1').finally(() => newer.close());
    const { finding } = await checkDatabase(`${url}?schema=${schema}`);
    expect(finding).toMatchObject({ ok: false });
    expect(finding.text).toContain('(state)');
  });
});
