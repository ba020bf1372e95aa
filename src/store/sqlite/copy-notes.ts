// What the copy of another store notes of itself, in tables beside those of a store: where it comes from, when each
// collection was last seen to be current there, and what it does not hold.

import type { CopiedNote, CopyNotes, NotCopied } from '../copy-store.js';
import { prepare, type Database } from './open-database.js';

/** Made where they are missing; they have nothing to migrate from, because a copy can always be made anew. */
const TABLES = `
  CREATE TABLE IF NOT EXISTS copied_from (place TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS copied (
    collection      TEXT PRIMARY KEY,
    seen_at         TEXT NOT NULL,
    past_checked_at TEXT
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS not_copied (
    collection TEXT PRIMARY KEY,
    why        TEXT NOT NULL
  ) WITHOUT ROWID;
`;

export function addNoteTables(database: Database): void {
  database.exec(TABLES);
}

export function hasNoteTables(database: Database): boolean {
  const row = prepare(database, "SELECT 1 FROM sqlite_master WHERE name = 'not_copied'").get();
  return row !== undefined;
}

/** Everything that is noted. */
export function readNotes(database: Database): CopyNotes {
  const copied = prepare<
    [],
    { collection: string; seen_at: string; past_checked_at: string | null }
  >(database, 'SELECT * FROM copied').all();
  const notCopied = prepare<[], { collection: string; why: NotCopied }>(
    database,
    'SELECT * FROM not_copied',
  ).all();
  return {
    copied: new Map(
      copied.map(({ collection, seen_at, past_checked_at }): [string, CopiedNote] => [
        collection,
        { seenAt: seen_at, pastCheckedAt: past_checked_at },
      ]),
    ),
    notCopied: new Map(notCopied.map(({ collection, why }) => [collection, why])),
  };
}

export function readPlace(database: Database): string | null {
  const row = prepare<[], { place: string }>(database, 'SELECT place FROM copied_from').get();
  return row?.place ?? null;
}

export function writePlace(database: Database, place: string): void {
  prepare(database, 'DELETE FROM copied_from').run();
  prepare(database, 'INSERT INTO copied_from VALUES (?)').run(place);
}

export function writeSeen(database: Database, collection: string, at: string): void {
  prepare(
    database,
    `INSERT INTO copied (collection, seen_at) VALUES (?, ?)
     ON CONFLICT (collection) DO UPDATE SET seen_at = excluded.seen_at`,
  ).run(collection, at);
}

export function writePastChecked(database: Database, collection: string, at: string): void {
  prepare(database, 'UPDATE copied SET past_checked_at = ? WHERE collection = ?').run(
    at,
    collection,
  );
}

/** Replaces all of what is not copied. */
export function writeNotCopied(
  database: Database,
  notCopied: ReadonlyMap<string, NotCopied>,
): void {
  prepare(database, 'DELETE FROM not_copied').run();
  const statement = prepare(database, 'INSERT INTO not_copied VALUES (?, ?)');
  for (const [collection, why] of notCopied) statement.run(collection, why);
}

export function forgetNotes(database: Database, collection: string): void {
  for (const table of ['copied', 'not_copied']) {
    prepare(database, `DELETE FROM ${table} WHERE collection = ?`).run(collection);
  }
}
