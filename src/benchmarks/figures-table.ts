// In: a benchmark and its figures. Out: lines for a person: one a figure, with the project's aim beside it
// where there is one.

import { layOutTable } from '../shared/lay-out-table.js';
import type { Benchmark, Figures } from './benchmark.js';

/** Renders one benchmark's figures as an aligned table under its name. */
export function figuresTable(benchmark: Benchmark, figures: Figures): string {
  const { name, description, aims = {} } = benchmark;
  const rows = flatten(figures, '').map(([figure, value]) => {
    const aim = aims[figure];
    return [`  ${figure}`, show(value), aim === undefined ? '' : `aim: ${aim}`];
  });
  return [`${name}: ${description}`, ...layOutTable(rows, ['left', 'right', 'left'])].join('\n');
}

type Value = number | string | null;

function flatten(figures: Figures, prefix: string): [string, Value][] {
  return Object.entries(figures).flatMap(([key, value]): [string, Value][] =>
    value !== null && typeof value === 'object'
      ? flatten(value, `${prefix}${key}.`)
      : [[prefix + key, value]],
  );
}

function show(value: Value): string {
  if (value === null) return 'not measured';
  if (typeof value === 'string' || Number.isInteger(value)) return String(value);
  return value.toFixed(Math.abs(value) < 10 ? 3 : 1);
}
