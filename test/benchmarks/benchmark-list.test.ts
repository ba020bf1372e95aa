import { describe, expect, it } from 'vitest';
import { BENCHMARKS, chooseBenchmarks } from '../../src/benchmarks/benchmark-list.js';

const namesOf = (asked: readonly string[]): string[] =>
  chooseBenchmarks(asked).map((benchmark) => benchmark.name);

describe('chooseBenchmarks', () => {
  it('takes all but the slow ones where none is named', () => {
    const local = ['answer', 'pieces', 'build', 'index', 'start', 'rebuild', 'memory', 'render'];
    expect(namesOf([])).toEqual([...local, 'discord-steady', 'discord-burst']);
  });

  it('takes the named ones, each once, in the order of the list', () => {
    expect(namesOf(['memory', 'index-100k', 'memory'])).toEqual(['index-100k', 'memory']);
  });

  it('names every unknown one and lists those that there are', () => {
    expect(() => namesOf(['answer', 'speed', 'size'])).toThrow(
      expect.objectContaining({
        code: 'bad_call',
        message: 'There is no benchmark "speed", "size".',
        remedy: expect.stringContaining(
          'answer, pieces, build, index, index-100k, grown-graph, pgvector, stores-agree, start',
        ) as string,
      }),
    );
  });

  it('has a name of its own for each', () => {
    expect(new Set(BENCHMARKS.map(({ name }) => name)).size).toBe(BENCHMARKS.length);
  });
});
