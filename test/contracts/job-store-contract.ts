// What every JobStore must do. In: a store in a fresh place, under a clock that the test sets.

import { describe, expect, it } from 'vitest';
import { JOB_KEPT_MS, MOST_JOB_ATTEMPTS } from '../../src/store/job-limits.js';
import type { JobStore, NewJob } from '../../src/store/job-store.js';

export interface JobStoreUnderTest {
  readonly name: string;
  /** Opens a store in a fresh, empty place; it is closed when the test ends. */
  readonly open: (now: () => Date) => JobStore;
}

const LEASE_MS = 1_000;

function newJob(id: string, parts: Partial<NewJob> = {}): NewJob {
  return { id, kind: 'refresh', collection: 'default', payload: { n: 1 }, key: id, ...parts };
}

/** A clock that starts at noon and passes when it is told to. */
function clock(): { readonly now: () => Date; pass(milliseconds: number): void } {
  let moment = Date.parse('2024-05-01T12:00:00.000Z');
  return {
    now: () => new Date(moment),
    pass: (milliseconds) => {
      moment += milliseconds;
    },
  };
}

export function describeJobStore({ name, open }: JobStoreUnderTest): void {
  describe(`JobStore contract: ${name}`, () => {
    describeAdding(open);
    describeLeases(open);
    describeEnds(open);
  });
}

type Open = JobStoreUnderTest['open'];

function describeAdding(open: Open): void {
  it('keeps a job as it was added, waiting', async () => {
    const { now } = clock();
    const store = open(now);
    const moment = now().toISOString();
    const added = await store.addJob(newJob('a'));
    expect(added).toEqual({
      ...newJob('a'),
      state: 'waiting',
      progress: null,
      share: null,
      attempts: 0,
      createdAt: moment,
      updatedAt: moment,
    });
    expect(await store.job('a')).toEqual(added);
    expect(await store.job('b')).toBeNull();
  });

  it('gives the waiting job with the same key instead of a second one', async () => {
    const store = open(clock().now);
    await store.addJob(newJob('a', { key: 'refresh x' }));
    expect((await store.addJob(newJob('b', { key: 'refresh x' }))).id).toBe('a');
    await store.claim(LEASE_MS);
    expect((await store.addJob(newJob('b', { key: 'refresh x' }))).id).toBe('b');
  });
}

function describeLeases(open: Open): void {
  it('gives each job to one worker, the oldest first', async () => {
    const store = open(clock().now);
    for (const id of ['a', 'b', 'c']) await store.addJob(newJob(id));
    const first = await claimed(store);
    expect(first.job).toMatchObject({ id: 'a', state: 'running', attempts: 1 });
    const others = await Promise.all([1, 2, 3].map(() => store.claim(LEASE_MS)));
    const ids = others.flatMap((leased) => (leased === null ? [] : [leased.job.id]));
    expect(ids.sort()).toEqual(['b', 'c']);
    expect(await store.hasWork()).toBe(false);
  });

  it('lets a job be taken over when its lease has run out, and not before', async () => {
    const time = clock();
    const store = open(time.now);
    await store.addJob(newJob('a'));
    const first = await claimed(store);
    time.pass(LEASE_MS - 1);
    expect(await store.claim(LEASE_MS)).toBeNull();
    time.pass(1);
    expect(await store.hasWork()).toBe(true);
    const second = await claimed(store);
    expect(second.fence).toBeGreaterThan(first.fence);
    expect(second.job.attempts).toBe(2);
    const progress = { text: 'late', share: 1, leaseMs: LEASE_MS };
    expect(await store.report(first, progress)).toBe(false);
    expect(await store.finish(first, { state: 'done', text: 'late' })).toBe(false);
    expect(await store.job('a')).toMatchObject({ state: 'running', progress: null });
    expect(await store.finish(second, { state: 'done', text: 'well' })).toBe(true);
  });

  it('renews a lease with every report', async () => {
    const time = clock();
    const store = open(time.now);
    await store.addJob(newJob('a'));
    const leased = await claimed(store);
    time.pass(LEASE_MS - 1);
    expect(await store.report(leased, { text: '3 of 9', share: 1 / 3, leaseMs: LEASE_MS })).toBe(
      true,
    );
    time.pass(LEASE_MS - 1);
    expect(await store.claim(LEASE_MS)).toBeNull();
    expect(await store.job('a')).toMatchObject({ progress: '3 of 9', share: 1 / 3 });
  });

  it('gives up a job that its workers never end', async () => {
    const time = clock();
    const store = open(time.now);
    await store.addJob(newJob('a'));
    for (let n = 0; n < MOST_JOB_ATTEMPTS; n += 1) {
      await claimed(store);
      time.pass(LEASE_MS);
    }
    expect(await store.claim(LEASE_MS)).toBeNull();
    expect((await store.job('a'))?.state).toBe('failed');
    expect(await store.hasWork()).toBe(false);
  });
}

function describeEnds(open: Open): void {
  it('ends a job once, with how it went', async () => {
    const store = open(clock().now);
    await store.addJob(newJob('a'));
    const leased = await claimed(store);
    expect(await store.finish(leased, { state: 'failed', text: 'no network' })).toBe(true);
    expect(await store.finish(leased, { state: 'done', text: 'again' })).toBe(false);
    expect(await store.job('a')).toMatchObject({ state: 'failed', progress: 'no network' });
    expect(await store.claim(LEASE_MS)).toBeNull();
  });

  it('lists a collection’s jobs, the newest first, ended ones for a day', async () => {
    const time = clock();
    const store = open(time.now);
    for (const id of ['a', 'b']) await store.addJob(newJob(id));
    await store.addJob(newJob('c', { collection: 'other' }));
    await store.finish(await claimed(store), { state: 'done', text: 'well' });
    const ids = async (): Promise<string[]> => (await store.jobs('default')).map(({ id }) => id);
    time.pass(JOB_KEPT_MS - 1);
    expect(await ids()).toEqual(['b', 'a']);
    expect(await store.sweepJobs(time.now())).toBe(0);
    time.pass(1);
    expect(await ids()).toEqual(['b']);
    expect(await store.sweepJobs(time.now())).toBe(1);
    expect(await store.job('a')).toBeNull();
    expect(await store.job('b')).not.toBeNull();
  });
}

async function claimed(
  store: JobStore,
): Promise<NonNullable<Awaited<ReturnType<JobStore['claim']>>>> {
  const leased = await store.claim(LEASE_MS);
  if (leased === null) throw new Error('there was no job to claim');
  return leased;
}
