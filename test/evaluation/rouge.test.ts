import { describe, expect, it } from 'vitest';
import { meanRouge, rouge } from '../../src/evaluation/rouge.js';

describe('rouge', () => {
  it('is 1 for the same words, however they are written', () => {
    expect(rouge('The FERRY stops.', 'the ferries stop')).toEqual({
      rouge1: 1,
      rouge2: 1,
      rougeL: 1,
    });
  });

  it('counts single words, pairs, and the longest run in order', () => {
    // Own: the cat sat; wanted: the cat ran home. Two of 3 and 4 words, one of 2 and 3 pairs.
    const { rouge1, rouge2, rougeL } = rouge('the cat sat', 'the cat ran home');
    expect(rouge1).toBeCloseTo(4 / 7);
    expect(rouge2).toBeCloseTo(2 / 5);
    expect(rougeL).toBeCloseTo(4 / 7);
  });

  it('counts a repeated word as often as both have it', () => {
    expect(rouge('rain rain rain', 'rain').rouge1).toBeCloseTo(2 / 4);
  });

  it('tells order from mere words', () => {
    const { rouge1, rougeL } = rouge('one two three', 'three two one');
    expect(rouge1).toBe(1);
    expect(rougeL).toBeCloseTo(1 / 3);
  });

  it('is 0 where there is nothing to compare', () => {
    expect(rouge('', 'ferry')).toEqual({ rouge1: 0, rouge2: 0, rougeL: 0 });
    expect(meanRouge([])).toEqual({ rouge1: 0, rouge2: 0, rougeL: 0 });
  });
});
