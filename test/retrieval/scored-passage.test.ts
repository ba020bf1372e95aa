// Cosines from quantised vectors.

import { describe, expect, it } from 'vitest';
import { sentenceCosines } from '../../src/retrieval/scored-passage.js';

describe('sentenceCosines', () => {
  it('multiplies each sentence with the question and its own scale', () => {
    const vectors = {
      count: 2,
      dimension: 3,
      scales: Float32Array.of(0.5, 2),
      values: Int8Array.of(1, 2, 3, -1, 0, 1),
    };
    expect(sentenceCosines(Float32Array.of(1, 1, 2), vectors)).toEqual([4.5, 2]);
  });

  it('gives nothing for no sentences', () => {
    const none = { count: 0, dimension: 3, scales: new Float32Array(), values: new Int8Array() };
    expect(sentenceCosines(Float32Array.of(1, 0, 0), none)).toEqual([]);
  });
});
