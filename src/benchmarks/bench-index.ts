// HNSW against exact search at the sizes most corpora have.

import type { Benchmark } from './benchmark.js';
import { measureIndex } from './measure-index.js';

/** The graph against exact search, at 1,000 and 10,000 vectors. */
export const benchIndex: Benchmark = {
  name: 'index',
  description: 'HNSW against exact search at 1,000 and 10,000 vectors',
  run: async (context) => ({
    vectors1k: await measureIndex(context, 1_000),
    vectors10k: await measureIndex(context, 10_000),
  }),
};
