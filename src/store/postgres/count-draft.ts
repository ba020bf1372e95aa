// How much a draft holds, with what it keeps of the generation before.

import type { NamedDraft } from './draft-context.js';

export interface DraftCounts {
  readonly documents: number;
  readonly passages: number;
  /** Words of all passages, titles and headings included. */
  readonly words: number;
}

/** Counts what a draft holds. */
export async function readCounts({
  statements,
  collection,
  number,
}: NamedDraft): Promise<DraftCounts> {
  const [row] = await statements.rows<DraftCounts>(
    `SELECT count(DISTINCT d.pk)::integer AS documents, count(w.label)::integer AS passages,
       coalesce(sum(w.length), 0)::float8 AS words
     FROM index_document d
     LEFT JOIN index_words w ON w.collection = d.collection AND w.document = d.pk
     WHERE d.collection = $1 AND d.until IS NULL AND d.since <= $2`,
    [collection, number],
  );
  return row ?? { documents: 0, passages: 0, words: 0 };
}
