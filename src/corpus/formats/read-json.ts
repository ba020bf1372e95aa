// JSON -> the articles in it: one object, an array of them, an object that holds such an array (JSON Feed, the
// answers of news services), or one object a line. Depth and size are counted before anything is parsed.

import { decodeText } from '../decode-text.js';
import type { DocumentReader, Extracted, MemberRefusal } from '../document-reader.js';
import { Refusal } from '../refusal.js';
import { articleOf } from './article-fields.js';
import { collectArticles, type Row } from './collect-articles.js';
import { soleExtraction } from './sole-extraction.js';

/** Reads .json, .jsonl and .ndjson files. */
export const jsonReader: DocumentReader = {
  read: (bytes, { name }) => Promise.resolve(readJson(decodeText(bytes).text, name)),
};

const LISTS = ['articles', 'items', 'documents', 'docs', 'entries', 'results', 'posts', 'data'];
const DEEPEST = 32;
const MOST_VALUES = 500_000;
const MOST_BAD_LINES = 100;
const MARK = /["[\]{},]/g;
const QUOTE_OR_ESCAPE = /["\\]/g;

/** Reads JSON text; `name` tells a file of lines that holds one by now from a file of one article. */
export function readJson(text: string, name: string): Extracted {
  refuseComplexJson(text);
  const value = parsed(text.trim());
  const isOneLine = /\.(?:jsonl|ndjson)$/i.test(name) && !Array.isArray(value);
  if (value === undefined || isOneLine) return readLines(text);
  const list = listIn(value);
  if (list !== null) {
    return collectArticles(
      list.map((item, index) => ({ place: `item ${index + 1}`, fields: fieldsOf(item) })),
    );
  }
  const article = articleOf(fieldsOf(value));
  if (article !== null) return soleExtraction(article);
  throw invalid(
    'it is no article and no list of articles: nothing is called text, body or content',
  );
}

/** One object a line; lines that are broken are named, unless the first one is. */
function readLines(text: string): Extracted {
  const rows: Row[] = [];
  const refusals: MemberRefusal[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const value = parsed(line);
    const place = `line ${index + 1}`;
    if (value !== undefined) rows.push({ place, fields: fieldsOf(value) });
    else if (rows.length === 0) throw invalid(`${place} is not JSON`);
    else
      refusals.push({ member: place, code: 'document_invalid', text: 'it is not JSON. Mend it.' });
    if (refusals.length > MOST_BAD_LINES)
      throw invalid(`more than ${MOST_BAD_LINES} lines are not JSON`);
  }
  return collectArticles(rows, refusals);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function listIn(value: unknown): readonly unknown[] | null {
  if (Array.isArray(value)) return value as readonly unknown[];
  const fields = fieldsOf(value);
  if (articleOf(fields) !== null) return null;
  const found = LISTS.map((name) => fields.get(name)).find((list) => Array.isArray(list));
  return Array.isArray(found) ? found : null;
}

function fieldsOf(value: unknown): ReadonlyMap<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return new Map();
  return new Map(Object.entries(value));
}

/** One pass over the marks outside strings; a bracket that is never closed is the parser's business. */
function refuseComplexJson(text: string): void {
  let depth = 0;
  let values = 0;
  MARK.lastIndex = 0;
  for (let found = MARK.exec(text); found !== null; found = MARK.exec(text)) {
    const mark = found[0];
    if (mark === '"') {
      MARK.lastIndex = endOfString(text, MARK.lastIndex);
      continue;
    }
    if (mark === '[' || mark === '{') depth += 1;
    else if (mark === ']' || mark === '}') depth -= 1;
    else values += 1;
    if (depth > DEEPEST)
      throw new Refusal('too_complex', `it is nested deeper than ${DEEPEST}. Simplify it.`);
    if (values > MOST_VALUES)
      throw new Refusal('too_complex', `it has more than ${MOST_VALUES} values. Split it.`);
  }
}

function endOfString(text: string, from: number): number {
  QUOTE_OR_ESCAPE.lastIndex = from;
  for (let found = QUOTE_OR_ESCAPE.exec(text); found !== null; found = QUOTE_OR_ESCAPE.exec(text)) {
    if (found[0] === '"') return QUOTE_OR_ESCAPE.lastIndex;
    QUOTE_OR_ESCAPE.lastIndex += 1;
  }
  return text.length;
}

function invalid(reason: string): Refusal {
  return new Refusal('document_invalid', `${reason}. Mend it.`);
}
