// HNSW against exact search at the size where exact search begins to be felt. Building the graph takes
// minutes on one core, so it runs only when it is named.

import type { Benchmark } from './benchmark.js';
import { measureIndex } from './measure-index.js';

/** The graph against exact search, at 100,000 vectors. */
export const benchIndex100k: Benchmark = {
  name: 'index-100k',
  description: 'the same at 100,000 vectors; takes minutes',
  slow: true,
  run: async (context) => ({ vectors100k: await measureIndex(context, 100_000) }),
};
