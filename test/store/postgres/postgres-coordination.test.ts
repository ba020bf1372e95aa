// What several machines agree on: the contract, and whose clock decides.

import { describe, expect, it, onTestFinished, vi } from 'vitest';
import {
  openPostgresCoordination,
  type PostgresCoordination,
  type PostgresCoordinationOptions,
} from '../../../src/store/postgres/postgres-coordination.js';
import { leaseBuildLock } from '../../../src/store/postgres/lease-build-lock.js';
import { describeCoordination } from '../../contracts/coordination-contract.js';
import { failureOf } from '../../support/failure-of.js';
import { ownSchema } from '../../support/own-schema.js';
import { postgresEngine } from '../../support/postgres-engine.js';

const engine = postgresEngine();
const url = engine?.url ?? '';
const HOUR_MS = 3_600_000;

function open(options: PostgresCoordinationOptions): PostgresCoordination {
  const coordination = openPostgresCoordination(options);
  onTestFinished(() => coordination.close());
  return coordination;
}

describe.skipIf(engine === null)('on PostgreSQL', () => {
  describeCoordination({
    name: `PostgreSQL, ${engine?.name ?? 'none'}`,
    site: () => {
      const place = ownSchema(url);
      return { open: (now) => open(now === undefined ? place : { ...place, now }) };
    },
    isShared: true,
  });

  it('goes by the server’s clock, whatever this machine thinks', async () => {
    const coordination = open(ownSchema(url));
    expect(await coordination.lease('work', HOUR_MS)).not.toBeNull();
    expect(await coordination.once('event', HOUR_MS)).toBe(true);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 2 * HOUR_MS });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    expect(await coordination.lease('work', HOUR_MS)).toBeNull();
    expect(await coordination.once('event', HOUR_MS)).toBe(false);
  });

  it('lets a lease run out by the server’s clock', async () => {
    const coordination = open(ownSchema(url));
    await coordination.lease('work', 100);
    await expect.poll(() => coordination.lease('work', HOUR_MS)).not.toBeNull();
  });

  it('lets one build a collection at a time, and names who does', async () => {
    const place = ownSchema(url);
    const lock = await leaseBuildLock(open(place), 'default');
    const other = await leaseBuildLock(open(place), 'g-1');
    const failure = await failureOf(() => leaseBuildLock(open(place), 'default'));
    expect(failure.code).toBe('build_in_progress');
    expect(failure.message).toContain(`process ${process.pid}`);
    await lock.release();
    const next = await leaseBuildLock(open(place), 'default');
    expect(next.fence ?? 0).toBeGreaterThan(lock.fence ?? 0);
    await Promise.all([next.release(), other.release()]);
  });
});
