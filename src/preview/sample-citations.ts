// Invented news about an invented country, for the preview: quotations of every shape that a corpus has.

import type { Quote, ShownCitation, SourceLine } from '../replies/reply.js';

const NOTHING_AROUND: Quote = {
  cutBefore: false,
  before: '',
  lead: '',
  highlight: '',
  after: '',
  cutAfter: false,
};

/** A source with what is known of most of them. */
export function sourceOf(parts: Partial<SourceLine> = {}): SourceLine {
  return {
    outlet: 'Velmora Courier',
    title: 'Ferry service across the Isk to end in spring',
    date: '14 Oct 2015',
    place: { kind: 'link', url: 'https://courier.example/2015/10/ferry-service-isk' },
    ...parts,
  };
}

/** A citation whose quotation is only as long as it is spelled out. */
export function citationOf(
  n: number,
  quote: Partial<Quote>,
  parts: { readonly source?: Partial<SourceLine>; readonly paragraph?: string } = {},
): ShownCitation {
  return {
    n,
    quote: { ...NOTHING_AROUND, ...quote },
    source: sourceOf(parts.source),
    paragraph: parts.paragraph ?? '¶ 7 of 23',
    score: 0.7,
  };
}

/** Three citations as most answers have them. */
export const CITATIONS: readonly ShownCitation[] = [
  citationOf(1, {
    cutBefore: true,
    before:
      'The ministry had promised a decision before the summer. For months the two towns on the river heard nothing, and the ferrymen went on selling monthly tickets. ',
    highlight:
      'On Tuesday the harbour board voted six to one to close the Orlan crossing on 1 April, when the new bridge at Tessen opens to traffic.',
    after:
      ' The one vote against came from the ferrymen’s own delegate, Maren Holt, who called the date “a gift to nobody”. The board will pay for a bus until the autumn.',
    cutAfter: true,
  }),
  citationOf(
    2,
    {
      cutBefore: true,
      highlight: 'The last boat leaves Orlan at ten in the evening of 31 March.',
      cutAfter: true,
      after: ' It will carry no cars.',
    },
    {
      source: {
        outlet: 'Harbour Post',
        title: 'What changes on the river this year',
        date: 'March 2016',
        place: { kind: 'link', url: 'https://harbourpost.example/river-this-year' },
      },
      paragraph: '¶ 2 of 9',
    },
  ),
  citationOf(
    3,
    {
      cutBefore: true,
      lead: 'Holt did not agree. ',
      highlight: '“They close it because they can count cars but not people,” she said.',
      cutAfter: true,
    },
    {
      source: {
        outlet: null,
        title: 'Minutes of the harbour board',
        date: '2016',
        place: { kind: 'file', file: 'minutes/2016-board.md' },
      },
      paragraph: '¶ 31–32 of 40',
    },
  ),
];

/** Quotations that other scripts, long sentences and hostile texts make. */
export const HARD_CITATIONS: readonly ShownCitation[] = [
  citationOf(
    1,
    {
      highlight: 'أعلن مجلس الميناء يوم الثلاثاء أن العبّارة ستتوقف عن العمل في الأول من أبريل.',
      after: ' ولم يوافق مندوب البحّارة على القرار.',
      cutAfter: true,
    },
    { source: { outlet: 'بريد الميناء', title: 'العبّارة تتوقف في الربيع', date: 'March 2016' } },
  ),
  citationOf(
    2,
    {
      cutBefore: true,
      highlight: '港務局在星期二以六比一的票數決定，從四月一日起停止渡輪服務。',
      after: '新橋將同時通車。',
    },
    { source: { outlet: '河岸日報', title: '渡輪服務將於春季結束', date: '2016' } },
  ),
  citationOf(
    3,
    {
      highlight:
        '**Not bold** @everyone _or_ [click](https://evil.example) <@123> ||hidden|| `code`',
      after: '\n# no heading\n- no list\nhttps://evil.example/no-link',
    },
    {
      source: {
        outlet: '~~Post~~',
        title: '# <t:0:R> [x](y)',
        place: { kind: 'file', file: 'a_b_c.md' },
      },
    },
  ),
];
