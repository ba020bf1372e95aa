// The shared JobStore. Workers of several machines claim from one table: a row that another worker has just locked is
// passed over, its fence grows with every claim, and a write with an older one changes nothing. Leases go by the
// server's clock, since the machines' own differ.

import { JOB_KEPT_MS, MOST_JOB_ATTEMPTS } from '../job-limits.js';
import type { Job, JobStore, LeasedJob, NewJob } from '../job-store.js';
import { migrate, type Part } from './migrate.js';
import { openPostgres, schemaOf, type Postgres, type PostgresPlace } from './postgres.js';
import { moment, type Moment } from './server-time.js';

export interface PostgresJobOptions extends PostgresPlace {
  /** The clock of leases; the server's unless given. */
  readonly now?: () => Date;
}

export const JOBS: Part = {
  name: 'jobs',
  steps: [
    `
    CREATE TABLE job (
      pk          bigint  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      id          text    COLLATE "C" NOT NULL UNIQUE,
      kind        text    NOT NULL,
      collection  text    COLLATE "C" NOT NULL,
      key         text    COLLATE "C" NOT NULL,
      payload     text    NOT NULL,
      state       text    NOT NULL,
      progress    text,
      share       double precision,
      attempts    integer NOT NULL DEFAULT 0,
      fence       integer NOT NULL DEFAULT 0,
      lease_until bigint,
      created_at  bigint  NOT NULL,
      updated_at  bigint  NOT NULL
    );
    CREATE UNIQUE INDEX waiting_job ON job (key) WHERE state = 'waiting';
    CREATE INDEX open_job ON job (pk) WHERE state IN ('waiting', 'running');
    CREATE INDEX job_by_collection ON job (collection, pk);
    `,
  ],
};

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
  readonly created_at: string;
  readonly updated_at: string;
}

const NOW = moment('$1');
const ENDED = "state IN ('done', 'failed')";

/** A job that ended its worker every time is not tried for ever. */
const GIVEN_UP = `(state = 'running' AND lease_until <= ${NOW} AND attempts >= ${MOST_JOB_ATTEMPTS})`;

/** What a worker may take: it waits, or its worker has not been heard of. */
const OPEN = `(state = 'waiting' OR (state = 'running' AND lease_until <= ${NOW}))`;

/** A job that was added, claimed and added again while we look has been seen by then. */
const TRIES = 5;

/** Opens it; the first call connects, and makes the table where it is missing. */
export function openPostgresJobStore(
  options: PostgresJobOptions,
): JobStore & { close(): Promise<void> } {
  const schema = schemaOf(options);
  const postgres = openPostgres({
    url: options.url,
    schema,
    prepare: (session) => migrate(session, { schema, parts: [JOBS] }),
  });
  const now = (): Moment => options.now?.().getTime() ?? null;
  return {
    addJob: (job) => addJob(postgres, job, now()),
    claim: (leaseMs) => claim(postgres, { now: now(), leaseMs }),
    report: (leased, { text, share, leaseMs }) =>
      writeLeased(postgres, leased, {
        sql: `progress = $4, share = $5, lease_until = ${NOW} + $6, updated_at = ${NOW}`,
        values: [now(), text, share, leaseMs],
      }),
    finish: (leased, { state, text }) =>
      writeLeased(postgres, leased, {
        sql: `state = $4, progress = $5, lease_until = NULL, updated_at = ${NOW}`,
        values: [now(), state, text],
      }),
    job: (id) => readJob(postgres, 'id = $1', id),
    jobs: (collection) => readJobs(postgres, collection, now()),
    hasWork: async () =>
      (await postgres.rows(`SELECT 1 FROM job WHERE ${OPEN} LIMIT 1`, [now()])).length > 0,
    sweepJobs: (before) =>
      postgres.run(`DELETE FROM job WHERE ${ENDED} AND updated_at <= $1`, [
        before.getTime() - JOB_KEPT_MS,
      ]),
    close: () => postgres.close(),
  };
}

