// Samples of what is said about a topic: two sides of it, and its timeline, with invented texts.

import type { ComparisonReply, TimelineReply } from '../replies/topic-replies.js';
import { CITATIONS, citationOf, sourceOf } from './sample-citations.js';

const TOPIC = 'the Orlan ferry';

const LATER = citationOf(
  4,
  { highlight: 'The bus that replaced the boat carried eleven people on its last day.' },
  { source: { outlet: 'Harbour Post', title: 'The bus that nobody took', date: '2016' } },
);

export const COMPARISON: ComparisonReply = {
  kind: 'comparison',
  topic: TOPIC,
  sides: [
    {
      name: 'before 2016',
      outcome: 'answer',
      text: null,
      citations: CITATIONS,
    },
    {
      name: '2016 and after',
      outcome: 'closest',
      text: 'Nothing here speaks plainly of this. The nearest passage:',
      citations: [LATER],
    },
  ],
  corpus: '17 documents, 14 Oct 2015 to 2026',
};

export const COMPARISON_WITH_NOTHING: ComparisonReply = {
  ...COMPARISON,
  sides: [
    { ...COMPARISON.sides[0], name: 'Velmora Courier', citations: CITATIONS.slice(0, 1) },
    {
      name: 'Nobody’s Gazette',
      outcome: 'none',
      text: 'No passage of an outlet of this name passes the filters.',
      citations: [],
    },
  ],
};

export const TIMELINE: TimelineReply = {
  kind: 'timeline',
  topic: TOPIC,
  text: `9 quotations on “${TOPIC}” from 8 documents, oldest first:`,
  caution: null,
  entries: [
    citationOf(
      1,
      { highlight: 'A ferry crosses the Isk at Orlan eight times a day.' },
      {
        source: { title: 'What the river carries', date: '2014' },
      },
    ),
    ...CITATIONS.map((citation, i) => ({
      ...citation,
      n: i + 2,
      source: sourceOf({ ...citation.source, date: `${14 + i} Oct 2015` }),
    })),
    { ...LATER, n: 5 },
  ],
  picture: {
    description:
      'Passages on this topic in each month, by outlet. October 2015: 5 (Velmora Courier 3, Harbour Post 2); March 2017: 1 (Harbour Post 1).',
    png: null,
  },
  months: [
    { when: 'October 2015', count: 5, outlets: 'Velmora Courier 3, Harbour Post 2' },
    { when: 'March 2017', count: 1, outlets: 'Harbour Post 1' },
  ],
  notes: [
    'Dated by the year alone, so in no month: 1 of 2014, 2 of 2016',
    'Not shown: 2 passages of 1 undated document',
  ],
  page: { number: 1, of: 2 },
};
