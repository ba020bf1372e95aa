// In: the words of a question and a passage. Out: how much of the question stands in the passage, as two
// shares: of its terms, and of its pairs of neighbouring words. BM25 counts words and forgets both: a passage
// that holds one rare term five times passes for one that holds all terms, in the order they were asked.

import type { StoredPassage } from '../store/knowledge-store.js';
import type { Question } from './question.js';
import type { TermStatistics } from './retrieve.js';
import { stem } from './stem.js';
import { allWords } from './terms.js';

/** Words of a question as stems, weighted, prepared once a question. */
export interface QuestionWords {
  /** idf of each term's stem. */
  readonly stems: ReadonlyMap<string, number>;
  /** Sum of all idf. */
  readonly mass: number;
  /** Neighbouring words, at least one of them a term, with the sum of their weights. */
  readonly pairs: ReadonlyMap<string, number>;
  readonly pairMass: number;
}

/** The stems of a passage. */
export interface PassageWords {
  /** Of the title, the headings and every sentence. */
  readonly all: ReadonlySet<string>;
  /** Sentence by sentence, in order. */
  readonly sentences: readonly {
    readonly stems: ReadonlySet<string>;
    readonly pairs: ReadonlySet<string>;
  }[];
}

export interface WordEvidence {
  /** Share of the question's idf mass in the passage, its title and headings included; 0 to 1. */
  readonly coverage: number;
  /** Largest share, over the sentences, of the question's neighbouring words that stand side by side; 0 to 1. */
  readonly order: number;
}

/** Weight of a stop word within a pair, as an idf: "of" between two names says little, but not nothing. */
const STOP_WORD_WEIGHT = 0.3;

/** Prepares the words of a question. */
export function questionWords(
  question: Pick<Question, 'text'>,
  terms: readonly TermStatistics[],
): QuestionWords {
  const stems = new Map(terms.map(({ term, idf }) => [stem(term), idf]));
  const weight = (word: string): number => stems.get(word) ?? STOP_WORD_WEIGHT;
  const pairs = new Map<string, number>();
  for (const [a, b] of neighbours(allWords(question.text).map(stem))) {
    if (stems.has(a) || stems.has(b)) pairs.set(pairOf(a, b), weight(a) + weight(b));
  }
  return { stems, mass: sum(stems.values()), pairs, pairMass: sum(pairs.values()) };
}

const read = new WeakMap<StoredPassage, PassageWords>();

/** The words of a passage; read once for as long as the passage itself is remembered. */
export function passageWords(passage: StoredPassage): PassageWords {
  const known = read.get(passage);
  if (known !== undefined) return known;
  const heading = [passage.document.title, ...passage.headings].join('\n');
  const sentences = passage.sentences.map(({ start, end }) => {
    const stems = allWords(passage.text.slice(start, end)).map(stem);
    return {
      stems: new Set(stems),
      pairs: new Set(neighbours(stems).map(([a, b]) => pairOf(a, b))),
    };
  });
  const title = allWords(heading).map(stem);
  const all = new Set([...title, ...sentences.flatMap(({ stems }) => [...stems])]);
  const fresh = { all, sentences };
  read.set(passage, fresh);
  return fresh;
}

/** For each term, whether the passage, its title or its headings hold it in any form. */
export function termsHeld(passage: StoredPassage, terms: readonly string[]): boolean[] {
  const { all } = passageWords(passage);
  return terms.map((term) => all.has(stem(term)));
}

/** How the words of a question stand in a passage. */
export function wordEvidence(question: QuestionWords, passage: PassageWords): WordEvidence {
  const { stems, mass, pairs, pairMass } = question;
  const ordered = passage.sentences.map((sentence) =>
    massWithin(pairs, (pair) => sentence.pairs.has(pair)),
  );
  return {
    coverage: mass === 0 ? 0 : massWithin(stems, (word) => passage.all.has(word)) / mass,
    order: pairMass === 0 ? 0 : Math.max(0, ...ordered) / pairMass,
  };
}

function massWithin(weights: ReadonlyMap<string, number>, holds: (key: string) => boolean): number {
  let mass = 0;
  for (const [key, weight] of weights) if (holds(key)) mass += weight;
  return mass;
}

function neighbours(stems: readonly string[]): [string, string][] {
  return stems.slice(1).map((next, i) => [stems[i] ?? '', next]);
}

function pairOf(a: string, b: string): string {
  return `${a} ${b}`;
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
