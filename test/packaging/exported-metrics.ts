// The names of what /metrics tells, read from the code that tells it.

import { openMetrics } from '../../src/health/metrics.js';

const PARTS = /_(?:bucket|sum|count)$/;

export interface Exported {
  readonly names: ReadonlySet<string>;
  /** The metric that a name in an expression belongs to: a histogram has its name with three endings. */
  readonly familyOf: (name: string) => string | null;
}

/** Everything that is exported, with what prom-client tells of every process. */
export async function exportedMetrics(): Promise<Exported> {
  const text = await openMetrics({ version: '0' }).text();
  const types = [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)];
  const names = new Set(types.map(([, name = '']) => name));
  const histograms = new Set(
    types.flatMap(([, name = '', type]) => (type === 'histogram' ? [name] : [])),
  );
  return {
    names,
    familyOf: (name) => {
      const family = name.replace(PARTS, '');
      if (histograms.has(family) && family !== name) return family;
      return names.has(name) && !histograms.has(name) ? name : null;
    },
  };
}
