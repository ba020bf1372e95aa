// What is known of model families.

import { describe, expect, it } from 'vitest';
import { knownRecipe } from '../../src/embeddings/model-family.js';

describe('knownRecipe', () => {
  it.each([
    ['bge-small-en-v1.5', 'cls', [/^Represent this sentence/, /^$/]],
    ['BAAI/bge-m3', 'cls', [/^$/, /^$/]],
    ['bge-base-zh-v1.5', 'cls', [/^为这个句子/, /^$/]],
    ['Xenova/multilingual-e5-small', 'mean', [/^query: $/, /^passage: $/]],
  ] as const)('knows %s', (name, pooling, [query, passage]) => {
    const recipe = knownRecipe(name);
    expect(recipe?.pooling).toBe(pooling);
    expect(recipe?.queryPrefix).toMatch(query);
    expect(recipe?.passagePrefix).toMatch(passage);
  });

  it.each(['all-MiniLM-L6-v2', 'gte-small', 'made5-small', ''])('does not guess %s', (name) => {
    expect(knownRecipe(name)).toBeNull();
  });
});
