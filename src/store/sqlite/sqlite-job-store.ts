// The embedded JobStore, in the file of the sources. A claim is one write transaction, so a job has one worker;
// its fence grows with every claim, and a write with an older one changes nothing.

import type { Job, JobStore, LeasedJob, NewJob } from '../job-store.js';
import { MOST_JOB_ATTEMPTS, JOB_KEPT_MS } from '../job-limits.js';
import { prepare, settle, type Database } from './open-database.js';
import { parseStored } from '../rows.js';
import { openSourceDatabase } from './source-database.js';

export interface JobStoreOptions {
  readonly path: string;
  /** The clock of leases. */
  readonly now: () => Date;
}

interface JobRow {
  readonly id: string;
  readonly kind: Job['kind'];
  readonly collection: string;
  readonly key: string;
  readonly payload: string;
  readonly state: Job['state'];
  readonly progress: string | null;
  readonly share: number | null;
  readonly attempts: number;
  readonly fence: number;
  readonly created_at: number;
  readonly updated_at: number;
}

/** What a worker may take: it waits, or its worker has not been heard of. */
const OPEN = "(state = 'waiting' OR (state = 'running' AND lease_until <= @now))";
const ENDED = "state IN ('done', 'failed')";

/**
 * Opens the store of jobs, creating its file where there is none.
 *
 * @throws ReadableError `index_corrupt`, `storage_read_only`, `disk_full` or `storage_failed`
 */
export function openSqliteJobStore(
  options: JobStoreOptions,
): JobStore & { close(): Promise<void> } {
  const database = openSourceDatabase(options.path);
  const now = (): number => options.now().getTime();
  const run = <T>(work: () => T): Promise<T> => settle(database, work);
  const write = <T>(work: () => T): Promise<T> => run(() => database.transaction(work).immediate());
  return {
    addJob: (job) => write(() => addJob(database, job, now())),
    claim: (leaseMs) => write(() => claim(database, { now: now(), leaseMs })),
    report: (leased, { text, share, leaseMs }) =>
      run(() => {
        const moment = now();
        const values = { progress: text, share, until: moment + leaseMs, moment };
        return writeLeased(database, leased, {
          sql: 'progress = @progress, share = @share, lease_until = @until, updated_at = @moment',
          values,
        });
      }),
    finish: (leased, { state, text }) =>
      run(() =>
        writeLeased(database, leased, {
          sql: 'state = @state, progress = @text, lease_until = NULL, updated_at = @moment',
          values: { state, text, moment: now() },
        }),
      ),
    job: (id) => run(() => readJob(database, 'id = ?', id)),
    jobs: (collection) => run(() => readJobs(database, { collection, after: now() - JOB_KEPT_MS })),
    hasWork: () => run(() => hasWork(database, now())),
    sweepJobs: (moment) => run(() => sweepJobs(database, moment.getTime())),
    close: () =>
      run(() => {
        database.close();
      }),
  };
}

function hasWork(database: Database, now: number): boolean {
  return prepare(database, `SELECT 1 FROM job WHERE ${OPEN} LIMIT 1`).get({ now }) !== undefined;
}

function addJob(database: Database, job: NewJob, now: number): Job {
  const known =
    readJob(database, "state = 'waiting' AND key = ?", job.key) ??
    readJob(database, 'id = ?', job.id);
  if (known !== null) return known;
  const { id, kind, collection, key } = job;
  const payload = JSON.stringify(job.payload ?? null);
  prepare(
    database,
    `INSERT INTO job (id, kind, collection, key, payload, state, attempts, fence, created_at, updated_at)
     VALUES (@id, @kind, @collection, @key, @payload, 'waiting', 0, 0, @now, @now)`,
  ).run({ id, kind, collection, key, payload, now });
  return requireJob(database, id);
}

function claim(
  database: Database,
  { now, leaseMs }: { readonly now: number; readonly leaseMs: number },
): LeasedJob | null {
  giveUp(database, now);
  const row = prepare<unknown[], JobRow>(
    database,
    `UPDATE job SET state = 'running', fence = fence + 1, attempts = attempts + 1,
       lease_until = @until, updated_at = @now
     WHERE pk = (SELECT pk FROM job WHERE ${OPEN} ORDER BY pk LIMIT 1)
     RETURNING *`,
  ).get({ now, until: now + leaseMs });
  return row === undefined ? null : { job: jobFromRow(row), fence: row.fence };
}

/** A job that ended its worker every time is not tried for ever. */
function giveUp(database: Database, now: number): void {
  prepare(
    database,
    `UPDATE job SET state = 'failed', lease_until = NULL, updated_at = @now,
       progress = 'Given up: it ended its worker ' || attempts || ' times.'
     WHERE state = 'running' AND lease_until <= @now AND attempts >= ${MOST_JOB_ATTEMPTS}`,
  ).run({ now });
}

function writeLeased(
  database: Database,
  { job, fence }: LeasedJob,
  change: { readonly sql: string; readonly values: Readonly<Record<string, unknown>> },
): boolean {
  const { changes } = prepare(
    database,
    `UPDATE job SET ${change.sql} WHERE id = @id AND fence = @fence AND state = 'running'`,
  ).run({ ...change.values, id: job.id, fence });
  return changes > 0;
}

function readJob(database: Database, condition: string, value: string): Job | null {
  const row = prepare<unknown[], JobRow>(database, `SELECT * FROM job WHERE ${condition}`).get(
    value,
  );
  return row === undefined ? null : jobFromRow(row);
}

function requireJob(database: Database, id: string): Job {
  const job = readJob(database, 'id = ?', id);
  if (job === null) throw new Error(`the job ${id} that was just written is not there`);
  return job;
}

function readJobs(
  database: Database,
  { collection, after }: { readonly collection: string; readonly after: number },
): Job[] {
  return prepare<unknown[], JobRow>(
    database,
    `SELECT * FROM job WHERE collection = ? AND NOT (${ENDED} AND updated_at <= ?) ORDER BY pk DESC`,
  )
    .all(collection, after)
    .map(jobFromRow);
}

function sweepJobs(database: Database, now: number): number {
  return prepare(database, `DELETE FROM job WHERE ${ENDED} AND updated_at <= ?`).run(
    now - JOB_KEPT_MS,
  ).changes;
}

function jobFromRow(row: JobRow): Job {
  const { id, kind, collection, key, payload, state, progress, share, attempts } = row;
  return {
    id,
    kind,
    collection,
    key,
    payload: parseStored(payload),
    state,
    progress,
    share,
    attempts,
    createdAt: new Date(row.created_at).toISOString(),
    updatedAt: new Date(row.updated_at).toISOString(),
  };
}
