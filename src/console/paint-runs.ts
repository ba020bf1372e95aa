// In: a text as runs, each with a paint. Out: wrapped and painted lines. Every line closes its own colours,
// and every run is made harmless for a terminal before it is measured.

import { cleanText } from './neutralise.js';
import { wrapText } from '../shared/wrap-text.js';

/** What a run looks like, such as picocolors' `bold`. */
export type Paint = (text: string) => string;

export interface Run {
  readonly text: string;
  readonly paint: Paint;
}

/** Leaves a text as it is. */
export const plain: Paint = (text) => text;

/** Wraps runs as one text and paints each line's share of each run. */
export function paintRuns(runs: readonly Run[], width: number): string[] {
  const clean = runs.map((run) => ({ ...run, text: cleanText(run.text) }));
  const whole = clean.map((run) => run.text).join('');
  return wrapText(whole, width).map((line) => {
    let start = 0;
    return clean
      .map(({ text, paint }) => {
        const from = Math.max(line.start, start) - start;
        const to = Math.min(line.end, start + text.length) - start;
        start += text.length;
        return to > from ? paint(text.slice(from, to)) : '';
      })
      .join('');
  });
}
