// What the processes of several machines agree on, as rows of one table each. Whoever asks is answered by one statement,
// so that nothing lies between looking and taking; and the server's clock decides, since the machines' own differ.

import { hostname } from 'node:os';
import type { Allowance, Coordination, Lease, Taken } from '../coordination.js';
import { lookupKey } from './lookup-key.js';
import { migrate, type Part } from './migrate.js';
import { openPostgres, schemaOf, type Postgres, type PostgresPlace } from './postgres.js';
import { moment, type Moment } from './server-time.js';

export interface PostgresCoordinationOptions extends PostgresPlace {
  /** Milliseconds since 1970; the server's clock unless given. */
  readonly now?: () => number;
}

export interface PostgresCoordination extends Coordination {
  /** Who holds a lease, in a person's words; null where nobody does. */
  holderOf(name: string): Promise<string | null>;
}

export const COORDINATION: Part = {
  name: 'coordination',
  steps: [
    `
    CREATE TABLE allowance (
      key   text    COLLATE "C" PRIMARY KEY,
      taken integer NOT NULL,
      until bigint  NOT NULL
    );
    CREATE TABLE said (key text COLLATE "C" PRIMARY KEY, until bigint NOT NULL);
    -- Fences come from one sequence, so that they grow also where a lease was let go in between.
    CREATE SEQUENCE lease_fence;
    CREATE TABLE lease (
      name   text   COLLATE "C" PRIMARY KEY,
      holder text   NOT NULL,
      fence  bigint NOT NULL,
      until  bigint NOT NULL
    );
    `,
  ],
};

const NOW = moment('$1');

/**
 * Makes the statement it stands in not wait for the disk. A server that crashes may forget the last moment of what was
 * said or taken, which costs one repetition; leases are waited for. Who set up a synchronous standby asked that nothing
 * be lost, and waits for this as well.
 */
const QUICKLY = `set_config('synchronous_commit',
  CASE WHEN current_setting('synchronous_standby_names') = '' THEN 'off'
       ELSE current_setting('synchronous_commit') END, true)`;

/** Opens it; the first call connects, and makes the tables where they are missing. */
export function openPostgresCoordination(
  options: PostgresCoordinationOptions,
): PostgresCoordination {
  const schema = schemaOf(options);
  const postgres = openPostgres({
    url: options.url,
    schema,
    prepare: (session) => migrate(session, { schema, parts: [COORDINATION] }),
  });
  const now = (): Moment => options.now?.() ?? null;
  return {
    take: (key, allowance) => take(postgres, { key, allowance, now: now() }),
    giveBack: async (key, allowance) => {
      await postgres.run(
        `UPDATE allowance SET taken = taken - 1 WHERE key = $2 AND taken > 0 AND until > ${NOW}
         RETURNING ${QUICKLY}`,
        [now(), keyOf(key, allowance)],
      );
    },
    once: async (key, rememberMs) => {
      const written = await postgres.run(
        `INSERT INTO said (key, until) VALUES ($2, ${NOW} + $3)
         ON CONFLICT (key) DO UPDATE SET until = excluded.until WHERE said.until <= ${NOW}
         RETURNING ${QUICKLY}`,
        [now(), lookupKey(key), rememberMs],
      );
      return written > 0;
    },
    ...leasesOf(postgres, now),
    ...holdersOf(postgres, now),
    sweep: async () => {
      let removed = 0;
      for (const table of ['allowance', 'said', 'lease']) {
        removed += await postgres.run(`DELETE FROM ${table} WHERE until <= ${NOW}`, [now()]);
      }
      return removed;
    },
    close: () => postgres.close(),
  };
}

function leasesOf(
  postgres: Postgres,
  now: () => Moment,
): Pick<PostgresCoordination, 'lease' | 'renew' | 'release'> {
  const holder = `process ${process.pid} on ${hostname()}`;
  return {
    lease: async (name, leaseMs) => {
      const [row] = await postgres.rows<{ fence: string }>(
        `INSERT INTO lease (name, holder, fence, until)
         VALUES ($2, $3, nextval('lease_fence'), ${NOW} + $4)
         ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, fence = excluded.fence,
           until = excluded.until WHERE lease.until <= ${NOW}
         RETURNING fence`,
        [now(), lookupKey(name), holder, leaseMs],
      );
      return row === undefined ? null : { name, fence: Number(row.fence) };
    },
    renew: async ({ name, fence }, leaseMs) => {
      const renewed = await postgres.run(
        `UPDATE lease SET until = ${NOW} + $4 WHERE name = $2 AND fence = $3`,
        [now(), lookupKey(name), fence, leaseMs],
        { repeat: true },
      );
      return renewed > 0;
    },
    release: async ({ name, fence }: Lease) => {
      const sql = 'DELETE FROM lease WHERE name = $1 AND fence = $2';
      await postgres.run(sql, [lookupKey(name), fence], { repeat: true });
    },
  };
}

/** Who holds what, which changes nothing. */
function holdersOf(
  postgres: Postgres,
  now: () => Moment,
): Pick<PostgresCoordination, 'held' | 'holderOf'> {
  return {
    held: async (prefix) => {
      const sql = `SELECT name FROM lease WHERE starts_with(name, $2) AND until > ${NOW} ORDER BY name`;
      const rows = await postgres.rows<{ name: string }>(sql, [now(), prefix]);
      return rows.map(({ name }) => name);
    },
    holderOf: async (name) => {
      const [row] = await postgres.rows<{ holder: string }>(
        `SELECT holder FROM lease WHERE name = $2 AND until > ${NOW}`,
        [now(), lookupKey(name)],
      );
      return row?.holder ?? null;
    },
  };
}

interface Taking {
  readonly key: string;
  readonly allowance: Allowance;
  readonly now: Moment;
}

/**
 * One statement: the row is written where a point is left or its window is over, and is left alone where none is. What
 * is refused may be told by a row that was written since the statement began, which it does not see: then the whole
 * window is the wait.
 */
async function take(postgres: Postgres, { key, allowance, now }: Taking): Promise<Taken> {
  const { points, windowMs } = allowance;
  const [row] = await postgres.rows<{ ok: boolean; wait: number }>(
    `WITH granted AS (
       INSERT INTO allowance AS it (key, taken, until)
       SELECT $2, 1, ${NOW} + $4::bigint WHERE $3::integer > 0
       ON CONFLICT (key) DO UPDATE SET
         taken = CASE WHEN it.until <= ${NOW} THEN 1 ELSE it.taken + 1 END,
         until = CASE WHEN it.until <= ${NOW} THEN excluded.until ELSE it.until END
       WHERE it.until <= ${NOW} OR it.taken < $3::integer
       RETURNING 1
     )
     SELECT EXISTS (SELECT 1 FROM granted) AS ok,
       coalesce((SELECT until FROM allowance WHERE key = $2) - ${NOW}, $4::bigint)::float8 AS wait,
       ${QUICKLY}`,
    [now, keyOf(key, allowance), points, windowMs],
  );
  if (row?.ok === true) return { ok: true };
  return { ok: false, retryAfterMs: Math.max(1, row?.wait ?? windowMs) };
}

/** The same key under two allowances is two. */
function keyOf(key: string, { points, windowMs }: Allowance): string {
  return lookupKey(`${points}/${windowMs}:${key}`);
}
