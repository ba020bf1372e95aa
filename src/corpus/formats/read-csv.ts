// A table with a line of names on top -> one document a row. Commas, semicolons, tabs and bars separate; which of
// them, the first line tells.

import { parse } from 'csv-parse/sync';

import { decodeText } from '../decode-text.js';
import type { DocumentReader, Extracted } from '../document-reader.js';
import { Refusal } from '../refusal.js';
import { isTextField } from './article-fields.js';
import { collectArticles, type Row } from './collect-articles.js';
import { refuseManyDocuments } from './members.js';

/** Reads .csv and .tsv files. */
export const csvReader: DocumentReader = {
  read: (bytes) => Promise.resolve(readCsv(decodeText(bytes).text)),
};

const DELIMITERS = [',', ';', '\t', '|'] as const;
/** A table of 10,000 articles with 50 columns each. */
const MOST_CELLS = 500_000;
const MOST_COLUMNS = 500;

/** Reads a table's text. */
export function readCsv(text: string): Extracted {
  const firstLine = /^[^\r\n]*/.exec(text)?.[0] ?? '';
  const delimiter = delimiterOf(firstLine);
  refuseManyCells(text, delimiter);
  const [names, ...rows] = parseRows(text, delimiter);
  if (names === undefined) throw new Refusal('empty_document', 'it is empty. Remove it.');
  if (names.length > MOST_COLUMNS) throw invalid(`it has more than ${MOST_COLUMNS} columns`);
  if (!names.some(isTextField)) {
    throw invalid(
      'no column is called text, body or content; the first line must name the columns',
    );
  }
  refuseManyDocuments(rows.length);
  return collectArticles(rowsOf(names, rows));
}

function* rowsOf(names: readonly string[], rows: readonly (readonly string[])[]): Generator<Row> {
  for (const [index, cells] of rows.entries()) {
    const fields = new Map(names.map((name, column) => [name, cells[column] ?? '']));
    yield { place: `row ${index + 2}`, fields };
  }
}

function delimiterOf(firstLine: string): string {
  const counts = DELIMITERS.map((mark) => ({ mark, count: firstLine.split(mark).length }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).mark;
}

function parseRows(text: string, delimiter: string): readonly (readonly string[])[] {
  try {
    const options = {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
    };
    return parse(text, options) as string[][];
  } catch (cause) {
    const reason = cause instanceof Error ? (cause.message.split('\n', 1)[0] ?? '') : '';
    throw invalid(`it is no table that can be read (${reason})`, cause);
  }
}

/** Counted before parsing: every cell becomes a string. Marks inside quotes are counted too, so it is generous. */
function refuseManyCells(text: string, delimiter: string): void {
  let cells = 0;
  for (let at = text.indexOf(delimiter); at !== -1; at = text.indexOf(delimiter, at + 1))
    cells += 1;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) cells += 1;
  if (cells <= MOST_CELLS) return;
  throw new Refusal('too_complex', `it has more than ${MOST_CELLS} cells. Split it.`);
}

function invalid(reason: string, cause?: unknown): Refusal {
  return new Refusal('document_invalid', `${reason}. Mend it.`, cause);
}
