// Brings the tables of one part to the present form. In: steps that are never edited, only added. Out: a database that
// has them all, each applied once however many processes start together: the row of the part is locked meanwhile, so
// whoever comes second finds the work done, and a process that dies in it leaves nothing.

import { ReadableError } from '../../shared/errors.js';
import type { Statements } from './postgres.js';

/** One step from one version of a part's tables to the next. */
export type Step = string | ((statements: Statements) => Promise<void>);

export interface Part {
  readonly name: string;
  readonly steps: readonly Step[];
}

/** Two that create the same thing at once meet in the catalogue; the second try finds it made. */
const TRIES = 5;

/**
 * Applies what is missing.
 *
 * @throws ReadableError `store_mismatch` where a newer version of Verbatim wrote the tables
 */
export async function migrate(
  statements: Statements,
  { schema, parts }: { readonly schema: string; readonly parts: readonly Part[] },
): Promise<void> {
  await agreed(async () => {
    await statements.run(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
    await statements.run(
      `CREATE TABLE IF NOT EXISTS ${schema}.migration (part text PRIMARY KEY, version integer NOT NULL)`,
    );
  });
  for (const part of parts) await migratePart(statements, part);
}

async function migratePart(statements: Statements, { name, steps }: Part): Promise<void> {
  await statements.run('INSERT INTO migration VALUES ($1, 0) ON CONFLICT DO NOTHING', [name]);
  await statements.run('BEGIN');
  try {
    const [row] = await statements.rows<{ version: number }>(
      'SELECT version FROM migration WHERE part = $1 FOR UPDATE',
      [name],
    );
    const version = row?.version ?? 0;
    if (version > steps.length) throw tooNew(name);
    for (const step of steps.slice(version)) {
      if (typeof step === 'string') await statements.run(step);
      else await step(statements);
    }
    await statements.run('UPDATE migration SET version = $2 WHERE part = $1', [name, steps.length]);
    await statements.run('COMMIT');
  } catch (error) {
    await statements.run('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

async function agreed(work: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await work();
      return;
    } catch (error) {
      if (tries === TRIES || error instanceof ReadableError) throw error;
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
