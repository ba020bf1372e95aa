// In: measured values. Out: the few numbers that describe them. Of times, medians and percentiles
// only: on a machine that does other things as well, a mean says more about the others.

/** The value below which a share (0 to 1) of the values lies, interpolated between neighbours. */
export function percentile(values: readonly number[], share: number): number {
  if (values.length === 0) throw new RangeError('percentile needs at least one value');
  if (!(share >= 0 && share <= 1)) throw new RangeError(`percentile share ${share} is not in 0..1`);
  const sorted = [...values].sort((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? NaN;
  const above = sorted[Math.ceil(place)] ?? NaN;
  return below + (above - below) * (place - Math.floor(place));
}

/** The middle value. */
export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** Median and 95th percentile, named for figures in milliseconds. */
export function latencyFigures(milliseconds: readonly number[]): {
  readonly p50Ms: number;
  readonly p95Ms: number;
} {
  return { p50Ms: median(milliseconds), p95Ms: percentile(milliseconds, 0.95) };
}

/** Median, 99th percentile and the worst, for figures in milliseconds; null where there are no values. */
export function tailFigures(milliseconds: readonly number[]): {
  readonly p50Ms: number | null;
  readonly p99Ms: number | null;
  readonly maxMs: number | null;
} {
  const at = (share: number): number | null =>
    milliseconds.length === 0 ? null : percentile(milliseconds, share);
  return { p50Ms: at(0.5), p99Ms: at(0.99), maxMs: at(1) };
}

/** The slope of the straight line that comes nearest to the points, by least squares. */
export function slope(points: readonly (readonly [x: number, y: number])[]): number {
  const meanX = total(points.map(([x]) => x)) / points.length;
  const meanY = total(points.map(([, y]) => y)) / points.length;
  const spread = total(points.map(([x]) => (x - meanX) ** 2));
  if (spread === 0) throw new RangeError('slope needs points at two places');
  return total(points.map(([x, y]) => (x - meanX) * (y - meanY))) / spread;
}

/** Median of the ratios of neighbouring measurements: both of a pair saw the same machine. */
export function medianRatio(over: readonly number[], under: readonly number[]): number {
  if (over.length !== under.length) throw new RangeError('medianRatio needs pairs');
  return median(over.map((value, i) => value / (under[i] ?? NaN)));
}

/** Sum of the values. */
export function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** Runs an action and gives the milliseconds it took. */
export async function timed(action: () => unknown): Promise<number> {
  const started = performance.now();
  await action();
  return performance.now() - started;
}
