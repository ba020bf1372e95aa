// The words of a generation as lists in memory: for each word that was asked for, the passages that hold it and what
// it adds to their BM25. Exactly what FTS5's own bm25() gives, at a tenth of its cost: a word is read once and not with
// every question, rows that the generation does not see are taken out once and not joined away each time, and a common
// word costs a pass over numbers. What was used longest ago is forgotten; the truth stays in the words table.

import type { Generation } from '../knowledge-store.js';
import { matchExpression } from './filter-sql.js';
import { prepare, type Database } from './open-database.js';
import { readCurrent } from './read-documents.js';
import { readLengths, readPostings, TITLE_WEIGHT, tokensOf } from './word-postings.js';
import { wordsState } from './words-table.js';

/** Bytes of lists kept, over all collections: at 100,000 passages all words of 300 questions take 25 MB. */
const MOST_LIST_BYTES = 64_000_000;

/** Collections whose passages' lengths are kept: as many as stay open. 12 bytes a passage. */
const MOST_COLLECTIONS = 64;

const K1 = 1.2;
const B = 0.75;
/** A word that most passages hold says nothing of any, and is still no reason against one: as FTS5 has it. */
const LEAST_IDF = 1e-6;

/** A word's passages, as places among those of the generation, in ascending order. */
export interface WordList {
  readonly places: Uint32Array;
  /** What the word adds to the BM25 of each. */
  readonly scores: Float32Array;
}

/** The words of one generation. */
export interface GenerationWords {
  /** The labels of the passages that the generation sees, in ascending order. */
  readonly labels: Float64Array;
  readonly listOf: (term: string) => WordList;
}

/** Null where the collection has no words. */
export type OpenWords = (generation: Generation) => GenerationWords | null;

interface Weighed {
  readonly table: string;
  readonly labels: Float64Array;
  /** What a count is weighed against, for each passage: k1 (1 - b + b length / mean length). */
  readonly norms: Float32Array;
}

/** Keeps the words of a database; what it gives is read inside the caller's transaction. */
export function openWordLists(database: Database): OpenWords {
  const collections = new Map<string, Weighed>();
  const lists = rememberLists();
  return (generation) => {
    const state = wordsState(database, generation.collection);
    if (state === null) return null;
    // Words that are removed between two generations change the second number, a table written anew the first.
    const key = `${state.table}:${state.left}:${generation.number}`;
    const known = collections.get(key) ?? weigh(database, state.table, generation);
    collections.delete(key);
    collections.set(key, known);
    for (const oldest of collections.keys()) {
      if (collections.size <= MOST_COLLECTIONS) break;
      collections.delete(oldest);
    }
    return {
      labels: known.labels,
      listOf: (term) => lists(`${key}:${term}`, () => readList(database, known, term)),
    };
  };
}

/** The lists that were used last, as many as their bytes allow. */
function rememberLists(): (key: string, read: () => WordList) => WordList {
  const remembered = new Map<string, WordList>();
  let bytes = 0;
  const bytesOf = ({ places, scores }: WordList): number => places.byteLength + scores.byteLength;
  return (key, read) => {
    const known = remembered.get(key);
    const list = known ?? read();
    if (known === undefined) bytes += bytesOf(list) + ENTRY_BYTES;
    remembered.delete(key);
    remembered.set(key, list);
    for (const [oldest, { places, scores }] of remembered) {
      if (bytes <= MOST_LIST_BYTES) break;
      remembered.delete(oldest);
      bytes -= bytesOf({ places, scores }) + ENTRY_BYTES;
    }
    return list;
  };
}

/** What an entry takes beside its numbers. */
const ENTRY_BYTES = 400;

function weigh(database: Database, table: string, generation: Generation): Weighed {
  const all = readLengths(database, table);
  const hidden = hiddenLabels(database, generation);
  const seen = all.labels.flatMap((label, i) => (hidden.has(label) ? [] : [i]));
  const total = seen.reduce((sum, i) => sum + (all.lengths[i] ?? 0), 0);
  const mean = Math.max(1, total / Math.max(1, seen.length));
  return {
    table,
    labels: Float64Array.from(seen, (i) => all.labels[i] ?? 0),
    norms: Float32Array.from(seen, (i) => K1 * (1 - B + (B * (all.lengths[i] ?? 0)) / mean)),
  };
}

