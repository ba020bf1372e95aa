// What the current generation does not hold any more, for answers that still name it: versions that a generation in use
// may see yet, and those that were set aside when none did.

import type { Paragraph } from '../../corpus/document.js';
import type { PastPassage } from '../knowledge-store.js';
import type { ParagraphRow, PassageRow } from '../rows.js';
import { PARAGRAPH, paragraphOf, PASSAGE, passageOf } from './knowledge-rows.js';
import type { Statements } from './postgres.js';

interface PastRow extends PassageRow {
  readonly left_at: string;
  /** Whether the current generation holds a document of the same id. */
  readonly held: boolean;
}

const HELD = `EXISTS (SELECT 1 FROM index_document now
  WHERE now.collection = c.collection AND now.id = d.id AND now.since <= c.current
    AND (now.until IS NULL OR now.until > c.current)) AS held`;

/** Past passages of a collection, in the order asked; labels it does not know or still holds are left out. */
export async function readPastPassages(
  statements: Statements,
  asked: { readonly collection: string; readonly labels: readonly number[] },
): Promise<PastPassage[]> {
  if (asked.labels.length === 0) return [];
  const rows = await statements.rows<PastRow>(
    `SELECT ${PASSAGE}, d.left_at, ${HELD}
     FROM index_collection c JOIN index_passage p ON p.collection = c.collection
     JOIN index_document d ON d.collection = p.collection AND d.pk = p.document
     WHERE c.collection = $1 AND p.label = ANY($2::bigint[]) AND d.until <= c.current
     UNION ALL
     SELECT ${PASSAGE}, d.left_at, ${HELD}
     FROM index_collection c JOIN index_past_passage p ON p.collection = c.collection
     JOIN index_past_document d ON d.collection = p.collection AND d.pk = p.document
     WHERE c.collection = $1 AND p.label = ANY($2::bigint[]) AND c.current IS NOT NULL`,
    [asked.collection, asked.labels],
  );
  const found = new Map(rows.map((row) => [row.label, row]));
  return asked.labels.flatMap((label) => {
    const row = found.get(label);
    if (row === undefined) return [];
    const left = row.held ? 'changed' : 'withdrawn';
    return [{ passage: passageOf(row), left, leftAt: row.left_at }];
  });
}

/** The paragraphs of the version that a label is of, past or not; a draft's are not shown. */
export async function readPastParagraphs(
  statements: Statements,
  { collection, label }: { readonly collection: string; readonly label: number },
): Promise<Paragraph[]> {
  const rows = await statements.rows<ParagraphRow>(
    `SELECT ${PARAGRAPH}
     FROM index_collection c JOIN index_passage p ON p.collection = c.collection
     JOIN index_document d ON d.collection = p.collection AND d.pk = p.document
     JOIN index_paragraph q ON q.collection = d.collection AND q.document = d.pk
     WHERE c.collection = $1 AND p.label = $2 AND d.since <= c.current
     UNION ALL
     SELECT ${PARAGRAPH}
     FROM index_past_passage p
     JOIN index_past_paragraph q ON q.collection = p.collection AND q.document = p.document
     WHERE p.collection = $1 AND p.label = $2
     ORDER BY n`,
    [collection, label],
  );
  return rows.map((row) => paragraphOf(row, `passage ${label}`));
}
