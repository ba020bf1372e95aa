// Passages on a topic with only what a timeline looks at spelled out.

import type { TopicPassage } from '../../src/timelines/timeline.js';
import { citationOf } from '../replies/answers.js';

export interface PassageParts {
  readonly date: string | null;
  readonly document?: string;
  readonly outlet?: string | null;
  readonly paragraph?: number;
  readonly isStrong?: boolean;
}

/** Passages in rank order. */
export function passagesOf(parts: readonly PassageParts[]): TopicPassage[] {
  return parts.map(({ date, document, outlet = 'Inforos', paragraph = 1, isStrong = true }, i) => ({
    isStrong,
    citation: citationOf(`Passage ${i + 1}.`, {
      n: i + 1,
      label: i + 1,
      paragraph: { first: paragraph, last: paragraph, of: 9 },
      document: { id: document ?? `d${i + 1}`, date, outlet },
    }),
  }));
}
