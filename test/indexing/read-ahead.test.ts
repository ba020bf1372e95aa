import { describe, expect, it } from 'vitest';

import { readAhead } from '../../src/indexing/read-ahead.js';

const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('readAhead', () => {
  it('gives results in order, whichever is ready first, and never reads more than two at once', async () => {
    let [running, most] = [0, 0];
    const read = async (ticks: number): Promise<string> => {
      running += 1;
      most = Math.max(most, running);
      for (let count = 0; count < ticks; count += 1) await tick();
      running -= 1;
      return `after ${ticks}`;
    };
    const results: string[] = [];
    for await (const { result } of readAhead([5, 1, 0, 3], read)) results.push(result);
    expect(results).toEqual(['after 5', 'after 1', 'after 0', 'after 3']);
    expect(most).toBe(2);
  });

  it('throws what a read throws, at its place', async () => {
    const read = (item: number): Promise<number> =>
      item === 2 ? Promise.reject(new Error('two')) : Promise.resolve(item);
    const results: number[] = [];
    const reading = async (): Promise<void> => {
      for await (const { result } of readAhead([1, 2, 3], read)) results.push(result);
    };
    await expect(reading()).rejects.toThrow('two');
    expect(results).toEqual([1]);
  });

  it('gives nothing for nothing', async () => {
    const results: unknown[] = [];
    for await (const one of readAhead([], () => Promise.resolve(1))) results.push(one);
    expect(results).toEqual([]);
  });
});
