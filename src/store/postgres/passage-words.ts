// The words of a passage as a tsvector, written here and not by the server, so that both stores mean the same by a word.
// The title and the headings weigh A and stand before the text; a word that no text can hold names the collection, so
// that a search by words reads the entries of one collection and passes over those of the others.

import { wordsOf } from '../words-of.js';
import type { TermHits } from '../score-bm25.js';

/** The server keeps no higher position of a word. */
const LAST_POSITION = 16_383;

/** Positions between the title and the text, so that no phrase stands in both. */
const GAP = 10;

const COLLECTION_MARK = 'c:';

/** SQL that holds for words and not for the mark of a collection. */
export const isWord = (column: string): string => `left(${column}, 2) <> '${COLLECTION_MARK}'`;

/** A lexeme as the server reads it, whatever stands in a collection's name. */
function markOf(collection: string): string {
  return `'${COLLECTION_MARK}${collection.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}

export interface PassageWords {
  /** Words of the title, the headings and the text. */
  readonly length: number;
  readonly tsv: string;
}

/** Prepares the words of a passage. */
export function passageWords(passage: {
  readonly collection: string;
  /** With the headings, a line each. */
  readonly title: string;
  readonly text: string;
}): PassageWords {
  const title = wordsOf(passage.title);
  const body = wordsOf(passage.text);
  const places = new Map<string, string[]>();
  const add = (word: string, position: number, weight: string): void => {
    const known = places.get(word) ?? [];
    known.push(`${Math.min(position, LAST_POSITION)}${weight}`);
    places.set(word, known);
  };
  title.forEach((word, i) => {
    add(word, i + 1, 'A');
  });
  body.forEach((word, i) => {
    add(word, title.length + GAP + i, '');
  });
  const lexemes = [...places].map(([word, at]) => `'${word}':${at.join()}`);
  return {
    length: title.length + body.length,
    tsv: [markOf(passage.collection), ...lexemes].join(' '),
  };
}

/** A term as a query: its words, side by side and in order; null where it holds none. */
export function termQuery(term: string, where: 'anywhere' | 'text' = 'anywhere'): string | null {
  const words = wordsOf(term);
  if (words.length === 0) return null;
  const weight = where === 'text' ? ':D' : '';
  return `(${words.map((word) => `'${word}'${weight}`).join(' <-> ')})`;
}

/** A query within one collection. */
export function withinCollection(collection: string, query: string): string {
  return `${markOf(collection)} & (${query})`;
}

/** How often a term stands in a passage, read of its words as the server shows them. */
export function hitsIn(tsv: string, term: readonly string[]): TermHits {
  const [first, ...others] = term.map((word) => placesIn(tsv, word));
  if (first === undefined) return { title: 0, body: 0 };
  let title = 0;
  let body = 0;
  for (const [position, inTitle] of first) {
    if (!others.every((places, i) => places.get(position + i + 1) === inTitle)) continue;
    if (inTitle) title += 1;
    else body += 1;
  }
  return { title, body };
}

/** The positions of a word, each with whether it stands in the title. */
function placesIn(tsv: string, word: string): ReadonlyMap<number, boolean> {
  const key = `'${word}':`;
  // Spaces part the words, and none stands in one.
  const found = tsv.startsWith(key) ? 0 : tsv.indexOf(` ${key}`) + 1;
  if (found === 0 && !tsv.startsWith(key)) return NOWHERE;
  const start = found + key.length;
  const end = tsv.indexOf(' ', start);
  const places = new Map<number, boolean>();
  for (const place of tsv.slice(start, end < 0 ? undefined : end).split(',')) {
    places.set(Number.parseInt(place, 10), place.endsWith('A'));
  }
  return places;
}

const NOWHERE: ReadonlyMap<number, boolean> = new Map();
