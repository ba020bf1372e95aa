// In: labelled unit vectors. Out: the labels nearest to a query, as similarities. An index knows no text
// and no collection: there is one for each collection, so nothing can leak between them.

/** One found vector: cosine similarity, higher is nearer. */
export interface Match {
  readonly label: number;
  readonly similarity: number;
}

export interface VectorIndex {
  /** `hnsw` is approximate, `exact` compares with every vector. */
  readonly kind: 'hnsw' | 'exact';
  readonly count: number;
  /** The k nearest, best first, ties by label; fewer where the index holds fewer. */
  search(query: Float32Array, k: number): Promise<Match[]>;
  /**
   * What `searchAmong` goes through: all the vectors it is given, or a graph, which needs many of them to find its
   * way.
   */
  readonly among?: 'vectors' | 'graph';
  /** As `search`, among these labels alone; absent where whoever asks compares their vectors itself. */
  searchAmong?(query: Float32Array, k: number, labels: readonly number[]): Promise<Match[]>;
  close(): Promise<void>;
}

/** A query of another dimension is a mistake of ours: native code would read past the vectors. */
export function requireDimension(query: Float32Array, dimension: number): void {
  if (query.length === dimension) return;
  throw new Error(`a query of ${query.length} numbers meets vectors of ${dimension}`);
}

/** Best first, ties by label: the same order from every index. */
export function compareMatches(a: Match, b: Match): number {
  return b.similarity - a.similarity || a.label - b.label;
}
