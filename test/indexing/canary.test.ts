// The canary tells vectors that do not compare.

import { describe, expect, it } from 'vitest';
import { CANARY_TEXT } from '../../src/embeddings/embedder.js';
import { checkCanary, embedCanary } from '../../src/indexing/canary.js';
import { failureOf } from '../support/failure-of.js';
import { fakeEmbedder, fakeVector, unit } from '../support/fake-embedder.js';

const known = fakeVector(CANARY_TEXT);

describe('checkCanary', () => {
  it('lets the last bits differ, as they do on another processor', () => {
    expect(() => {
      checkCanary(known, unit(known.map((value, i) => value + (i % 2) * 1e-3)));
    }).not.toThrow();
  });

  it.each([
    ['another direction', fakeVector('something else')],
    ['another dimension', new Float32Array(3).fill(0.57)],
    ['no numbers', new Float32Array(64).fill(NaN)],
  ])('refuses %s', async (_, fresh) => {
    const failure = await failureOf(() => {
      checkCanary(known, fresh);
    });
    expect(failure.code).toBe('model_mismatch');
    expect(failure.remedy).toContain('build-index -- --force');
  });
});

describe('embedCanary', () => {
  it('is the vector of the fixed text', async () => {
    const embedder = fakeEmbedder();
    expect(await embedCanary(embedder)).toEqual(known);
    expect(embedder.texts).toEqual([CANARY_TEXT]);
  });
});
