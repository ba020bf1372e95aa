// The exact index: every vector in one Float32Array, compared one by one. It stands in where the native
// module or a sound graph is missing, serves small filtered sets, and is the oracle for HNSW's recall.

import { compareMatches, requireDimension, type Match, type VectorIndex } from './vector-index.js';

export interface LabelledVectors {
  readonly labels: readonly number[];
  readonly vectors: readonly Float32Array[];
}

/** Builds an exact index over vectors of one dimension. */
export function buildExactIndex(dimension: number, input: LabelledVectors): VectorIndex {
  const { labels } = input;
  const values = new Float32Array(labels.length * dimension);
  input.vectors.forEach((vector, row) => {
    values.set(vector, row * dimension);
  });
  return {
    kind: 'exact',
    count: labels.length,
    search: (query, k) =>
      new Promise((resolve) => {
        requireDimension(query, dimension);
        const matches = labels.map((label, row) => ({
          label,
          similarity: similarityAt(values, query, row * dimension),
        }));
        resolve(nearest(matches, k));
      }),
    close: () => Promise.resolve(),
  };
}

function similarityAt(values: Float32Array, query: Float32Array, offset: number): number {
  let sum = 0;
  for (let i = 0; i < query.length; i += 1) sum += (values[offset + i] ?? 0) * (query[i] ?? 0);
  return sum;
}

function nearest(matches: Match[], k: number): Match[] {
  return matches.sort(compareMatches).slice(0, k);
}
