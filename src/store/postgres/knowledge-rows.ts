// The rows of the knowledge as they are selected: under the names that both stores use, numbers as JavaScript's, texts as
// they were written.

import type { Paragraph } from '../../corpus/document.js';
import type { DocumentFacts, Generation, StoredPassage } from '../knowledge-store.js';
import {
  checkedParagraph,
  checkedPassage,
  generationFromRow,
  type GenerationRow,
  type ParagraphRow,
  type PassageRow,
} from '../rows.js';
import { rowAsWritten } from './storable-text.js';

export const FACTS = 'd.id, d.file, d.title, d.outlet, d.author, d.date, d.url, d.paragraphs';

export const PARAGRAPH = `q.n, q.id, q.headings, q.text, q.starts AS start, q.ends AS "end", q.run, q.hash`;

export const PASSAGE = `p.label::float8 AS label, p.ordinal, p.first, p.last, p.text, p.hash,
  p.headings AS "passageHeadings", p.sentences, p.cut_start, p.cut_end, ${FACTS}`;

/** Over `g`. */
export const GENERATION = `g.collection, g.number, g.model, g.fingerprint, g.dimension, g.canary,
  g.documents, g.passages, g.graph, g.built_at, g.measure`;

export function generationOf(row: GenerationRow): Generation {
  return generationFromRow(rowAsWritten(row));
}

export function factsOf(row: DocumentFacts): DocumentFacts {
  return rowAsWritten(row);
}

/** @throws ReadableError `index_corrupt` where the text is not the one that was written */
export function paragraphOf(row: ParagraphRow, document: string): Paragraph {
  return checkedParagraph(rowAsWritten(row), document);
}

/** @throws ReadableError `index_corrupt` where the text is not the one that was written */
export function passageOf(row: PassageRow): StoredPassage {
  return checkedPassage(rowAsWritten(row));
}
