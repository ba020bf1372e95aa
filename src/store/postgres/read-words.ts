// The lexical leg: candidates by the rarest words of a question, scored here. Counts are those of the generation, so no
// other collection and no build that runs shows in a score.

import { drivingTerms } from '../driving-terms.js';
import type { LexicalCandidate, LexicalQuery } from '../knowledge-store.js';
import { scoreBm25, type WordTotals } from '../score-bm25.js';
import { wordsOf } from '../words-of.js';
import { startBindings } from './bindings.js';
import { hitsIn, termQuery, withinCollection } from './passage-words.js';
import type { Statements } from './postgres.js';
import { allowed, asksForWords, visible, type NamedGeneration } from './visible-rows.js';

/** Passages that one question reads and scores at most by its words (DECISIONS.md). */
export const MOST_SCORED = 1_000;

/** How often terms stand in a generation, and its totals; remembered by whoever reads. */
export interface WordCounts {
  frequencies(generation: NamedGeneration, terms: readonly string[]): Promise<number[]>;
  totals(generation: NamedGeneration): Promise<WordTotals>;
}

interface AskedTerm {
  readonly term: string;
  readonly words: readonly string[];
  readonly query: string;
  readonly frequency: number;
}

interface WordsRow {
  readonly label: number;
  readonly length: number;
  readonly tsv: string;
}

export interface LexicalRead {
  readonly statements: Statements;
  readonly counts: WordCounts;
  readonly generation: NamedGeneration;
  readonly query: LexicalQuery;
}

/** Passages that hold any of the words, best first. */
export async function readLexical(read: LexicalRead): Promise<LexicalCandidate[]> {
  const { counts, generation, query } = read;
  const terms = await askedTerms(read);
  if (terms.length === 0) return [];
  const { driving, isCut } = drivingTerms(terms, MOST_SCORED);
  const found = new Map<number, WordsRow>();
  const add = (rows: readonly WordsRow[]): void => {
    for (const row of rows) found.set(row.label, row);
  };
  add(await readAny(read, driving));
  // A filter, or a rare word alone, may leave fewer than are wanted: then the common ones bring theirs.
  if (isCut && found.size < query.limit) add(await readAny(read, terms));
  return ranked([...found.values()], terms, await counts.totals(generation)).slice(0, query.limit);
}

async function askedTerms({ counts, generation, query }: LexicalRead): Promise<AskedTerm[]> {
  const terms = query.terms.flatMap((term) => {
    const asked = termQuery(term);
    return asked === null ? [] : [{ term, words: wordsOf(term), query: asked }];
  });
  const frequencies = await counts.frequencies(
    generation,
    terms.map(({ term }) => term),
  );
  return terms
    .map((term, i) => ({ ...term, frequency: frequencies[i] ?? 0 }))
    .filter(({ frequency }) => frequency > 0);
}

function readAny(read: LexicalRead, terms: readonly AskedTerm[]): Promise<WordsRow[]> {
  const any = terms.map(({ query }) => query).join(' | ');
  return readRows(read, (bind) => {
    const query = withinCollection(read.generation.collection, any);
    return `w.tsv @@ ${bind(query)}::tsquery`;
  });
}

function readRows(
  { statements, generation, query }: LexicalRead,
  condition: (bind: (value: unknown) => string) => string,
): Promise<WordsRow[]> {
  const bindings = startBindings();
  const where = [
    `w.collection = ${bindings.bind(generation.collection)}`,
    condition(bindings.bind),
    allowed(bindings, generation, query.filter),
  ];
  return statements.rows<WordsRow>(
    `SELECT w.label::float8 AS label, w.length, w.tsv::text AS tsv
     FROM index_words w JOIN index_document d ON d.collection = w.collection AND d.pk = w.document
       ${asksForWords(query.filter) ? JOIN_PASSAGE : ''}
     WHERE ${where.join(' AND ')} LIMIT ${MOST_SCORED}`,
    bindings.values,
  );
}

