// How many processes a machine is given.

import { describe, expect, it } from 'vitest';
import { answerersFor } from '../../src/answering/count-answerers.js';

describe('answerersFor', () => {
  it.each([
    [1, 16_000, 1],
    [2, 16_000, 2],
    [2, 2_000, 2],
    [2, 1_000, 1],
    [4, 2_000, 2],
    [64, 256_000, 16],
    [2, 128, 1],
  ])('gives %i cores with %i MB %i', (cores, megabytes, count) => {
    expect(answerersFor({ cores, megabytes })).toBe(count);
  });
});
