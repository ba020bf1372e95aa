// A JobStore in memory, for tests, with a clock that the test sets.

import { JOB_KEPT_MS, MOST_JOB_ATTEMPTS } from '../../src/store/job-limits.js';
import type { Job, JobStore, LeasedJob } from '../../src/store/job-store.js';

interface Held {
  readonly job: Job;
  readonly fence: number;
  readonly leaseUntil: number;
}

export function memoryJobStore(now: () => Date): JobStore {
  const held = new Map<string, Held>();
  const all = (): Held[] => [...held.values()];
  const isOpen = ({ job, leaseUntil }: Held): boolean =>
    job.state === 'waiting' || (job.state === 'running' && leaseUntil <= now().getTime());
  const write = (one: Held, change: Partial<Job>, lease: Partial<Held> = {}): Held => {
    const job = { ...one.job, ...change, updatedAt: now().toISOString() };
    const written = { ...one, ...lease, job };
    held.set(job.id, written);
    return written;
  };
  const leasedNow = ({ job, fence }: LeasedJob): Held | undefined => {
    const one = held.get(job.id);
    return one?.fence === fence && one.job.state === 'running' ? one : undefined;
  };
  return {
    addJob: (job) => {
      const waiting = all().find((one) => one.job.state === 'waiting' && one.job.key === job.key);
      const known = waiting ?? held.get(job.id);
      if (known !== undefined) return Promise.resolve(known.job);
      const moment = now().toISOString();
      const added: Job = {
        ...structuredClone(job),
        payload: job.payload ?? null,
        state: 'waiting',
        progress: null,
        share: null,
        attempts: 0,
        createdAt: moment,
        updatedAt: moment,
      };
      held.set(job.id, { job: added, fence: 0, leaseUntil: 0 });
      return Promise.resolve(added);
    },
    claim: (leaseMs) => {
      for (const one of all().filter((other) => isOpen(other) && other.job.state === 'running')) {
        const { attempts } = one.job;
        const progress = `Given up: it ended its worker ${attempts} times.`;
        if (attempts >= MOST_JOB_ATTEMPTS) write(one, { state: 'failed', progress });
      }
      const open = all().find(isOpen);
      if (open === undefined) return Promise.resolve(null);
      const leaseUntil = now().getTime() + leaseMs;
      const change = { state: 'running', attempts: open.job.attempts + 1 } as const;
      const { job, fence } = write(open, change, { fence: open.fence + 1, leaseUntil });
      return Promise.resolve({ job, fence });
    },
    report: (leased, { text, share, leaseMs }) => {
      const one = leasedNow(leased);
      const leaseUntil = now().getTime() + leaseMs;
      if (one !== undefined) write(one, { progress: text, share }, { leaseUntil });
      return Promise.resolve(one !== undefined);
    },
    finish: (leased, { state, text }) => {
      const one = leasedNow(leased);
      if (one !== undefined) write(one, { state, progress: text });
      return Promise.resolve(one !== undefined);
    },
    job: (id) => Promise.resolve(held.get(id)?.job ?? null),
    jobs: (collection) => {
      const own = all().filter(({ job }) => job.collection === collection && !isOver(job, now()));
      return Promise.resolve(own.map(({ job }) => job).reverse());
    },
    hasWork: () => Promise.resolve(all().some(isOpen)),
    sweepJobs: (moment) => {
      const over = all().filter(({ job }) => isOver(job, moment));
      for (const { job } of over) held.delete(job.id);
      return Promise.resolve(over.length);
    },
  };
}

function isOver({ state, updatedAt }: Job, now: Date): boolean {
  const hasEnded = state === 'done' || state === 'failed';
  return hasEnded && Date.parse(updatedAt) <= now.getTime() - JOB_KEPT_MS;
}
