// The exact index against the contract, in which it is its own oracle.

import { buildExactIndex } from '../../src/vector-index/exact-index.js';
import { describeVectorIndex } from '../contracts/vector-index-contract.js';
import { FAKE_DIMENSION } from '../support/fake-embedder.js';

describeVectorIndex({
  name: 'exact',
  recall: 1,
  open: (items) =>
    Promise.resolve(
      buildExactIndex(FAKE_DIMENSION, {
        labels: items.map((item) => item.label),
        vectors: items.map((item) => item.vector),
      }),
    ),
});
