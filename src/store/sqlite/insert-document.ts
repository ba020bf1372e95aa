// One document version as rows: the document, its paragraphs, its passages. Passages whose text was embedded
// before find their vectors; words are added when the draft is published.

import type { DocumentVersion } from '../generation-draft.js';
import { firstDay, lastDay } from '../partial-dates.js';
import { passageHash, textHash } from '../passage-hash.js';
import type { DraftContext } from './draft-context.js';
import { keepSignature } from './near-copies.js';
import { prepare } from './open-database.js';
import { spansToText } from '../rows.js';

export interface NewDocument {
  readonly item: DocumentVersion;
  readonly hash: string;
  /** Id of the entry that gave it. */
  readonly entry: string;
  /** The labels of its passages, where they have some in another store; new ones unless given. */
  readonly labels?: readonly number[];
}

/** Writes a version that begins with the draft. */
export function insertDocument(context: DraftContext, version: NewDocument): void {
  const pk = insertFacts(context, version);
  insertParagraphs(context, version.item, pk);
  insertPassages(context, version, pk);
  keepSignature(context, pk, version.item.signature);
}

function insertFacts(context: DraftContext, { item, hash, entry }: NewDocument): number {
  const { document } = item;
  const { date } = document;
  const { lastInsertRowid } = prepare(
    context.database,
    `INSERT INTO document (collection, id, since, hash, file, title, outlet, author, date, date_from,
       date_to, url, language, paragraphs, cleaning, entry)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    context.collection,
    document.id,
    context.number,
    hash,
    document.file,
    document.title,
    document.outlet,
    document.author,
    date,
    date === null ? null : firstDay(date),
    date === null ? null : lastDay(date),
    document.url,
    document.language,
    document.paragraphs.length,
    JSON.stringify(document.cleaning),
    entry,
  );
  return Number(lastInsertRowid);
}

function insertParagraphs({ database }: DraftContext, item: DocumentVersion, pk: number): void {
  const statement = prepare(database, 'INSERT INTO paragraph VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  for (const paragraph of item.document.paragraphs) {
    statement.run(
      pk,
      paragraph.n,
      paragraph.id,
      JSON.stringify(paragraph.headings),
      paragraph.text,
      paragraph.start,
      paragraph.end,
      paragraph.run,
      textHash(paragraph.text),
    );
  }
}

function insertPassages(
  { database, model, reuseVectors }: DraftContext,
  { item, labels }: NewDocument,
  pk: number,
): void {
  const statement = prepare(
    database,
    `INSERT INTO passage (label, document, ordinal, first, last, text, hash, headings, sentences, cut_start,
       cut_end, embedding)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
       (SELECT max(pk) FROM embedding WHERE model = ? AND hash = ? AND ?))`,
  );
  for (const [i, passage] of item.passages.entries()) {
    const hash = passageHash(passage);
    statement.run(
      labels?.[i] ?? null,
      pk,
      passage.ordinal,
      passage.first,
      passage.last,
      passage.text,
      hash,
      JSON.stringify(passage.headings),
      spansToText(passage.sentences),
      passage.cut.start ? 1 : 0,
      passage.cut.end ? 1 : 0,
      model.fingerprint,
      hash,
      reuseVectors ? 1 : 0,
    );
  }
}
