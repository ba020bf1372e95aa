// In: words and the generations of several collections. Out: the passages of all of them that hold some, by one
// score. Each collection's BM25 knows its own rarity of words alone: in one of two documents every word is common, in
// one of thousands the same word is rare. So the best passage of each is weighed anew by how rare its words are in
// all of them together, and the others of its collection with it.

import type {
  Generation,
  KnowledgeReader,
  LexicalCandidate,
  LexicalQuery,
} from '../store/knowledge-store.js';

/** For each collection, in how many of its passages each term stands. */
export type ReadFrequencies = (terms: readonly string[]) => Promise<readonly (readonly number[])[]>;

export interface JointWords {
  readonly reader: KnowledgeReader;
  readonly generations: readonly Generation[];
  readonly frequencies: ReadFrequencies;
}

/** What one collection found. */
interface Found {
  readonly passages: number;
  /** Best first, at least one. */
  readonly candidates: readonly LexicalCandidate[];
  readonly best: number;
  /** What the words of its best passage are worth: the sum of their idf over all collections. */
  readonly worth: number;
}

/** The candidates of each collection, brought to one scale; best first, ties by label. */
export async function readJointLexical(
  { reader, generations, frequencies }: JointWords,
  query: LexicalQuery,
): Promise<LexicalCandidate[]> {
  const counts = await frequencies(query.terms);
  const all = addUp(query.terms, counts);
  const passages = generations.reduce((sum, one) => sum + one.passages, 0);
  const worths = all.map((count) => Math.log(1 + (passages - count + 0.5) / (count + 0.5)));
  const found = await Promise.all(
    generations.map(async (generation, i) =>
      counts[i]?.some((count) => count > 0) === true
        ? findIn({ reader, generation, worths }, query)
        : [],
    ),
  );
  return inOneScale(found.flat())
    .sort((a, b) => b.bm25 - a.bm25 || a.label - b.label)
    .slice(0, query.limit);
}

/** In how many passages of all collections each term stands. */
export function addUp(terms: readonly string[], counts: readonly (readonly number[])[]): number[] {
  return terms.map((_, i) => counts.reduce((sum, own) => sum + (own[i] ?? 0), 0));
}

interface OneCollection {
  readonly reader: KnowledgeReader;
  readonly generation: Generation;
  /** Of each term. */
  readonly worths: readonly number[];
}

async function findIn(
  { reader, generation, worths }: OneCollection,
  query: LexicalQuery,
): Promise<Found[]> {
  const candidates = await reader.lexical(generation, query);
  const [best] = candidates;
  if (best === undefined) return [];
  const presence = await reader.termPresence(generation, query.terms, [best.label]);
  const worth = worths.reduce(
    (sum, own, i) => sum + (presence[i]?.has(best.label) === true ? own : 0),
    0,
  );
  return [{ passages: generation.passages, candidates, best: best.bm25, worth }];
}

/** The largest collection knows the rarity of words best: its scores stay, and the others are measured by it. */
function inOneScale(found: readonly Found[]): LexicalCandidate[] {
  const [largest] = [...found].sort((a, b) => b.passages - a.passages);
  if (largest === undefined) return [];
  const unit = largest.worth > 0 ? largest.best / largest.worth : 1;
  return found.flatMap((one) => {
    const isMeasured = one !== largest && one.worth > 0 && one.best > 0;
    const scale = isMeasured ? (one.worth * unit) / one.best : 1;
    return one.candidates.map(({ label, bm25 }) => ({ label, bm25: bm25 * scale }));
  });
}