/** Rows of the words table that a generation does not see: what left with it or before, what came after it. */
function hiddenLabels(database: Database, { collection, number }: Generation): Set<number> {
  const left = prepare<[string, number], { label: number }>(
    database,
    `SELECT p.label FROM document d JOIN passage p ON p.document = d.pk
     WHERE d.collection = ? AND d.until IS NOT NULL AND d.until <= ?`,
  ).all(collection, number);
  const isCurrent = (readCurrent(database, collection)?.number ?? number) <= number;
  // No index leads to these, so they are looked for only while an older generation is still read.
  const came = isCurrent
    ? []
    : prepare<[string, number], { label: number }>(
        database,
        `SELECT p.label FROM document d JOIN passage p ON p.document = d.pk
         WHERE d.collection = ? AND d.since > ?`,
      ).all(collection, number);
  return new Set([...left, ...came].map(({ label }) => label));
}

function readList(database: Database, weighed: Weighed, term: string): WordList {
  const tokens = tokensOf(database, term);
  const [token] = tokens;
  if (token === undefined) return EMPTY;
  return tokens.length === 1
    ? readWord(database, weighed, token)
    : readPhrase(database, weighed, term);
}

const EMPTY: WordList = { places: new Uint32Array(0), scores: new Float32Array(0) };

function readWord(database: Database, weighed: Weighed, token: string): WordList {
  const { labels, norms } = weighed;
  const postings = readPostings(database, weighed.table, token);
  const found = placesOf(postings.labels, labels);
  const idf = Math.max(
    LEAST_IDF,
    Math.log((labels.length - found.length + 0.5) / (found.length + 0.5)),
  );
  const scores = found.map(({ place, i }) => {
    const count = postings.counts[i] ?? 0;
    return (idf * count * (K1 + 1)) / (count + (norms[place] ?? K1));
  });
  return listFrom(found, scores);
}

/** Several words in a row: FTS5 alone knows where they stand, and few passages hold them. */
function readPhrase(database: Database, { table, labels }: Weighed, term: string): WordList {
  const rows = prepare<[string | null], { label: number; bm25: number }>(
    database,
    `SELECT rowid AS label, -bm25(${table}, ${TITLE_WEIGHT}.0, 1.0) AS bm25
     FROM ${table} WHERE ${table} MATCH ? ORDER BY rowid`,
  ).all(matchExpression([term]));
  const found = placesOf(
    rows.map(({ label }) => label),
    labels,
  );
  return listFrom(
    found,
    found.map(({ i }) => rows[i]?.bm25 ?? 0),
  );
}

interface Found {
  /** Among the labels of the generation. */
  readonly place: number;
  /** Among those that were looked for. */
  readonly i: number;
}

/** Where ascending labels stand among those of a generation; those that it does not see are left out. */
function placesOf(wanted: readonly number[], labels: Float64Array): Found[] {
  const found: Found[] = [];
  let from = 0;
  wanted.forEach((label, i) => {
    from = placeFrom(labels, label, from);
    if (labels[from] === label) found.push({ place: from, i });
  });
  return found;
}

/** The first place, from one on, whose label is not below the wanted one. */
function placeFrom(labels: Float64Array, label: number, from: number): number {
  let low = from;
  // What is looked for is mostly near: doubling steps first, halving ones then.
  let step = 1;
  while (low + step < labels.length && (labels[low + step] ?? 0) < label) step *= 2;
  let high = Math.min(labels.length, low + step);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((labels[middle] ?? 0) < label) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The place of one label; -1 where the generation does not see it. */
export function placeOf(labels: Float64Array, label: number): number {
  const place = placeFrom(labels, label, 0);
  return labels[place] === label ? place : -1;
}

function listFrom(found: readonly Found[], scores: readonly number[]): WordList {
  return {
    places: Uint32Array.from(found, ({ place }) => place),
    scores: Float32Array.from(scores),
  };
}
