// In: a document's text. Out: a signature of fixed size by which near copies of it are found among any number of
// documents without comparing each with each: a wire report in five outlets, a page behind two addresses. MinHash
// (Broder 1997) over runs of words, with bands (locality-sensitive hashing): documents that share a band are
// candidates, and their signatures then tell how alike they are. Pure; who keeps signatures is the store.

import { shinglesOf } from '../shared/word-shingles.js';

/** Words in a run: the shorter, the more of a copy whose words were changed stays the same. */
const RUN_WORDS = 3;
/** Components of a signature: the standard error of an estimate is at most .044. */
export const SIGNATURE_LENGTH = 128;
/**
 * 42 bands of three: a copy at .4 shares one with a probability of .94. Of 6,142 made-up copies with 4 % of their
 * words changed 6,138 do, and 5 of 12 million pairs of different documents (DECISIONS.md).
 */
const ROWS_IN_BAND = 3;
/** Two documents are copies from this estimate on: 6,116 of those copies, and none of those other pairs. */
export const LEAST_COPY_SIMILARITY = 0.4;
/** A signature costs time with each word; what a book's first 50,000 words say tells it from any other. */
const MOST_CHARACTERS = 300_000;
/** What no run of words has reached. */
const NOTHING = 0xffffffff;

/** One for each component; the golden ratio spreads them. */
const SEEDS = Uint32Array.from({ length: SIGNATURE_LENGTH }, (_, i) =>
  mix(Math.imul(i + 1, 0x9e3779b9)),
);

/** The signature of a text: the smallest hash of its runs under each of 128 orders. Of a text without words, nothing. */
export function signatureOf(text: string): Uint32Array {
  const signature = new Uint32Array(SIGNATURE_LENGTH).fill(NOTHING);
  const runs = shinglesOf(text.slice(0, MOST_CHARACTERS), RUN_WORDS);
  for (let i = 0; i < SIGNATURE_LENGTH; i += 1) {
    const seed = SEEDS[i] ?? 0;
    let least = NOTHING;
    for (const run of runs) least = Math.min(least, mix(run ^ seed));
    signature[i] = least;
  }
  return signature;
}

/**
 * One number of 32 bits for each band: two documents that share any are to be compared. A band's place is part of
 * its number, so that one column holds them all. Empty for a text without words.
 */
export function bandsOf(signature: Uint32Array): number[] {
  if (isOfNothing(signature)) return [];
  const bands: number[] = [];
  for (let start = 0; start + ROWS_IN_BAND <= signature.length; start += ROWS_IN_BAND) {
    let band = mix(start + 1);
    for (const component of signature.subarray(start, start + ROWS_IN_BAND)) {
      band = mix(Math.imul(band, 31) ^ component);
    }
    bands.push(band);
  }
  return bands;
}

/** Estimated share of the runs of both texts that stand in both (Jaccard), 0 to 1. */
export function similarityOf(a: Uint32Array, b: Uint32Array): number {
  if (a.length !== b.length || isOfNothing(a)) return 0;
  let equal = 0;
  for (const [i, component] of a.entries()) if (component === b[i]) equal += 1;
  return equal / Math.max(1, a.length);
}

function isOfNothing(signature: Uint32Array): boolean {
  return signature.every((component) => component === NOTHING);
}

/** The finaliser of MurmurHash3: every bit of the input moves every bit of the result. */
function mix(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
