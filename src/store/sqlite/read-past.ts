// What the current generation does not hold any more, for answers that still name it: versions that a
// generation in use may see yet, and those that were set aside when none did.

import type { Paragraph } from '../../corpus/document.js';
import type { Generation, PastPassage } from '../knowledge-store.js';
import { prepare, type Database } from './open-database.js';
import { readCurrent } from './read-documents.js';
import { checkedParagraph, checkedPassage, type ParagraphRow, type PassageRow } from '../rows.js';

interface PastRow extends PassageRow {
  readonly left_at: string;
}

const COLUMNS = `p.label, p.ordinal, p.first, p.last, p.text, p.hash, p.headings AS passageHeadings,
  p.sentences, p.cut_start, p.cut_end, d.left_at,
  d.id, d.file, d.title, d.outlet, d.author, d.date, d.url, d.paragraphs`;

/** Past passages of a collection, in the order asked; labels it does not know or still holds are left out. */
export function readPastPassages(
  database: Database,
  asked: { readonly collection: string; readonly labels: readonly number[] },
): PastPassage[] {
  const current = readCurrent(database, asked.collection);
  if (current === null) return [];
  return asked.labels.flatMap((label) => {
    const row = leaving(database, current, label) ?? setAside(database, asked.collection, label);
    if (row === undefined) return [];
    const left = isHeld(database, current, row.id) ? 'changed' : 'withdrawn';
    return [{ passage: checkedPassage(row), left, leftAt: row.left_at }];
  });
}

/** A version that left with a published generation and was not swept yet. */
function leaving(database: Database, current: Generation, label: number): PastRow | undefined {
  return prepare<unknown[], PastRow>(
    database,
    `SELECT ${COLUMNS} FROM passage p JOIN document d ON d.pk = p.document
     WHERE p.label = ? AND d.collection = ? AND d.until <= ?`,
  ).get(label, current.collection, current.number);
}

function setAside(database: Database, collection: string, label: number): PastRow | undefined {
  return prepare<unknown[], PastRow>(
    database,
    `SELECT ${COLUMNS} FROM past_passage p JOIN past_document d ON d.pk = p.document
     WHERE p.label = ? AND d.collection = ?`,
  ).get(label, collection);
}

function isHeld(database: Database, current: Generation, id: string): boolean {
  const row = prepare<unknown[]>(
    database,
    `SELECT 1 FROM document
     WHERE collection = ? AND id = ? AND since <= ? AND (until IS NULL OR until > ?)`,
  ).get(current.collection, id, current.number, current.number);
  return row !== undefined;
}

/** The paragraphs of the version that a label is of, past or not; a draft's are not shown. */
export function readPastParagraphs(
  database: Database,
  asked: { readonly collection: string; readonly label: number },
): Paragraph[] {
  const { collection, label } = asked;
  const number = readCurrent(database, collection)?.number ?? 0;
  const published = prepare<unknown[], ParagraphRow>(
    database,
    `SELECT q.* FROM passage p JOIN document d ON d.pk = p.document
       JOIN paragraph q ON q.document = d.pk
     WHERE p.label = ? AND d.collection = ? AND d.since <= ? ORDER BY q.n`,
  ).all(label, collection, number);
  const rows =
    published.length > 0
      ? published
      : prepare<unknown[], ParagraphRow>(
          database,
          `SELECT q.* FROM past_passage p JOIN past_document d ON d.pk = p.document
             JOIN past_paragraph q ON q.document = d.pk
           WHERE p.label = ? AND d.collection = ? ORDER BY q.n`,
        ).all(label, collection);
  return rows.map((row) => checkedParagraph(row, `passage ${label}`));
}
