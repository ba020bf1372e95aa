// In: the timings of answers. Out: medians and 95th percentiles in milliseconds, whole and by part.

import type { Timings } from '../answering/answer.js';
import { latencyFigures } from '../benchmarks/statistics.js';

export interface Latency {
  readonly p50Ms: number;
  readonly p95Ms: number;
}

export interface LatencyByPart {
  readonly total: Latency;
  readonly embed: Latency;
  readonly search: Latency;
}

/** Null where nothing was asked. */
export function latencyByPart(timings: readonly Timings[]): LatencyByPart | null {
  if (timings.length === 0) return null;
  return {
    total: latencyFigures(timings.map((timing) => timing.totalMs)),
    embed: latencyFigures(timings.map((timing) => timing.embedMs)),
    search: latencyFigures(timings.map((timing) => timing.searchMs)),
  };
}
