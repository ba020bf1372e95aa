// In: sentences. Out: how central each is, 0 to 1: what the others say as well ranks high. A random walk over
// their likeness (LexRank without a threshold), where likeness is half words, half meaning.

import { dotProduct } from '../embeddings/embedder.js';
import type { Sentence } from './sentences.js';

/** Chance of jumping anywhere at each step of the walk. */
const JUMP = 0.15;
/** Steps after which the ranks of a few hundred sentences no longer move. */
const STEPS = 30;
/** Keeps a division by nothing away; likenesses are of the order of .1. */
const LEAST_SUM = 1e-9;
/** Cosine of two sentences that have nothing to do with each other, with the model that ships. */
const UNRELATED = 0.45;
/** Sentences compared with each other; beyond that, only the first ones of a document count. */
const MOST_COMPARED = 600;

export interface Likeness {
  /** How much two sentences say the same, 0 to 1. */
  readonly between: (a: Sentence, b: Sentence) => number;
}

/** Prepares the likeness of sentences: rare words among them weigh more. */
export function likenessOf(sentences: readonly Sentence[]): Likeness {
  const frequency = new Map<string, number>();
  for (const { stems } of sentences) {
    for (const stem of stems) frequency.set(stem, (frequency.get(stem) ?? 0) + 1);
  }
  const weight = (stem: string): number =>
    Math.log(1 + sentences.length / (frequency.get(stem) ?? 1)) ** 2;
  const lengths = new Map<Sentence, number>();
  const lengthOf = (sentence: Sentence): number => {
    const known = lengths.get(sentence);
    if (known !== undefined) return known;
    const length = Math.sqrt([...sentence.stems].reduce((sum, stem) => sum + weight(stem), 0));
    lengths.set(sentence, length);
    return length;
  };
  const words = (a: Sentence, b: Sentence): number => {
    const [small, large] = a.stems.size < b.stems.size ? [a, b] : [b, a];
    let shared = 0;
    for (const stem of small.stems) if (large.stems.has(stem)) shared += weight(stem);
    return shared === 0 ? 0 : shared / (lengthOf(a) * lengthOf(b));
  };
  return {
    between: (a, b) => {
      const shared = words(a, b);
      return (shared + (meaning(a, b) ?? shared)) / 2;
    },
  };
}

/** Null where the store has no vector of one: then words alone count. */
function meaning(a: Sentence, b: Sentence): number | null {
  if (a.vector === null || b.vector === null) return null;
  return Math.max(0, (dotProduct(a.vector, b.vector) - UNRELATED) / (1 - UNRELATED));
}

/** The centrality of each sentence, the most central 1; page furniture neither gets nor gives any. */
export function centralityOf(sentences: readonly Sentence[], likeness: Likeness): number[] {
  const compared = sentences.filter(({ isProse }) => isProse).slice(0, MOST_COMPARED);
  const ranks = walk(compared.map((a) => compared.map((b) => likeness.between(a, b))));
  const most = Math.max(...ranks, Number.MIN_VALUE);
  const found = new Map(compared.map((sentence, i) => [sentence, (ranks[i] ?? 0) / most]));
  return sentences.map((sentence) => found.get(sentence) ?? 0);
}

function walk(likeness: readonly (readonly number[])[]): number[] {
  const count = likeness.length;
  const sums = likeness.map((row) => row.reduce((sum, value) => sum + value, 0));
  let ranks = likeness.map(() => 1 / count);
  for (let step = 0; step < STEPS; step += 1) {
    // A sentence like no other has nobody to hand its rank to.
    const shares = ranks.map((rank, i) => rank / Math.max(sums[i] ?? 0, LEAST_SUM));
    ranks = likeness.map((row) => {
      // Likeness is symmetric, so a row is a column.
      const reached = row.reduce((sum, value, j) => sum + value * (shares[j] ?? 0), 0);
      return JUMP / count + (1 - JUMP) * reached;
    });
  }
  return ranks;
}
