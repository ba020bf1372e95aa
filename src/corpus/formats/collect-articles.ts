// The rows of a file -> its documents: rows without a text are named and left out, and two rows with one key
// are told apart by their order.

import type { Extracted, MemberExtraction, MemberRefusal } from '../document-reader.js';
import { Refusal } from '../refusal.js';
import { articleOf } from './article-fields.js';
import { distinctNames, refuseManyDocuments } from './members.js';

/** One row as it stands in its file. */
export interface Row {
  /** As a person would find it: "row 7", "line 12". */
  readonly place: string;
  readonly fields: ReadonlyMap<string, unknown>;
}

/** The articles of the rows; `refusals` are what could not even be read as a row. */
export function collectArticles(
  rows: Iterable<Row>,
  refusals: readonly MemberRefusal[] = [],
): Extracted {
  const extractions: MemberExtraction[] = [];
  const refused = [...refusals];
  const nameOf = distinctNames();
  for (const { place, fields } of rows) {
    try {
      const article = articleOf(fields);
      if (article === null) {
        refused.push({ member: place, code: 'empty_document', text: 'it holds no text. Add text or remove it.' });
        continue;
      }
      const { key, lines, metadata } = article;
      extractions.push({ member: nameOf(key), lines, metadata, encoding: 'utf-8' });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refused.push({ member: place, code: error.code, text: error.message });
    }
    refuseManyDocuments(extractions.length);
  }
  return { extractions, refusals: refused };
}
