// What a sweep takes away. Rows that no generation in use sees leave every search; their texts are set aside as
// past versions, and go when no answer can name them any more.

import { KEPT_DAYS } from '../../shared/kept-days.js';
import type { Generation } from '../knowledge-store.js';
import { CACHE_DAYS, GRACE_MINUTES } from '../use-times.js';
import { prepare, type Database } from './open-database.js';
import { readCurrent } from './read-documents.js';
import { removeWords, tidyWords } from './words-table.js';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

export interface SweepTarget {
  readonly collection: string;
  readonly now: Date;
}

/** Sweeps a collection; runs inside a transaction. */
export function sweepGenerations(database: Database, target: SweepTarget): void {
  const current = readCurrent(database, target.collection);
  if (current === null) return;
  const oldest = oldestInUse(database, current, target.now);
  setAside(database, target.collection, oldest);
  tidyWords(database, target.collection, current.number);
  prepare(database, 'DELETE FROM entry WHERE collection = ? AND until <= ?').run(
    target.collection,
    oldest,
  );
  prepare(database, 'DELETE FROM generation WHERE collection = ? AND number < ?').run(
    target.collection,
    oldest,
  );
  // An answer may be given from a generation until its grace ends.
  const kept = before(target.now, KEPT_DAYS * DAY_MS + GRACE_MINUTES * MINUTE_MS);
  prepare(database, 'DELETE FROM past_document WHERE collection = ? AND left_at < ?').run(
    target.collection,
    kept,
  );
  prepare(
    database,
    `DELETE FROM embedding WHERE created_at < datetime(?)
     AND NOT EXISTS (SELECT 1 FROM passage WHERE passage.embedding = embedding.pk)`,
  ).run(before(target.now, CACHE_DAYS * DAY_MS));
}

/** The lowest generation that a question may still read: at the latest the one before the current. */
function oldestInUse(database: Database, current: Generation, now: Date): number {
  // The first that was published within the grace tells that the one before it is still in use.
  const recent = prepare<[string, string], { number: number | null }>(
    database,
    'SELECT min(number) AS number FROM generation WHERE collection = ? AND built_at > ?',
  ).get(current.collection, before(now, GRACE_MINUTES * MINUTE_MS));
  return Math.min(recent?.number ?? current.number, current.number) - 1;
}

function setAside(database: Database, collection: string, oldest: number): void {
  const which = {
    collection,
    where: 'd.collection = ? AND d.until <= ?',
    parameters: [collection, oldest],
  };
  prepare(
    database,
    `INSERT INTO past_document (pk, collection, id, left_at, file, title, outlet, author, date, url,
       paragraphs)
     SELECT pk, collection, id, left_at, file, title, outlet, author, date, url, paragraphs
     FROM document d WHERE ${which.where}`,
  ).run(...which.parameters);
  prepare(
    database,
    `INSERT INTO past_paragraph
     SELECT q.* FROM document d JOIN paragraph q ON q.document = d.pk WHERE ${which.where}`,
  ).run(...which.parameters);
  prepare(
    database,
    `INSERT INTO past_passage
     SELECT p.label, p.document, p.ordinal, p.first, p.last, p.text, p.hash, p.headings, p.sentences,
       p.cut_start, p.cut_end
     FROM document d JOIN passage p ON p.document = d.pk WHERE ${which.where}`,
  ).run(...which.parameters);
  removeWords(database, which);
  prepare(database, `DELETE FROM document AS d WHERE ${which.where}`).run(...which.parameters);
}

/** The moment so long before another, as the store writes moments. */
function before(moment: Date, milliseconds: number): string {
  return new Date(moment.getTime() - milliseconds).toISOString();
}
