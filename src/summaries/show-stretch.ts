// In: neighbouring sentences of a passage. Out: one numbered entry of a summary: a slice of the stored text,
// with the paragraphs it stands in.

import type { Stretch } from './choose-sentences.js';
import type { SummarySentence } from './summary.js';

/** Numbers stretches in the order they come in. */
export function showStretches(
  stretches: readonly Stretch[],
  scoreOf: (stretch: Stretch) => number,
): SummarySentence[] {
  return stretches.map((stretch, i) => {
    const [first] = stretch;
    const last = stretch.at(-1) ?? first;
    const { id, title, outlet, date, url, file, paragraphs } = first.passage.document;
    const span = { start: first.span.start, end: last.span.end };
    return {
      n: i + 1,
      text: first.passage.text.slice(span.start, span.end),
      document: { id, title, outlet, date, url, file },
      paragraph: { first: first.paragraph, last: last.paragraph, of: paragraphs },
      label: first.passage.label,
      span,
      score: scoreOf(stretch),
    };
  });
}
