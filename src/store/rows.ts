// The rows of a store as its database returns them, and the plain data they become. Both stores select the same names.

import type { Paragraph } from '../corpus/document.js';
import { ReadableError } from '../shared/errors.js';
import type { Span } from '../passages/passage.js';
import type { GraphManifest } from '../vector-index/graph-files.js';
import type { CorpusMeasure, DocumentFacts, Generation, StoredPassage } from './knowledge-store.js';
import { passageHash, textHash } from './passage-hash.js';
import { decodeVector } from './vector-blobs.js';

/** @throws ReadableError `index_corrupt` where a stored value is not what was written */
export function parseStored(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ReadableError({
      code: 'index_corrupt',
      text: 'The store holds a value that is not the one that was written.',
      remedy: 'Rebuild it with: npm run build-index -- --force',
      cause,
    });
  }
}

export interface GenerationRow {
  readonly collection: string;
  readonly number: number;
  readonly model: string;
  readonly fingerprint: string;
  readonly dimension: number;
  readonly canary: Buffer;
  readonly documents: number;
  readonly passages: number;
  readonly graph: string | null;
  readonly built_at: string;
  readonly measure: string | null;
}

export function generationFromRow(row: GenerationRow): Generation {
  return {
    collection: row.collection,
    number: row.number,
    model: { name: row.model, fingerprint: row.fingerprint, dimension: row.dimension },
    canary: decodeVector(row.canary),
    documents: row.documents,
    passages: row.passages,
    graph: row.graph === null ? null : (parseStored(row.graph) as GraphManifest),
    builtAt: row.built_at,
    measure: row.measure === null ? null : (parseStored(row.measure) as CorpusMeasure),
  };
}

export type DocumentRow = DocumentFacts;

export interface ParagraphRow extends Omit<Paragraph, 'headings'> {
  readonly hash: string;
  readonly headings: string;
}

function paragraphFromRow(row: ParagraphRow): Paragraph {
  return {
    id: row.id,
    n: row.n,
    headings: parseStored(row.headings) as string[],
    text: row.text,
    start: row.start,
    end: row.end,
    run: row.run,
  };
}

/** @throws ReadableError `index_corrupt` where the text is not the one that was written */
export function checkedParagraph(row: ParagraphRow, document: string): Paragraph {
  if (textHash(row.text) !== row.hash) throw damagedText(document);
  return paragraphFromRow(row);
}

export interface PassageRow extends DocumentFacts {
  readonly label: number;
  readonly ordinal: number;
  readonly first: number;
  readonly last: number;
  readonly text: string;
  readonly hash: string;
  readonly passageHeadings: string;
  /** Offsets as `[start, end, start, end, ...]`. */
  readonly sentences: string;
  readonly cut_start: 0 | 1;
  readonly cut_end: 0 | 1;
}

function passageFromRow(row: PassageRow): StoredPassage {
  return {
    label: row.label,
    ordinal: row.ordinal,
    first: row.first,
    last: row.last,
    text: row.text,
    headings: parseStored(row.passageHeadings) as string[],
    sentences: spansFromText(row.sentences),
    cut: { start: row.cut_start === 1, end: row.cut_end === 1 },
    document: {
      id: row.id,
      file: row.file,
      title: row.title,
      outlet: row.outlet,
      author: row.author,
      date: row.date,
      url: row.url,
      paragraphs: row.paragraphs,
    },
  };
}

/** @throws ReadableError `index_corrupt` where the text is not the one that was written */
export function checkedPassage(row: PassageRow): StoredPassage {
  const passage = passageFromRow(row);
  if (passageHash(passage) === row.hash) return passage;
  throw damagedText(row.file);
}

function damagedText(where: string): ReadableError {
  return new ReadableError({
    code: 'index_corrupt',
    text: `The store's text of ${where} is not the one that was written.`,
    remedy: 'Rebuild it with: npm run build-index -- --force',
  });
}

export function spansToText(spans: readonly Span[]): string {
  return JSON.stringify(spans.flatMap((span) => [span.start, span.end]));
}

export function spansFromText(text: string): Span[] {
  const offsets = parseStored(text) as number[];
  const spans: Span[] = [];
  for (let i = 0; i + 1 < offsets.length; i += 2) {
    spans.push({ start: offsets[i] ?? 0, end: offsets[i + 1] ?? 0 });
  }
  return spans;
}

export interface EmbeddingRow {
  readonly passage: Buffer;
  /** Length of the passage's vector in bytes. */
  readonly bytes: number;
  readonly passage_crc: number;
  readonly sentences: Buffer | null;
  readonly sentences_crc: number;
}
