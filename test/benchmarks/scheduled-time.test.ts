// What threads did of the time that passed.

import { describe, expect, it } from 'vitest';
import { onFreeCores, threadTimes, timeBetween } from '../../src/benchmarks/scheduled-time.js';

describe('the time between two readings', () => {
  it('is that of the threads in both, the busiest first', () => {
    const before = new Map([
      ['1', { worked: 10, waited: 5 }],
      ['2', { worked: 0, waited: 0 }],
      ['gone', { worked: 9, waited: 9 }],
    ]);
    const after = new Map([
      ['1', { worked: 11, waited: 7 }],
      ['2', { worked: 30, waited: 40 }],
      ['new', { worked: 99, waited: 0 }],
    ]);
    expect(timeBetween(before, after)).toEqual([
      { worked: 30, waited: 40 },
      { worked: 1, waited: 2 },
    ]);
  });
});

describe('what it would have taken on free cores', () => {
  it('is what passed without what the busiest threads waited, the slowest of them', () => {
    const threads = [
      { worked: 40, waited: 60 },
      { worked: 30, waited: 50 },
      { worked: 0, waited: 1 },
    ];
    expect(onFreeCores(100, threads, 1)).toBe(40);
    expect(onFreeCores(100, threads, 2)).toBe(50);
    expect(onFreeCores(100, [], 2)).toBe(0);
  });
});

describe('the threads of a process', () => {
  it('are those of this one, or unknown where the system does not tell', () => {
    expect(threadTimes('self')?.size ?? 1).toBeGreaterThan(0);
    expect(threadTimes(2 ** 30)).toBeNull();
  });
});
