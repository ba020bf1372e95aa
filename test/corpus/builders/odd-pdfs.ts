// Odd but good PDFs.

import { oddFiles, type OddRow, OTHER_PROSE as OTHER, PROSE } from './case.js';
import { makePdf, type PrintedRow, rowsFrom } from './make-pdf.js';

const half = PROSE.indexOf('that the');
const cut = OTHER.indexOf('would');
const [first, second] = [PROSE.slice(0, half).trim(), PROSE.slice(half)];
const page: readonly PrintedRow[] = rowsFrom(700, [first, second]);

const columns: readonly PrintedRow[] = [
  ...rowsFrom(700, [first, second]).map((row) => ({ ...row, size: 6 })),
  ...rowsFrom(700, [OTHER.slice(0, cut).trim(), OTHER.slice(cut)]).map((row) => ({
    ...row,
    x: 330,
    size: 6,
  })),
];
const running = Array.from({ length: 8 }, (_, index): readonly PrintedRow[] => [
  { text: 'The Daily Example', y: 760 },
  ...rowsFrom(
    700,
    [
      `On day ${index + 1} it rained.`,
      `Page ${index + 1} says: ${OTHER}`,
      `So it went on and on (${index + 1}).`,
    ],
    30,
  ),
  { text: `${index + 1}`, y: 30 },
]);

const pdfs: readonly OddRow[] = [
  ['two rows', 'a.pdf', () => makePdf({ pages: [page] }), [PROSE]],
  ['packed contents', 'a.pdf', () => makePdf({ pages: [page], compress: true }), [PROSE]],
  ['no extension', 'report', () => makePdf({ pages: [page] }), [PROSE]],
  ['capitals in its name', 'A.PDF', () => makePdf({ pages: [page] }), [PROSE]],
  [
    'junk before its header',
    'a.pdf',
    () => Buffer.concat([Buffer.from('\n\njunk\n'), makePdf({ pages: [page] })]),
    [PROSE],
  ],
  [
    'junk after its end',
    'a.pdf',
    () => Buffer.concat([makePdf({ pages: [page] }), Buffer.from('\n<html>\0\0')]),
    [PROSE],
  ],
  [
    'no table of its objects',
    'a.pdf',
    () =>
      Buffer.from(
        makePdf({ pages: [page] })
          .toString('latin1')
          .replace(/\nxref[^]*trailer/, '\ntrailer'),
        'latin1',
      ),
    [PROSE],
  ],
  ['an absurd count of pages', 'a.pdf', () => makePdf({ pages: [page], count: '1' }), [PROSE]],
  ['an empty page', 'a.pdf', () => makePdf({ pages: [[], page, []] }), [PROSE]],
  ['two columns', 'a.pdf', () => makePdf({ pages: [columns] }), [PROSE, OTHER]],
  [
    'running headers and page numbers',
    'a.pdf',
    () => makePdf({ pages: running }),
    [1, 5, 8].map((page) => `Page ${page} says: ${OTHER}`),
  ],
  [
    'a sentence over two pages',
    'a.pdf',
    () => makePdf({ pages: [rowsFrom(90, [first]), rowsFrom(700, [second])] }),
    [PROSE],
  ],
  [
    'a headline',
    'a.pdf',
    () => makePdf({ pages: [[{ text: 'The Bridge', y: 750, size: 22 }, ...page]] }),
    [PROSE],
  ],
  [
    'a broken word',
    'a.pdf',
    () =>
      makePdf({
        pages: [
          rowsFrom(700, [
            'The council met on Monday about the inter-',
            'national bridge. The international',
            'bridge stays.',
          ]),
        ],
      }),
    ['The council met on Monday about the international bridge. The international bridge stays.'],
  ],
  [
    'a compound at a row’s end',
    'a.pdf',
    () =>
      makePdf({
        pages: [
          rowsFrom(700, [
            'The council met on Monday about the well-',
            'known bridge over the river.',
          ]),
        ],
      }),
    ['The council met on Monday about the well-known bridge over the river.'],
  ],
  [
    'indented paragraphs',
    'a.pdf',
    () =>
      makePdf({
        pages: [
          [
            { text: `${PROSE} x`, y: 700, size: 8 },
            { text: `${OTHER} Then they left for the day`, y: 686, x: 90, size: 8 },
            { text: 'and came back.', y: 672, size: 8 },
          ],
        ],
      }),
    [`${OTHER} Then they left for the day and came back.`],
  ],
  [
    'a mark of its language',
    'a.pdf',
    () => makePdf({ pages: [page], catalog: '/Lang (en)' }),
    [PROSE],
  ],
];

export const ODD_PDFS = oddFiles(pdfs);
