// In: the indexes of several collections. Out: one that searches all of them. Labels are unique over the whole
// store and similarities mean the same in each, so what they find is simply merged.

import type { VectorIndex } from '../vector-index/vector-index.js';

/** Joins indexes; whoever opened them closes them. */
export function joinIndexes(indexes: readonly VectorIndex[]): VectorIndex {
  return {
    kind: indexes.some(({ kind }) => kind === 'hnsw') ? 'hnsw' : 'exact',
    count: indexes.reduce((sum, { count }) => sum + count, 0),
    search: async (query, k) => {
      const found = await Promise.all(indexes.map((index) => index.search(query, k)));
      return found
        .flat()
        .sort((a, b) => b.similarity - a.similarity || a.label - b.label)
        .slice(0, k);
    },
    close: () => Promise.resolve(),
  };
}