async function addJob(postgres: Postgres, job: NewJob, now: Moment): Promise<Job> {
  const { id, kind, collection, key } = job;
  const payload = JSON.stringify(job.payload ?? null);
  for (let tries = 0; tries < TRIES; tries += 1) {
    const known =
      (await readJob(postgres, "state = 'waiting' AND key = $1", key)) ??
      (await readJob(postgres, 'id = $1', id));
    if (known !== null) return known;
    const [row] = await postgres.rows<JobRow>(
      `INSERT INTO job (id, kind, collection, key, payload, state, created_at, updated_at)
       VALUES ($2, $3, $4, $5, $6, 'waiting', ${NOW}, ${NOW})
       ON CONFLICT DO NOTHING RETURNING *`,
      [now, id, kind, collection, key, payload],
      // A second time it finds the job of the first.
      { repeat: true },
    );
    if (row !== undefined) return jobFromRow(row);
  }
  throw new Error(`the job ${id} could not be added: its key was taken and let go all the time`);
}

async function claim(
  postgres: Postgres,
  { now, leaseMs }: { readonly now: Moment; readonly leaseMs: number },
): Promise<LeasedJob | null> {
  const [row] = await postgres.rows<JobRow>(
    `WITH given_up AS (
       UPDATE job SET state = 'failed', lease_until = NULL, updated_at = ${NOW},
         progress = 'Given up: it ended its worker ' || attempts || ' times.'
       WHERE ${GIVEN_UP}
     ), next AS (
       SELECT pk FROM job WHERE ${OPEN} AND NOT ${GIVEN_UP}
       ORDER BY pk LIMIT 1 FOR UPDATE SKIP LOCKED
     )
     UPDATE job SET state = 'running', fence = fence + 1, attempts = attempts + 1,
       lease_until = ${NOW} + $2, updated_at = ${NOW}
     FROM next WHERE job.pk = next.pk
     RETURNING job.*`,
    [now, leaseMs],
  );
  return row === undefined ? null : { job: jobFromRow(row), fence: row.fence };
}

/**
 * Said a second time it changes nothing more: an end that was written, and whose word was lost, is then told as not ours,
 * which is better than a job that is done again. `$1` is the moment, and what follows the fence is the change's own.
 */
async function writeLeased(
  postgres: Postgres,
  { job, fence }: LeasedJob,
  { sql, values }: { readonly sql: string; readonly values: readonly unknown[] },
): Promise<boolean> {
  const [now, ...rest] = values;
  const written = await postgres.run(
    `UPDATE job SET ${sql} WHERE id = $2 AND fence = $3 AND state = 'running'`,
    [now, job.id, fence, ...rest],
    { repeat: true },
  );
  return written > 0;
}

async function readJob(postgres: Postgres, condition: string, value: string): Promise<Job | null> {
  const [row] = await postgres.rows<JobRow>(`SELECT * FROM job WHERE ${condition}`, [value]);
  return row === undefined ? null : jobFromRow(row);
}

async function readJobs(postgres: Postgres, collection: string, now: Moment): Promise<Job[]> {
  const rows = await postgres.rows<JobRow>(
    `SELECT * FROM job WHERE collection = $2
       AND NOT (${ENDED} AND updated_at <= ${NOW} - ${JOB_KEPT_MS}) ORDER BY pk DESC`,
    [now, collection],
  );
  return rows.map(jobFromRow);
}

function jobFromRow(row: JobRow): Job {
  const { id, kind, collection, key, payload, state, progress, share, attempts } = row;
  return {
    id,
    kind,
    collection,
    key,
    payload: JSON.parse(payload) as unknown,
    state,
    progress,
    share,
    attempts,
    createdAt: new Date(Number(row.created_at)).toISOString(),
    updatedAt: new Date(Number(row.updated_at)).toISOString(),
  };
}
