// Brings the tables of one part to the present form. In: steps that are never edited, only added. Out: a database that
// has them all, each applied once however many processes start together: the row of the part is locked meanwhile, so
// whoever comes second finds the work done, and a process that dies in it leaves nothing.

import { ReadableError } from '../../shared/errors.js';
import type { Session, Statements } from './postgres.js';

/** One step from one version of a part's tables to the next. */
export type Step = string | ((statements: Statements) => Promise<void>);

export interface Part {
  readonly name: string;
  readonly steps: readonly Step[];
}

export interface Migration {
  readonly schema: string;
  readonly parts: readonly Part[];
}

/** Two that create the same thing at once meet in the catalogue; the second try finds it made. */
const TRIES = 5;

/** A step may build an index, and whoever starts meanwhile waits for it. */
const STEP_DEADLINE_MS = 60_000;

/**
 * Applies what is missing; where nothing is, it only reads.
 *
 * @throws ReadableError `store_mismatch` where a newer version of Verbatim wrote the tables
 */
export async function migrate(session: Session, { schema, parts }: Migration): Promise<void> {
  if (!(await isThere(session, schema))) await makeRegister(session, schema);
  const versions = await readVersions(session, schema);
  for (const part of parts) {
    if (versions.get(part.name) !== part.steps.length) await migratePart(session, schema, part);
  }
}

/** The version of each part; none where there are no tables yet. */
export async function versionsIn(
  session: Session,
  schema: string,
): Promise<ReadonlyMap<string, number>> {
  return (await isThere(session, schema)) ? readVersions(session, schema) : new Map();
}

async function isThere(session: Session, schema: string): Promise<boolean> {
  const [row] = await session.rows<{ there: boolean }>(
    'SELECT to_regclass($1) IS NOT NULL AS there',
    [`${schema}.migration`],
  );
  return row?.there === true;
}

/** A schema that is there already is not created: who has no right to that may still have one in it. */
async function makeRegister(session: Session, schema: string): Promise<void> {
  await agreed(async () => {
    const known = await session.rows('SELECT 1 FROM pg_namespace WHERE nspname = $1', [schema]);
    if (known.length === 0) await session.run(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
    await session.run(
      `CREATE TABLE IF NOT EXISTS ${schema}.migration (part text PRIMARY KEY, version integer NOT NULL)`,
    );
  });
}

async function readVersions(session: Session, schema: string): Promise<Map<string, number>> {
  const rows = await session.rows<{ part: string; version: number }>(
    `SELECT part, version FROM ${schema}.migration`,
  );
  return new Map(rows.map(({ part, version }) => [part, version]));
}

async function migratePart(session: Session, schema: string, part: Part): Promise<void> {
  const { name, steps } = part;
  const register = `${schema}.migration`;
  const add = `INSERT INTO ${register} VALUES ($1, 0) ON CONFLICT DO NOTHING`;
  await session.run(add, [name], { repeat: true });
  await session.transaction(
    async (statements) => {
      const [row] = await statements.rows<{ version: number }>(
        `SELECT version FROM ${register} WHERE part = $1 FOR UPDATE`,
        [name],
      );
      const version = row?.version ?? 0;
      if (version > steps.length) throw tooNew(name);
      for (const step of steps.slice(version)) {
        if (typeof step === 'string') await statements.run(step);
        else await step(statements);
      }
      await statements.run(`UPDATE ${register} SET version = $2 WHERE part = $1`, [
        name,
        steps.length,
      ]);
    },
    { deadlineMs: STEP_DEADLINE_MS },
  );
}

async function agreed(work: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await work();
      return;
    } catch (error) {
      // What two at once meet in has several codes, one of them a defect's: XX000, "tuple concurrently updated".
      const isSettled = error instanceof ReadableError && error.code !== 'store_conflict';
      if (tries === TRIES || isSettled) throw error;
    }
  }
}

function tooNew(part: string): ReadableError {
  return new ReadableError({
    code: 'store_mismatch',
    text: `The database's tables (${part}) were written by a newer version of Verbatim.`,
    remedy: 'Update Verbatim here, or set DATABASE_URL to another database.',
  });
}
