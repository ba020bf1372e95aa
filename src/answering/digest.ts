// In: many short texts, such as what was said in a channel. Out: the few that stand for all of them, by
// position. Each one that is taken is the text nearest to what those before it do not cover yet, so that a
// second subject comes before a second text on the first; nothing is reworded, and nothing is kept.

import { dotProduct } from '../embeddings/embedder.js';
import { contentTerms } from '../retrieval/terms.js';
import { wordVectors, type WordVector } from './word-vectors.js';

export interface DigestRequest {
  /** In the order in which they were said; of more than `DIGEST.texts` the last ones are not looked at. */
  readonly texts: readonly string[];
  /** Texts to choose; fewer come back where no more say anything. */
  readonly most: number;
  /** Positions that are chosen in any case, and count as covered; they are among `most`. */
  readonly kept?: readonly number[] | undefined;
}

export interface DigestParts {
  /** The meaning of a text; null where only its words are to count. */
  readonly embed: ((text: string) => Promise<Float32Array>) | null;
  /** Milliseconds that only grow. */
  readonly now: () => number;
}

export const DIGEST = {
  /** Texts that are read; of more, the newest. */
  texts: 1_000,
  /** Characters of one text that are looked at: a message or two. */
  characters: 500,
  /** Texts whose meaning is compared; of more, those whose words are the most common to all. */
  embedded: 200,
  /** Milliseconds after which no further text is embedded: somebody is waiting. */
  embedMs: 2_500,
  /** Words that carry meaning; a text with fewer is no more than a nod. */
  words: 4,
  /** As many such words make a text count in full among those that are to be covered. */
  fullWords: 8,
} as const;

/** Similarity of the texts at two positions of a list. */
type Similarity = (a: number, b: number) => number;

/** Chooses texts; positions in their order. */
export async function digest(request: DigestRequest, parts: DigestParts): Promise<number[]> {
  // Of too many the newest are read; the others keep their positions and say nothing.
  const oldest = request.texts.length - DIGEST.texts;
  const texts = request.texts.map((text, i) =>
    i < oldest ? '' : text.slice(0, DIGEST.characters),
  );
  const kept = [...new Set(request.kept)].filter((position) => texts[position] !== undefined);
  const pool = poolOf(texts, kept);
  if (pool.length <= request.most) return inOrder(pool);
  const spoken = pool.map((position) => texts[position] ?? '');
  const byWords = wordVectors(spoken);
  const ranked = byCommonWords(byWords, new Set(kept.map((position) => pool.indexOf(position))));
  const { members, similarity } = await comparable(ranked, { spoken, byWords, parts });
  const places = new Map(members.map((member, place) => [pool[member] ?? 0, place]));
  const start = kept.flatMap((position) => places.get(position) ?? []);
  const masses = members.map((member) => massOf(spoken[member] ?? ''));
  const chosen = cover(masses, similarity, { most: request.most, start });
  return inOrder(chosen.flatMap((place) => pool[members[place] ?? -1] ?? []));
}

/** Positions that may be chosen: what says something, or everything where nothing does. */
function poolOf(texts: readonly string[], kept: readonly number[]): number[] {
  const all = texts.map((_, position) => position);
  const said = all.filter(
    (position) => wordCount(texts[position] ?? '') >= DIGEST.words || kept.includes(position),
  );
  return said.length > kept.length ? said : all;
}

const segmenter = new Intl.Segmenter('en', { granularity: 'word' });

/** Distinct words that carry meaning; in scripts without spaces, all words. */
function wordCount(text: string): number {
  const spaced = contentTerms(text).length;
  if (!UNSPACED.test(text)) return spaced;
  const found = [...segmenter.segment(text)].filter(({ isWordLike }) => isWordLike === true);
  return new Set(found.map(({ segment }) => segment)).size;
}

const UNSPACED =
  /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}\p{sc=Tibt}]/u;

/** Every place, what is kept first, then those whose words are the most common to all. */
function byCommonWords(vectors: readonly WordVector[], kept: ReadonlySet<number>): number[] {
  const sum = new Map<string, number>();
  for (const vector of vectors) {
    for (const [word, weight] of vector) sum.set(word, (sum.get(word) ?? 0) + weight);
  }
  const scores = vectors.map((vector, place) => (kept.has(place) ? Infinity : dot(vector, sum)));
  return scores
    .map((_, place) => place)
    .sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
}

interface Texts {
  readonly spoken: readonly string[];
  readonly byWords: readonly WordVector[];
  readonly parts: DigestParts;
}

/** The places that can be compared with each other, and how. */
async function comparable(ranked: readonly number[], { spoken, byWords, parts }: Texts) {
  const candidates = ranked.slice(0, DIGEST.embedded);
  if (parts.embed === null) {
    const vectors = candidates.map((place) => byWords[place] ?? new Map<string, number>());
    return { members: candidates, similarity: between(vectors, dot) };
  }
  const until = parts.now() + DIGEST.embedMs;
  const vectors: Float32Array[] = [];
  for (const place of candidates) {
    // One after the other: a question that comes in between waits for one short text, not for all.
    if (vectors.length > 0 && parts.now() >= until) break;
    vectors.push(await parts.embed(spoken[place] ?? ''));
  }
  return {
    members: candidates.slice(0, vectors.length),
    similarity: between(vectors, dotProduct),
  };
}

/** Similarities of vectors, less their mean: what is as near as any two texts are is not near. */
function between<V>(vectors: readonly V[], compare: (a: V, b: V) => number): Similarity {
  const rows = vectors.map((a) => Float32Array.from(vectors, (b) => compare(a, b)));
  const total = rows.reduce((sum, row) => sum + row.reduce((part, value) => part + value, 0), 0);
  const others = vectors.length * (vectors.length - 1);
  const mean = others === 0 ? 0 : (total - vectors.length) / others;
  return (a, b) => Math.max(0, (rows[a]?.[b] ?? 0) - mean);
}

interface Cover {
  readonly most: number;
  /** Places that are taken before any other. */
  readonly start: readonly number[];
}

/** How much a text counts among what is to be covered, up to 1. */
function massOf(text: string): number {
  return Math.min(1, wordCount(text) / DIGEST.fullWords);
}

/** Places chosen one by one, each the one that brings all others nearest to something chosen. */
function cover(
  masses: readonly number[],
  similarity: Similarity,
  { most, start }: Cover,
): number[] {
  const chosen: number[] = [];
  const covered = new Float32Array(masses.length);
  const take = (place: number): void => {
    chosen.push(place);
    covered.forEach((before, i) => (covered[i] = Math.max(before, similarity(i, place))));
  };
  const gainOf = (place: number): number =>
    masses.reduce(
      (sum, mass, i) => sum + mass * Math.max(0, similarity(i, place) - (covered[i] ?? 0)),
      0,
    );
  start.slice(0, most).forEach(take);
  while (chosen.length < Math.min(most, masses.length)) {
    const gains = Array.from(covered, (_, place) => (chosen.includes(place) ? -1 : gainOf(place)));
    take(gains.indexOf(Math.max(...gains)));
  }
  return chosen;
}

function dot(a: WordVector, b: WordVector): number {
  let sum = 0;
  for (const [word, weight] of a) sum += weight * (b.get(word) ?? 0);
  return sum;
}

function inOrder(positions: readonly number[]): number[] {
  return [...positions].sort((a, b) => a - b);
}
