// The lexical half of the embedded store: each question goes to the words of its own collection, so no other
// collection's text changes a score or a count. A question adds up the lists of its words and takes the best.

import type { Generation, LexicalCandidate, LexicalQuery } from '../knowledge-store.js';
import type { FilteredLabels } from './filtered-labels.js';
import { placeOf, type OpenWords, type WordList } from './word-lists.js';

export interface AskedWords {
  readonly words: OpenWords;
  readonly generation: Generation;
}

/** Passages that hold any of the words, best first. */
export function readLexical(
  allowed: FilteredLabels,
  { words, generation, query }: AskedWords & { readonly query: LexicalQuery },
): LexicalCandidate[] {
  const known = words(generation);
  if (known === null || query.limit < 1) return [];
  const lists = query.terms.map(known.listOf).filter(({ places }) => places.length > 0);
  if (lists.length === 0) return [];
  const { labels } = known;
  const scores = addUp(lists, labels.length);
  if (isNarrowed(query.filter)) keepOnly(scores, labels, allowed(generation, query.filter));
  return bestOf(scores, query.limit).map((place) => ({
    label: labels[place] ?? 0,
    bm25: scores[place] ?? 0,
  }));
}

/** In how many passages of the generation a term stands. */
export function readFrequency({ words, generation, term }: AskedTerm): number {
  return words(generation)?.listOf(term).places.length ?? 0;
}

/** Which of some labels of the generation hold a term. */
export function readPresence(
  { words, generation, term }: AskedTerm,
  labels: readonly number[],
): Set<number> {
  const known = words(generation);
  if (known === null) return new Set();
  const { places } = known.listOf(term);
  return new Set(labels.filter((label) => holds(places, placeOf(known.labels, label))));
}

export interface AskedTerm extends AskedWords {
  readonly term: string;
}

/** The sum of the lists, by place. */
function addUp(lists: readonly WordList[], passages: number): Float64Array {
  const sums = new Float64Array(passages);
  for (const { places, scores } of lists) {
    for (let i = 0; i < places.length; i += 1) {
      const place = places[i] ?? 0;
      sums[place] = (sums[place] ?? 0) + (scores[i] ?? 0);
    }
  }
  return sums;
}

/** Takes the scores of what a filter does not let pass, in place. */
function keepOnly(scores: Float64Array, labels: Float64Array, allowed: readonly number[]): void {
  let next = 0;
  for (let place = 0; place < scores.length; place += 1) {
    const label = labels[place] ?? 0;
    while (next < allowed.length && (allowed[next] ?? 0) < label) next += 1;
    if (allowed[next] !== label) scores[place] = 0;
  }
}

/** The places with the highest scores above 0, best first, ties in order. */
function bestOf(scores: Float64Array, limit: number): number[] {
  const order = (a: number, b: number): number => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b;
  // Sorted now and then instead of kept in order: of 100,000 places a few hundred ever pass the least one.
  const room = Math.max(MOST_WAITING, 2 * limit);
  let best: number[] = [];
  let least = 0;
  for (let place = 0; place < scores.length; place += 1) {
    if ((scores[place] ?? 0) <= least) continue;
    best.push(place);
    if (best.length < room) continue;
    best = best.sort(order).slice(0, limit);
    least = scores[best[limit - 1] ?? 0] ?? 0;
  }
  return best.sort(order).slice(0, limit);
}

const MOST_WAITING = 1_000;

function holds(places: Uint32Array, place: number): boolean {
  let low = 0;
  let high = place < 0 ? 0 : places.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((places[middle] ?? 0) < place) low = middle + 1;
    else high = middle;
  }
  return place >= 0 && places[low] === place;
}

function isNarrowed(filter: LexicalQuery['filter']): boolean {
  return Object.values(filter).some((value: string | readonly string[] | undefined) =>
    Array.isArray(value) ? value.length > 0 : value !== undefined,
  );
}