const JOIN_PASSAGE = 'JOIN index_passage p ON p.collection = w.collection AND p.label = w.label';

function ranked(
  rows: readonly WordsRow[],
  terms: readonly AskedTerm[],
  totals: WordTotals,
): LexicalCandidate[] {
  return rows
    .map(({ label, length, tsv }) => {
      const scored = terms.map(({ frequency, words }) => ({ frequency, hits: hitsIn(tsv, words) }));
      return { label, bm25: scoreBm25(scored, length, totals) };
    })
    .filter(({ bm25 }) => bm25 > 0)
    .sort((a, b) => b.bm25 - a.bm25 || a.label - b.label);
}

/** For each term, which of some labels of the generation hold it. */
export async function readPresence(
  statements: Statements,
  asked: {
    readonly generation: NamedGeneration;
    readonly terms: readonly string[];
    readonly labels: readonly number[];
  },
): Promise<Set<number>[]> {
  const bindings = startBindings();
  const rows = await statements.rows<WordsRow>(
    `SELECT w.label::float8 AS label, w.length, w.tsv::text AS tsv
     FROM index_words w JOIN index_document d ON d.collection = w.collection AND d.pk = w.document
     WHERE w.collection = ${bindings.bind(asked.generation.collection)}
       AND w.label = ANY(${bindings.bind(asked.labels)}::bigint[])
       AND d.since <= ${bindings.bind(asked.generation.number)}`,
    bindings.values,
  );
  return asked.terms.map((term) => {
    const words = wordsOf(term);
    const holds = ({ tsv }: WordsRow): boolean => {
      const { title, body } = hitsIn(tsv, words);
      return title + body > 0;
    };
    return new Set(rows.filter(holds).map(({ label }) => label));
  });
}

/** In how many passages of a generation each term stands; what is kept of words is looked up, phrases are counted. */
export async function readFrequencies(
  statements: Statements,
  generation: NamedGeneration,
  terms: readonly string[],
): Promise<number[]> {
  const asked = terms.map(wordsOf);
  const single = asked.flatMap((words) => (words.length === 1 ? words : []));
  const rows =
    single.length === 0
      ? []
      : await statements.rows<{ term: string; passages: number }>(
          `SELECT term, passages FROM index_term
           WHERE collection = $1 AND term = ANY($2::text[])
             AND since <= $3 AND (until IS NULL OR until > $3)`,
          [generation.collection, single, generation.number],
        );
  const known = new Map(rows.map(({ term, passages }) => [term, passages]));
  const counted: number[] = [];
  for (const [i, words] of asked.entries()) {
    const [word, ...others] = words;
    if (word === undefined) counted.push(0);
    else if (others.length === 0) counted.push(known.get(word) ?? 0);
    else counted.push(await countPhrase(statements, generation, terms[i] ?? ''));
  }
  return counted;
}

async function countPhrase(
  statements: Statements,
  generation: NamedGeneration,
  term: string,
): Promise<number> {
  const query = termQuery(term);
  if (query === null) return 0;
  const bindings = startBindings();
  const within = bindings.bind(withinCollection(generation.collection, query));
  const [row] = await statements.rows<{ n: number }>(
    `SELECT count(*)::integer AS n
     FROM index_words w JOIN index_document d ON d.collection = w.collection AND d.pk = w.document
     WHERE w.tsv @@ ${within}::tsquery AND ${visible(bindings, generation)}`,
    bindings.values,
  );
  return row?.n ?? 0;
}

/** Passages and words of a generation. */
export async function readTotals(
  statements: Statements,
  { collection, number }: NamedGeneration,
): Promise<WordTotals> {
  const [row] = await statements.rows<WordTotals>(
    `SELECT passages, words::float8 AS words FROM index_generation
     WHERE collection = $1 AND number = $2`,
    [collection, number],
  );
  return row ?? { passages: 0, words: 0 };
}
