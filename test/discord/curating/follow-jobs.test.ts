// A message that follows a job, while two processes take turns at keeping it up to date.

import { describe, expect, it } from 'vitest';
import { openJobFollower } from '../../../src/discord/curating/follow-jobs.js';
import { silentLog } from '../../../src/shared/log.js';
import type { Job } from '../../../src/store/job-store.js';

const NOW = new Date('2024-05-01T12:00:00Z');

const JOB: Job = {
  id: 'job',
  kind: 'publish',
  collection: 'default',
  key: 'job',
  payload: null,
  state: 'waiting',
  progress: null,
  share: null,
  attempts: 0,
  createdAt: NOW.toISOString(),
  updatedAt: NOW.toISOString(),
};

function openSite() {
  const site = { isOurs: true, edits: 0 };
  const followed = {
    ...{ id: '1', jobId: JOB.id, token: 'reply', applicationId: '2' },
    arrivedAt: NOW.getTime(),
  };
  const follower = openJobFollower({
    jobs: { job: () => Promise.resolve(JOB) },
    delivery: {
      edit: () => {
        site.edits += 1;
        return Promise.resolve({ ok: true, messageId: '3' });
      },
    },
    handles: {
      keep: () => Promise.resolve(),
      forget: () => Promise.resolve(),
      all: () => Promise.resolve([followed]),
    },
    turn: { isOurs: () => Promise.resolve(site.isOurs), end: () => Promise.resolve() },
    now: () => NOW,
    log: silentLog,
    everyMs: null,
  });
  return { site, follower };
}

describe('a message that follows a job', () => {
  it('is edited where there is news, and anew by whoever gets the turn back', async () => {
    const { site, follower } = openSite();
    await follower.look();
    await follower.look();
    expect(site.edits).toBe(1);
    site.isOurs = false;
    await follower.look();
    expect(site.edits).toBe(1);
    site.isOurs = true;
    await follower.look();
    expect(site.edits).toBe(2);
  });
});
