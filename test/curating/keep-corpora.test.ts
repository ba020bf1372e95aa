import { describe, expect, it } from 'vitest';
import { publishJob, refreshJob } from '../../src/curating/job-payloads.js';
import { keepCorpora, workOnce, type KeeperParts } from '../../src/curating/keep-corpora.js';
import { ReadableError } from '../../src/shared/errors.js';
import { fakeCurating } from '../support/curating-fakes.js';
import { sourceOf } from '../support/source-builders.js';
import { keeperOver, reportOf } from './keeping.js';

const COLLECTION = 'g-123456789012345678';
const NOTHING_NEW = { added: 0, changed: 0, removed: 0 };
const JOB = publishJob('job-1', COLLECTION);

describe('the keeper', () => {
  it('takes over a job whose worker is gone, and the old worker writes nothing any more', async () => {
    const parts = fakeCurating();
    await parts.jobs.addJob(JOB);
    const lost = await parts.jobs.claim(60_000);
    if (lost === null) throw new Error('nothing to claim');
    expect(await workOnce(keeperOver(parts))).toBe(false);
    parts.pass(60_001);
    expect(await workOnce(keeperOver(parts))).toBe(true);
    expect(await parts.jobs.job('job-1')).toMatchObject({ state: 'done', attempts: 2 });
    expect(await parts.jobs.finish(lost, { state: 'failed', text: 'too late' })).toBe(false);
    expect(await parts.jobs.job('job-1')).toMatchObject({ state: 'done' });
  });

  it('stops before the next write once its job is in other hands', async () => {
    const parts = fakeCurating();
    await parts.jobs.addJob(JOB);
    let wrote = false;
    const keeper = keeperOver(parts, {
      publish: async (collection, onProgress) => {
        parts.pass(60_001);
        await parts.jobs.claim(60_000);
        // Told of the loss by the renewal that the first report asks for.
        await new Promise((resolve) => setTimeout(resolve, 20));
        onProgress({ stage: 'embedding', done: 1, total: 2 });
        wrote = true;
        return reportOf(collection, 1);
      },
      times: { leaseMs: 60_000, renewMs: 5 },
    });
    await workOnce(keeper);
    expect(wrote).toBe(false);
    expect(await parts.jobs.job('job-1')).toMatchObject({ state: 'running', attempts: 2 });
  });

  it('publishes after a look at a folder, whose changes only a build sees, and not after pages that are the same', async () => {
    const published: string[] = [];
    for (const kind of ['folder', 'feed'] as const) {
      const parts = fakeCurating();
      await parts.sources.putSource(sourceOf({ kind, collection: kind }));
      await parts.jobs.addJob(refreshJob('job-1', kind, 'all'));
      const keeper = keeperOver(parts, {
        publish: (collection) => {
          published.push(collection);
          return Promise.resolve(reportOf(collection, 0));
        },
        refresh: ({ id: sourceId }) =>
          Promise.resolve({ ...NOTHING_NEW, sourceId, unchanged: 3, problems: [] }),
      });
      await workOnce(keeper);
    }
    expect(published).toEqual(['folder']);
  });

  it('waits while another build runs, and gives up a job that ends its worker again and again', async () => {
    const parts = fakeCurating();
    await parts.jobs.addJob(JOB);
    let tries = 0;
    const busy = keeperOver(parts, {
      publish: (collection) => {
        tries += 1;
        if (tries === 3) return Promise.resolve(reportOf(collection, 0));
        return Promise.reject(
          new ReadableError({ code: 'build_in_progress', text: 'A build runs.' }),
        );
      },
    });
    await workOnce(busy);
    expect(tries).toBe(3);
    await parts.jobs.addJob(publishJob('job-2', COLLECTION));
    for (let i = 0; i < 3; i += 1) {
      await parts.jobs.claim(60_000);
      parts.pass(60_001);
    }
    await workOnce(keeperOver(parts));
    expect(await parts.jobs.job('job-2')).toMatchObject({
      state: 'failed',
      progress: 'Given up: it ended its worker 3 times.',
    });
  });

  it('does not let the slow sites of one server keep it from another’s jobs', async () => {
    const parts = fakeCurating();
    const slow = sourceOf({ collection: COLLECTION, place: 'https://slow.example/rss' });
    const other = sourceOf({ collection: COLLECTION, place: 'https://other.example/rss' });
    for (const source of [slow, other]) await parts.sources.putSource(source);
    await parts.jobs.addJob(refreshJob('job-1', COLLECTION, 'all'));
    const asked: string[] = [];
    const keeper = keeperOver(parts, {
      refresh: ({ id: sourceId, place }, onProgress, signal) => {
        for (let done = 1; done <= 500 && !signal.aborted; done += 1) {
          asked.push(place);
          parts.pass(300_000);
          onProgress({ done, total: 500 });
        }
        const counts = { added: 0, changed: 0, unchanged: 0, removed: 0 };
        return Promise.resolve({ sourceId, ...counts, problems: [] });
      },
    });
    await workOnce(keeper);
    expect(asked).toHaveLength(2);
    expect(await parts.jobs.job('job-1')).toMatchObject({ state: 'done' });
    const states = await parts.sources.states(COLLECTION);
    expect(states).toMatchObject([{ problem: { code: 'timeout' } }]);
    expect(Date.parse(states[0]?.dueAt ?? '')).toBeGreaterThan(parts.now().getTime());
  });

  it('removes nothing of a server that came back while another one was removed', async () => {
    const [gone, back] = ['123456789012345678', '223456789012345678'];
    const left = new Set([gone, back]);
    const removed: string[] = [];
    const keeper = keeperOver(fakeCurating(), {
      departures: {
        left: () => Promise.resolve(),
        returned: (guild) => Promise.resolve(left.delete(guild)),
        leftBy: () => Promise.resolve([...left]),
      },
      removeIndexed: (collection) => {
        removed.push(collection);
        left.delete(back);
        return Promise.resolve(1);
      },
    });
    await workOnce(keeper);
    expect(removed).toEqual([`g-${gone}`]);
  });

  it('says in one line why a job failed, and ends when there is nothing to do for a while', async () => {
    const parts = fakeCurating();
    await parts.jobs.addJob(JOB);
    const keeper = keeperOver(parts, {
      publish: () =>
        Promise.reject(new ReadableError({ code: 'disk_full', text: 'The disk is full.' })),
      sleep: (milliseconds) => {
        parts.pass(milliseconds);
        return Promise.resolve();
      },
    });
    await keepCorpora(keeper, { idleMs: 5_000, isStopping: () => false });
    expect(await parts.jobs.job('job-1')).toMatchObject({
      state: 'failed',
      progress: 'The disk is full.',
    });
  });

  it('publishes what a worker before had fetched, or a publish before had failed at', async () => {
    const parts = fakeCurating();
    const nothingNew: Partial<KeeperParts> = {
      refresh: ({ id: sourceId }) =>
        Promise.resolve({ sourceId, added: 0, changed: 0, unchanged: 1, removed: 0, problems: [] }),
    };
    const keeper = keeperOver(parts, nothingNew);
    await parts.jobs.addJob(refreshJob('job-1', COLLECTION, 'all'));
    await parts.jobs.claim(60_000);
    parts.pass(60_001);
    await workOnce(keeper);
    expect((await parts.jobs.job('job-1'))?.progress).toContain('Indexed:');

    await parts.jobs.addJob(refreshJob('job-2', COLLECTION, 'all'));
    await workOnce(keeper);
    expect((await parts.jobs.job('job-2'))?.progress).not.toContain('Indexed:');

    await parts.jobs.addJob(publishJob('job-3', COLLECTION));
    const full = new ReadableError({ code: 'disk_full', text: 'The disk is full.' });
    await workOnce(keeperOver(parts, { publish: () => Promise.reject(full) }));
    await parts.jobs.addJob(refreshJob('job-4', COLLECTION, 'all'));
    await workOnce(keeper);
    expect((await parts.jobs.job('job-4'))?.progress).toContain('Indexed:');
  });

  it('lets the job in hand go where it is cut off, and writes nothing more', async () => {
    const parts = fakeCurating();
    await parts.jobs.addJob(JOB);
    const cut = new AbortController();
    let wrote = false;
    const keeper = keeperOver(parts, {
      publish: (collection, onProgress) => {
        cut.abort();
        onProgress({ stage: 'embedding', done: 1, total: 2 });
        wrote = true;
        return Promise.resolve(reportOf(collection, 1));
      },
    });
    await workOnce(keeper, cut.signal);
    expect(wrote).toBe(false);
    expect(await parts.jobs.job('job-1')).toMatchObject({ state: 'running', attempts: 1 });
    await workOnce(keeperOver(parts));
    expect(await parts.jobs.job('job-1')).toMatchObject({ state: 'done', attempts: 2 });
  });

  it('does what is asked of it before each look for work', async () => {
    const parts = fakeCurating();
    let looks = 0;
    const options = {
      idleMs: null,
      isStopping: () => looks === 2,
      beforeLook: async () => {
        looks += 1;
        if (looks === 1) await parts.jobs.addJob(JOB);
      },
    };
    await keepCorpora(keeperOver(parts), options);
    expect(await parts.jobs.job('job-1')).toMatchObject({ state: 'done' });
  });

  it('schedules what is due once for a collection, and does not hurry what fails', async () => {
    const parts = fakeCurating();
    const at = parts.now().toISOString();
    for (const id of ['s-1', 's-2']) {
      await parts.sources.putSource({
        id,
        collection: COLLECTION,
        kind: 'feed',
        place: `https://${id}.example/feed`,
        everyMinutes: 60,
        outlet: null,
        language: null,
        include: [],
        exclude: [],
        select: null,
        acceptBroken: false,
        most: null,
        addedBy: 'command',
        addedAt: at,
      });
      await parts.sources.putState({
        sourceId: id,
        checkedAt: null,
        succeededAt: null,
        failingSince: null,
        problem: null,
        dueAt: at,
        validators: { etag: null, lastModified: null },
      });
    }
    const keeper = keeperOver(parts);
    expect(await workOnce(keeper)).toBe(true);
    const [job] = await parts.jobs.jobs(COLLECTION);
    expect(job?.progress).toMatch(/^2 sources fetched: 2 new/);
    expect(await workOnce(keeper)).toBe(false);
    parts.pass(61_000);
    expect(await workOnce(keeper)).toBe(true);
  });
});
