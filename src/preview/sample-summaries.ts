// Samples of summaries: of one document, long, and of a topic in several.

import type { ShownCitation } from '../replies/reply.js';
import type { SummaryReply } from '../replies/topic-replies.js';
import { citationOf, sourceOf } from './sample-citations.js';

const SENTENCES: readonly (readonly [string, string])[] = [
  [
    'The Orlan ferry crosses the Isk for the last time on 31 March, after a hundred and nine years.',
    '¶ 1 of 23',
  ],
  [
    'On Tuesday the harbour board voted six to one to close the crossing when the new bridge at Tessen opens. It will pay for a bus until the autumn.',
    '¶ 2–3 of 23',
  ],
  ['Maren Holt, who speaks for the ferrymen, called the date “a gift to nobody”.', '¶ 4 of 23'],
  [
    'Some four hundred people cross each day, most of them to the cannery on the east bank.',
    '¶ 7 of 23',
  ],
  [
    'The cannery has asked for a landing of its own, and the board will answer in May.',
    '¶ 11 of 23',
  ],
  [
    'Tickets that were bought for the summer are paid back at the town hall until June.',
    '¶ 16 of 23',
  ],
];

function whole(n: number): ShownCitation {
  const [highlight, paragraph] = SENTENCES[n - 1] ?? ['', ''];
  return citationOf(n, { highlight }, { paragraph });
}

export const SUMMARY: SummaryReply = {
  kind: 'summary',
  title: sourceOf().title,
  text: 'In sentences of its own, in their order:',
  source: sourceOf(),
  isNear: false,
  citations: SENTENCES.map((_, i) => whole(i + 1)),
};

export const TOPIC_SUMMARY: SummaryReply = {
  kind: 'summary',
  title: 'the Orlan ferry',
  text: 'In sentences of 3 documents, by date, undated ones last:',
  source: null,
  isNear: false,
  citations: [
    whole(1),
    citationOf(
      2,
      {
        highlight:
          'The bridge at Tessen opened a week late, in a hailstorm, and nobody cut the ribbon.',
      },
      { source: { outlet: 'Harbour Post', title: 'A bridge, at last', date: 'April 2016' } },
    ),
    citationOf(
      3,
      { highlight: 'Holt keeps the ferry’s bell in her kitchen and rings it at noon.' },
      {
        source: {
          ...{ outlet: null, title: 'What became of the ferrymen', date: null },
          place: { kind: 'file', file: 'notes/ferrymen.md' },
        },
        paragraph: '¶ 2 of 5',
      },
    ),
  ],
};
