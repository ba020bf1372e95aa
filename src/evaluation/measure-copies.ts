// In: documents as passages of numbered sentences. Out: how well a measure of likeness tells copies, made up
// by wire-copies.ts, from passages that are no copies of each other, bound by bound.

import { printsSame } from '../answering/merge-copies.js';
import { containment, shinglesOf, type Shingles } from '../shared/word-shingles.js';
import { layOutTable } from '../shared/lay-out-table.js';
import { words } from '../retrieval/terms.js';
import {
  copyDocument,
  sharedShare,
  textOfPassage,
  type CopyOptions,
  type SentencePassage,
} from './wire-copies.js';

/** Two passages are copies where the smaller shares at least so much of its text. */
const HALF = 0.5;
const MOST = 0.8;

const BOUNDS = [0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.7, 0.8];

type Likeness = (a: Prepared, b: Prepared) => number;

interface Prepared {
  readonly words: ReadonlySet<string>;
  readonly threes: Shingles;
  readonly fives: Shingles;
  readonly eights: Shingles;
}

const MEASURES: Readonly<Record<string, Likeness>> = {
  'words, Jaccard': (a, b) => jaccard(a.words, b.words),
  '3 words, contained': (a, b) => containment(a.threes, b.threes),
  '5 words, contained': (a, b) => containment(a.fives, b.fives),
  '8 words, contained': (a, b) => containment(a.eights, b.eights),
  'as it is merged': (a, b) => (printsSame(a.fives, b.fives) ? 1 : 0),
};

export interface CopyFigures {
  readonly measure: string;
  readonly bound: number;
  /** Of the pairs that share half or more (and four fifths or more), how many are told to be copies. */
  readonly recallOfHalf: number;
  readonly recallOfMost: number;
  /** Of the pairs told to be copies, how many share half or more. */
  readonly precision: number;
  /** Pairs of different passages that are taken for copies, of `different` ones. */
  readonly wrong: number;
  readonly different: number;
  /** Pairs that share half or more. */
  readonly copies: number;
}

/** Measures every bound of every measure; pairs that share less than half of their text are left out. */
export function measureCopies(
  documents: readonly (readonly SentencePassage[])[],
  options: CopyOptions,
): CopyFigures[] {
  const pairs = copyPairs(documents, options);
  const originals = documents.flat().map((passage) => prepare(textOfPassage(passage)));
  return Object.entries(MEASURES).flatMap(([measure, likeness]) => {
    const wrong = BOUNDS.map(() => 0);
    originals.forEach((a, i) => {
      for (let j = i + 1; j < originals.length; j += 1) {
        const b = originals[j];
        if (b !== undefined) count(wrong, likeness(a, b));
      }
    });
    const half = BOUNDS.map(() => 0);
    const most = BOUNDS.map(() => 0);
    for (const { a, b, share } of pairs) {
      count(half, likeness(a, b));
      if (share >= MOST) count(most, likeness(a, b));
    }
    const mostly = pairs.filter(({ share }) => share >= MOST).length;
    return BOUNDS.map((bound, k) => ({
      measure,
      bound,
      recallOfHalf: (half[k] ?? 0) / pairs.length,
      recallOfMost: (most[k] ?? 0) / mostly,
      precision: (half[k] ?? 0) / Math.max(1, (half[k] ?? 0) + (wrong[k] ?? 0)),
      wrong: wrong[k] ?? 0,
      different: (originals.length * (originals.length - 1)) / 2,
      copies: pairs.length,
    }));
  });
}

function count(counts: number[], likeness: number): void {
  BOUNDS.forEach((bound, k) => {
    if (likeness >= bound) counts[k] = (counts[k] ?? 0) + 1;
  });
}

interface CopyPair {
  readonly a: Prepared;
  readonly b: Prepared;
  readonly share: number;
}

function copyPairs(
  documents: readonly (readonly SentencePassage[])[],
  options: CopyOptions,
): CopyPair[] {
  return documents.flatMap((passages) => {
    const copies = copyDocument(passages.flat(), options);
    return passages.flatMap((passage) =>
      copies.flatMap((copy) => {
        const share = sharedShare(passage, copy);
        if (share < HALF) return [];
        return [{ a: prepare(textOfPassage(passage)), b: prepare(textOfPassage(copy)), share }];
      }),
    );
  });
}

function prepare(text: string): Prepared {
  return {
    words: new Set(words(text)),
    threes: shinglesOf(text, 3),
    fives: shinglesOf(text, 5),
    eights: shinglesOf(text, 8),
  };
}

function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  let shared = 0;
  for (const word of small) if (large.has(word)) shared += 1;
  return shared / Math.max(1, a.size + b.size - shared);
}

/** The figures for a terminal. */
export function copyTable(figures: readonly CopyFigures[]): string {
  const header = ['measure', 'bound', 'half', 'most', 'precision', 'copies', 'wrong', 'different'];
  const rows = figures.map((row) => [
    row.measure,
    row.bound.toFixed(2),
    row.recallOfHalf.toFixed(3),
    row.recallOfMost.toFixed(3),
    row.precision.toFixed(3),
    `${row.copies}`,
    `${row.wrong}`,
    `${row.different}`,
  ]);
  return layOutTable([header, ...rows], ['left', ...Array<'right'>(7).fill('right')]).join('\n');
}
