import { describe, expect, it } from 'vitest';
import type { Benchmark } from '../../src/benchmarks/benchmark.js';
import { figuresTable } from '../../src/benchmarks/figures-table.js';

const benchmark: Benchmark = {
  name: 'answer',
  description: 'how long',
  aims: { 'bare.ratio': 'at most 1.25' },
  run: () => Promise.resolve({}),
};

describe('figuresTable', () => {
  it('gives one aligned line a figure, nested names joined, with its aim', () => {
    const figures = { rounds: 3, kind: 'hnsw', bare: { p50Ms: 12.345, ratio: 1.2 }, missing: null };
    expect(figuresTable(benchmark, figures).split('\n')).toEqual([
      'answer: how long',
      '  rounds                 3',
      '  kind                hnsw',
      '  bare.p50Ms          12.3',
      '  bare.ratio         1.200  aim: at most 1.25',
      '  missing     not measured',
    ]);
  });
});
