// The places that all machines see: tables of rows, and archives in pieces, so that no statement carries more than one
// of them. An archive is written in one transaction, so nobody ever sees half of it.

import type { Departures } from '../departures.js';
import { INCOMING_ID, INCOMING_KEPT_MS, type Incoming } from '../incoming.js';
import type { Places } from '../places.js';
import {
  HANDLE_LIFE_MS,
  MOST_HANDLES,
  type ReplyHandle,
  type ReplyHandles,
} from '../reply-handles.js';
import { migrate, type Part } from './migrate.js';
import { openPostgres, schemaOf, type Postgres, type PostgresPlace } from './postgres.js';

export interface PostgresPlacesOptions extends PostgresPlace {
  readonly now: () => Date;
}

/** Bytes of a piece: few statements for an archive, and each far within its deadline. */
const PIECE_BYTES = 1_048_576;

export const PLACES: Part = {
  name: 'places',
  steps: [
    `
    CREATE TABLE departure (guild text COLLATE "C" PRIMARY KEY, left_at bigint NOT NULL);
    CREATE TABLE incoming (id text COLLATE "C" PRIMARY KEY, pieces integer NOT NULL, put_at bigint NOT NULL);
    CREATE TABLE incoming_piece (
      id    text    COLLATE "C" NOT NULL REFERENCES incoming ON DELETE CASCADE,
      n     integer NOT NULL,
      bytes bytea   NOT NULL,
      PRIMARY KEY (id, n)
    );
    -- An archive is packed already.
    ALTER TABLE incoming_piece ALTER COLUMN bytes SET STORAGE EXTERNAL;
    CREATE TABLE reply_handle (
      id             text   COLLATE "C" PRIMARY KEY,
      job_id         text   NOT NULL,
      token          text   NOT NULL,
      application_id text   NOT NULL,
      arrived_at     bigint NOT NULL
    );
    CREATE INDEX reply_handle_arrived ON reply_handle (arrived_at);
    `,
  ],
};

/** Opens them; the first call connects, and makes the tables where they are missing. */
export function openPostgresPlaces(options: PostgresPlacesOptions): Places {
  const { now } = options;
  const schema = schemaOf(options);
  const postgres = openPostgres({
    url: options.url,
    schema,
    prepare: (session) => migrate(session, { schema, parts: [PLACES] }),
  });
  return {
    departures: departuresIn(postgres),
    incoming: incomingIn(postgres, now),
    handles: handlesIn(postgres, now),
    close: () => postgres.close(),
  };
}

function departuresIn(postgres: Postgres): Departures {
  let turn: Promise<unknown> = Promise.resolve();
  // Every server of the bot is asked for as it starts: one at a time leaves connections to others.
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = turn.then(work, work);
    turn = next.catch(() => undefined);
    return next;
  };
  return {
    left: async (guild, now) => {
      const sql = 'INSERT INTO departure VALUES ($1, $2) ON CONFLICT DO NOTHING';
      await inTurn(() => postgres.run(sql, [guild, now.getTime()], { repeat: true }));
    },
    returned: (guild) =>
      inTurn(async () => {
        return (await postgres.run('DELETE FROM departure WHERE guild = $1', [guild])) > 0;
      }),
    leftBy: async (moment) => {
      const sql = 'SELECT guild FROM departure WHERE left_at <= $1 ORDER BY guild';
      const rows = await postgres.rows<{ guild: string }>(sql, [moment.getTime()]);
      return rows.map(({ guild }) => guild);
    },
  };
}

function incomingIn(postgres: Postgres, now: () => Date): Incoming {
  return {
    put: async (id, bytes) => {
      if (!INCOMING_ID.test(id)) throw new Error('not an id of an incoming archive');
      const pieces = Math.ceil(bytes.length / PIECE_BYTES);
      await postgres.transaction(async (statements) => {
        await statements.run('DELETE FROM incoming WHERE id = $1', [id]);
        await statements.run('INSERT INTO incoming VALUES ($1, $2, $3)', [
          ...[id, pieces, now().getTime()],
        ]);
        for (let n = 0; n < pieces; n += 1) {
          const piece = bytes.subarray(n * PIECE_BYTES, (n + 1) * PIECE_BYTES);
          const sql = 'INSERT INTO incoming_piece VALUES ($1, $2, $3)';
          await statements.run(sql, [id, n, Buffer.from(piece)]);
        }
      });
    },
    take: (id) => readIncoming(postgres, id),
    remove: async (id) => {
      await postgres.run('DELETE FROM incoming WHERE id = $1', [id], { repeat: true });
    },
    sweep: async (moment) => {
      const oldest = moment.getTime() - INCOMING_KEPT_MS;
      await postgres.run('DELETE FROM incoming WHERE put_at < $1', [oldest], { repeat: true });
    },
  };
}

/** Whole, or null where it is not there or goes meanwhile. */
async function readIncoming(postgres: Postgres, id: string): Promise<Buffer | null> {
  const [row] = await postgres.rows<{ pieces: number }>(
    'SELECT pieces FROM incoming WHERE id = $1',
    [id],
  );
  if (row === undefined) return null;
  const pieces: Buffer[] = [];
  for (let n = 0; n < row.pieces; n += 1) {
    const sql = 'SELECT bytes FROM incoming_piece WHERE id = $1 AND n = $2';
    const [piece] = await postgres.rows<{ bytes: Buffer }>(sql, [id, n]);
    if (piece === undefined) return null;
    pieces.push(piece.bytes);
  }
  return Buffer.concat(pieces);
}

interface HandleRow {
  readonly id: string;
  readonly job_id: string;
  readonly token: string;
  readonly application_id: string;
  readonly arrived_at: string;
}

function handlesIn(postgres: Postgres, now: () => Date): ReplyHandles {
  const removeExpired = async (): Promise<void> => {
    const oldest = now().getTime() - HANDLE_LIFE_MS;
    await postgres.run('DELETE FROM reply_handle WHERE arrived_at <= $1', [oldest], {
      repeat: true,
    });
  };
  return {
    keep: async ({ id, jobId, token, applicationId, arrivedAt }) => {
      await postgres.run(
        `INSERT INTO reply_handle VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (id) DO UPDATE SET job_id = excluded.job_id, token = excluded.token,
           application_id = excluded.application_id, arrived_at = excluded.arrived_at`,
        [id, jobId, token, applicationId, arrivedAt],
        { repeat: true },
      );
      await postgres.run(
        `DELETE FROM reply_handle WHERE id IN
           (SELECT id FROM reply_handle ORDER BY arrived_at DESC, id DESC OFFSET ${MOST_HANDLES})`,
        [],
        { repeat: true },
      );
    },
    forget: async (id) => {
      await postgres.run('DELETE FROM reply_handle WHERE id = $1', [id], { repeat: true });
    },
    all: async () => {
      await removeExpired();
      const sql = 'SELECT * FROM reply_handle ORDER BY arrived_at, id';
      return (await postgres.rows<HandleRow>(sql)).map(handleOf);
    },
  };
}

function handleOf(row: HandleRow): ReplyHandle {
  return {
    id: row.id,
    jobId: row.job_id,
    token: row.token,
    applicationId: row.application_id,
    arrivedAt: Number(row.arrived_at),
  };
}
