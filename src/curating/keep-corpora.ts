// The keeper's loop: what is due is scheduled, jobs are claimed and carried out one after the other, servers that
// left are purged when their grace is over; and when there was nothing to do for a while, it ends.

import { guildCollection } from '../retrieval/scope.js';
import { describeFailure, ReadableError } from '../shared/errors.js';
import type { Log } from '../shared/log.js';
import type { Departures } from '../store/departures.js';
import type { JobStore, LeasedJob } from '../store/job-store.js';
import { carryOut, type JobParts } from './carry-out-job.js';
import { graceOver } from './departures.js';
import { refreshJob } from './job-payloads.js';
import { holdLease, LEASE_TIMES, LeaseLost, type LeaseTimes } from './lease.js';
import { purgeCollection, type PurgeParts } from './purge-collection.js';
import { sweepDrafts } from './settle-draft.js';

export interface KeeperParts extends JobParts, PurgeParts {
  readonly sources: JobParts['sources'];
  readonly jobs: JobStore;
  readonly departures: Departures;
  readonly newId: () => string;
  readonly log: Log;
  readonly times?: LeaseTimes;
}

/** Between two looks for work. */
const LOOK_MS = 1_000;

/** Between two scheduled refreshes of one collection. */
const SCHEDULE_MS = 60_000;

export interface KeepOptions {
  /** Ends after so long without work; never where null. */
  readonly idleMs: number | null;
  /** True once it is to end: after the job in hand. */
  readonly isStopping: () => boolean;
  /** Aborted where the process ends at once: the job in hand is let go, so that nobody waits for its lease. */
  readonly isCut?: AbortSignal | undefined;
  /** Done before each look for work. */
  readonly beforeLook?: () => Promise<void>;
}

/** Works until it is stopped, or idle for long enough. */
export async function keepCorpora(parts: KeeperParts, options: KeepOptions): Promise<void> {
  let idleSince = parts.now().getTime();
  while (!options.isStopping()) {
    await options.beforeLook?.();
    const hasWorked = await workOnce(parts, options.isCut);
    const now = parts.now().getTime();
    if (hasWorked) idleSince = now;
    else if (options.idleMs !== null && now - idleSince >= options.idleMs) return;
    else await parts.sleep(LOOK_MS);
  }
}

/** Does one thing that waits to be done; false where nothing does. */
export async function workOnce(parts: KeeperParts, isCut?: AbortSignal): Promise<boolean> {
  await scheduleDue(parts);
  if (await carryOutNext(parts, isCut)) return true;
  return (await purgeDeparted(parts)) > 0;
}

/** Carries out the job that has waited longest, and asks for nothing more; false where none waits. */
export async function carryOutNext(parts: KeeperParts, isCut?: AbortSignal): Promise<boolean> {
  const { leaseMs } = parts.times ?? LEASE_TIMES;
  const leased = await parts.jobs.claim(leaseMs);
  if (leased === null) return false;
  await work(parts, leased, isCut);
  return true;
}

/** One job for all that is due in a collection, so that it is published once; a failing one is not hurried. */
async function scheduleDue({ sources, jobs, now, newId }: KeeperParts): Promise<void> {
  const at = now();
  const due = new Set((await sources.due(at)).map(({ collection }) => collection));
  const soonest = new Date(at.getTime() - SCHEDULE_MS).toISOString();
  for (const collection of due) {
    const job = refreshJob(newId(), collection, 'due');
    const before = (await jobs.jobs(collection)).find(({ key }) => key === job.key);
    if (before === undefined || before.updatedAt < soonest) await jobs.addJob(job);
  }
}

async function work(parts: KeeperParts, leased: LeasedJob, isCut?: AbortSignal): Promise<void> {
  const { jobs, log } = parts;
  const { id, kind, collection } = leased.job;
  const lease = holdLease(jobs, leased, parts.times ?? LEASE_TIMES);
  isCut?.addEventListener('abort', lease.letGo);
  const end = await settle(parts, leased, () => carryOut(parts, leased.job, lease));
  isCut?.removeEventListener('abort', lease.letGo);
  await lease.end();
  if (end === null) {
    log.warn({ job: id, kind, collection }, 'a job was taken over by another worker');
    return;
  }
  const isOurs = await jobs.finish(leased, end);
  log.info({ job: id, kind, collection, state: end.state, isOurs }, 'a job has ended');
}

type End = Parameters<JobStore['finish']>[1];

/** How it went; null where the job is in other hands. */
async function settle(
  { log }: KeeperParts,
  { job }: LeasedJob,
  run: () => Promise<string>,
): Promise<End | null> {
  try {
    return { state: 'done', text: await run() };
  } catch (error) {
    if (error instanceof LeaseLost) return null;
    const { text, detail } = describeFailure(error);
    if (detail !== null) log.error({ detail, job: job.id, kind: job.kind }, 'defect');
    return { state: 'failed', text };
  }
}

async function purgeDeparted(parts: KeeperParts): Promise<number> {
  const guilds = await parts.departures.leftBy(graceOver(parts.now()));
  let done = 0;
  for (const guild of guilds) {
    // Removing the one before may have taken long, and who came back meanwhile keeps everything.
    if (!(await parts.departures.leftBy(graceOver(parts.now()))).includes(guild)) continue;
    const purged = await purgeCollection(parts, guildCollection(guild)).catch(laterIfBuilding);
    if (purged === null) return done;
    await parts.departures.returned(guild);
    parts.log.info({ guild, ...purged }, 'a server left: its documents are removed');
    done += 1;
  }
  return done;
}

/** A build that runs is waited for: the next look tries again. */
function laterIfBuilding(error: unknown): null {
  if (error instanceof ReadableError && error.code === 'build_in_progress') return null;
  throw error;
}

/** What goes with time, whether there is work or not. */
export async function sweepKept(
  parts: Pick<KeeperParts, 'sources' | 'jobs' | 'incoming' | 'now'>,
): Promise<void> {
  await sweepDrafts(parts);
  await parts.jobs.sweepJobs(parts.now());
  await parts.incoming.sweep(parts.now());
}
