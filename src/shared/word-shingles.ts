// In: a text. Out: its runs of neighbouring words, folded, by which a copy is known again after it was cut
// differently. Two reports of one event share words, but hardly ever five in a row. A run is kept as a number
// of 32 bits: comparing twenty passages has to cost next to nothing beside finding them.

import { foldText } from './fold-text.js';

/** Where none of so many runs is shared, the rest is not compared: of .4 shared, 1 in 10 million looks so. */
const SAMPLE = 32;

/** Words in a run. */
const SHINGLE_WORDS = 5;

/** The hashes of a text's runs, ascending, each once. */
export type Shingles = Uint32Array;

/** Every run of so many words; a text that is shorter is one run. */
export function shinglesOf(text: string, size = SHINGLE_WORDS): Shingles {
  const words = (foldText(text).match(/[\p{L}\p{N}]+/gu) ?? []).map(hashOf);
  if (words.length === 0) return new Uint32Array();
  const runs = new Uint32Array(Math.max(1, words.length - size + 1));
  for (let i = 0; i < runs.length; i += 1) {
    let run = 0;
    for (let k = i; k < i + size; k += 1) run = Math.imul(run ^ (words[k] ?? 0), FNV.prime);
    runs[i] = run;
  }
  runs.sort();
  return runs.filter((run, i) => run !== runs[i - 1]);
}

/** Share of the smaller text's runs that stand in the other one, 0 to 1. */
export function containment(a: Shingles, b: Shingles): number {
  const [small, large] = a.length < b.length ? [a, b] : [b, a];
  return sharedRuns(small, large) / Math.max(1, small.length);
}

/** Share of a text's runs that stand in another one, 0 to 1. */
export function coverage(part: Shingles, whole: Shingles): number {
  return sharedRuns(part, whole) / Math.max(1, part.length);
}

/** Whether every run of a text stands in another one. */
export function isWithin(part: Shingles, whole: Shingles): boolean {
  return sharedRuns(part, whole) === part.length;
}

/** Runs that stand in both. One walk along both. In the order of their hashes the first runs are a fair sample of all. */
export function sharedRuns(small: Shingles, large: Shingles): number {
  let shared = 0;
  let j = 0;
  for (let i = 0; i < small.length; i += 1) {
    if (i === SAMPLE && shared === 0) return 0;
    const run = small[i] ?? 0;
    while (j < large.length && (large[j] ?? 0) < run) j += 1;
    if (large[j] === run) shared += 1;
  }
  return shared;
}

const FNV = { start: 0x811c9dc5, prime: 0x01000193 } as const;

/** FNV-1a over UTF-16 units. */
function hashOf(word: string): number {
  let hash: number = FNV.start;
  for (let i = 0; i < word.length; i += 1) {
    hash = Math.imul(hash ^ word.charCodeAt(i), FNV.prime);
  }
  return hash;
}
