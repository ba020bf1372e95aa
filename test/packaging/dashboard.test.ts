// The dashboard shows what is exported, and nothing else. A new metric makes this fail until it has a panel in
// src/packaging/panels.ts, or a reason below.

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { dashboardOf } from '../../src/packaging/dashboard.js';
import { ROWS } from '../../src/packaging/panels.js';
import { exportedMetrics } from './exported-metrics.js';
import { inProject } from './project-file.js';
import { readExpression } from './promql.js';

/** Exported, and not shown: what prom-client tells of every process beside what is. */
const NOT_SHOWN: readonly RegExp[] = [
  // The parts of what is shown as a whole.
  /^process_cpu_(?:user|system)_seconds_total$/,
  /^nodejs_eventloop_lag_(?:seconds|min_seconds|mean_seconds|stddev_seconds|p50_seconds|p90_seconds)$/,
  /^nodejs_(?:heap_size_total|external_memory)_bytes$/,
  /^nodejs_heap_space_size_(?:total|used|available)_bytes$/,
  /^process_(?:virtual_memory|heap)_bytes$/,
  // Asked when something particular is looked for.
  /^nodejs_active_(?:handles|requests|resources)(?:_total)?$/,
  /^nodejs_gc_duration_seconds$/,
  /^nodejs_version_info$/,
];

const panels = ROWS.flatMap((row) => row.panels);
const curves = panels.flatMap(({ title, curves: shown }) =>
  shown.map(({ query }) => ({ title, ...readExpression(query) })),
);

describe('the dashboard', () => {
  it('is what the panels in src/packaging make (node dist/scripts/write-dashboard.js writes it)', () => {
    const file = readFileSync(inProject('packaging/grafana-dashboard.json'), 'utf8');
    expect(JSON.parse(file)).toEqual(dashboardOf(ROWS));
  });

  it('asks only in expressions that Prometheus reads', () => {
    expect(curves.filter(({ isValid }) => !isValid)).toEqual([]);
    expect(curves.filter(({ metrics }) => metrics.length === 0)).toEqual([]);
  });

  it('shows only what is exported', async () => {
    const { familyOf } = await exportedMetrics();
    const unknown = curves.flatMap(({ title, metrics }) =>
      metrics.filter((name) => familyOf(name) === null).map((name) => [title, name]),
    );
    expect(unknown).toEqual([]);
  });

  it('shows everything that is exported, but for what is listed here', async () => {
    const { names, familyOf } = await exportedMetrics();
    const shown = new Set(curves.flatMap(({ metrics }) => metrics).map(familyOf));
    const missing = [...names].filter((name) => !shown.has(name));
    expect(missing.filter((name) => !NOT_SHOWN.some((reason) => reason.test(name)))).toEqual([]);
  });

  it('lists nothing as not shown that belongs to this program', async () => {
    const own = [...(await exportedMetrics()).names].filter((name) => name.startsWith('verbatim_'));
    expect(own.filter((name) => NOT_SHOWN.some((reason) => reason.test(name)))).toEqual([]);
  });

  it('has a title of its own and a hint on every panel', () => {
    expect(new Set(panels.map(({ title }) => title)).size).toBe(panels.length);
    expect(panels.filter(({ hint }) => !hint.endsWith('.'))).toEqual([]);
  });
});
