import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { foldWhiteSpace } from '../../../src/corpus/fold-white-space.js';
import { furnitureOf } from '../../../src/corpus/formats/pdf-furniture.js';
import { type PdfRow, rowsOfPage } from '../../../src/corpus/formats/pdf-lines.js';
import { type MarkedRow, paragraphsOf } from '../../../src/corpus/formats/pdf-paragraphs.js';

const WIDTH = 5;

/** Rows of one column from the top of a page down, each as wide as its letters. */
function rowsOf(texts: readonly string[], place: Partial<PdfRow> = {}): MarkedRow[] {
  return texts.map((text, index) => ({
    text,
    page: 0,
    left: 72,
    right: 72 + text.length * WIDTH,
    size: 11,
    y: 700 - index * 14,
    furniture: null,
    ...place,
  }));
}

const textsOf = (rows: readonly MarkedRow[]): readonly string[] =>
  paragraphsOf(rows).map(({ text }) => text);

describe('paragraphsOf', () => {
  it('joins the rows of a paragraph with spaces', () => {
    expect(textsOf(rowsOf(['The council met on', 'Monday to talk.']))).toEqual([
      'The council met on Monday to talk.',
    ]);
  });

  it.each([
    [
      'without, where the document writes the word so',
      ['The inter-', 'national fair. An international', 'one.'],
      'The international fair. An international one.',
    ],
    [
      'with, where the document writes it so',
      ['The well-', 'known fair is well-known to all', 'of us.'],
      'The well-known fair is well-known to all of us.',
    ],
    [
      'with, where nothing tells',
      ['The far-', 'flung places are many to see.'],
      'The far-flung places are many to see.',
    ],
    [
      'without, where the document breaks its other words',
      ['The inter-', 'national fair, an international', 'one, was cele-', 'brated there.'],
      'The international fair, an international one, was celebrated there.',
    ],
    [
      'without, where the hyphen is a soft one',
      ['The cele\u00AD', 'brated fair was long.'],
      'The celebrated fair was long.',
    ],
    [
      'with, before a capital',
      ['The Austro-', 'Hungarian fair was long.'],
      'The Austro-Hungarian fair was long.',
    ],
    [
      'with, in a range of numbers',
      ['It lasted from 1914-', '1918 and was long.'],
      'It lasted from 1914-1918 and was long.',
    ],
  ])('joins a word over two rows: its hyphen goes or stays %s', (_, rows, text) => {
    expect(textsOf(rowsOf(rows))).toEqual([text]);
  });

  it('parts paragraphs at a gap, at an indent and after a short row that ends a sentence', () => {
    const long = 'This row is as long as the column that it stands in is wide';
    const rows = rowsOf([long, 'and ends here.', long, long]);
    const [one, two, three, four] = rows;
    if (!one || !two || !three || !four) throw new Error('four rows expected');
    expect(textsOf(rows)).toHaveLength(2);
    expect(textsOf([one, { ...three, y: two.y }, four, { ...four, y: four.y - 14 }])).toHaveLength(
      2,
    );
    expect(textsOf([one, { ...four, left: 92, y: two.y }, { ...four, y: three.y }])).toHaveLength(
      2,
    );
  });

  it('makes a heading of a row in larger letters', () => {
    const rows = [
      ...rowsOf(['The Bridge'], { size: 18, y: 740 }),
      ...rowsOf(['It was long and old and grey.']),
    ];
    expect(paragraphsOf(rows)[0]).toMatchObject({ kind: 'heading', level: 1, text: 'The Bridge' });
  });

  it('goes on over a page only with half a sentence, and puts furniture before it', () => {
    const first = rowsOf(['The council met on'], { y: 80 });
    const header = rowsOf(['The Daily'], { page: 1, y: 760 }).map((row) => ({
      ...row,
      furniture: 'x',
    }));
    const rest = rowsOf(['Monday to talk.'], { page: 1, y: 700 });
    const goesOn = rowsOf(['monday to talk.'], { page: 1, y: 700 });
    expect(textsOf([...first, ...header, ...rest])).toEqual([
      'The Daily',
      'The council met on',
      'Monday to talk.',
    ]);
    expect(textsOf([...first, ...header, ...goesOn])).toEqual([
      'The Daily',
      'The council met on monday to talk.',
    ]);
  });

  it('loses and adds no letter, whatever the rows are', () => {
    const row = fc.tuple(
      fc.stringMatching(/^[a-zA-Z .,-]{1,40}$/),
      fc.integer({ min: 0, max: 3 }),
      fc.integer({ min: 60, max: 700 }),
    );
    const bare = (texts: readonly string[]): string =>
      foldWhiteSpace(texts.join('')).replace(/[ -]/g, '');
    fc.assert(
      fc.property(fc.array(row, { maxLength: 30 }), (given) => {
        const rows = given.flatMap(([text, page, y]) =>
          rowsOf([foldWhiteSpace(text)], { page, y }),
        );
        const filled = rows.filter(({ text }) => text !== '');
        expect(bare(textsOf(filled))).toBe(bare(filled.map(({ text }) => text)));
      }),
    );
  });
});

describe('rowsOfPage', () => {
  const piece = { x: 0, y: 0, width: 10, size: 10, endsRow: false };

  it('resolves ligatures and puts a space where the page shows a gap', () => {
    const rows = rowsOfPage(
      [
        { ...piece, text: 'ﬁrst' },
        { ...piece, text: 'oﬃce', x: 14 },
      ],
      0,
    );
    expect(rows.map(({ text }) => text)).toEqual(['first office']);
  });

  it('parts what stands on one height in two columns', () => {
    const rows = rowsOfPage(
      [
        { ...piece, text: 'left' },
        { ...piece, text: 'right', x: 200 },
      ],
      0,
    );
    expect(rows.map(({ text }) => text)).toEqual(['left', 'right']);
  });
});

describe('furnitureOf', () => {
  const pages = 6;
  const book = Array.from({ length: pages }, (_, page) => [
    ...rowsOf([page % 2 === 0 ? 'A Tale' : 'The Author'], { page, y: 760 }),
    ...rowsOf(
      [
        `It was ${'very '.repeat(page)}early in the tale`,
        'as it went on',
        `and it rained ${'on '.repeat(page)}`,
      ],
      { page },
    ),
    ...rowsOf([`– ${page + 1} –`], { page, y: 30 }),
  ]).flat();

  it('takes out running headers, left and right, and page numbers, and nothing else', () => {
    const marks = furnitureOf(book, pages);
    expect([...new Set(marks)]).toEqual(['pdf_running_header', null, 'pdf_page_number']);
    expect(marks.filter((mark) => mark === null)).toHaveLength(pages * 3);
  });

  it('takes nothing out of two pages but their numbers', () => {
    const two = book.filter(({ page }) => page < 2);
    expect([...new Set(furnitureOf(two, 2))]).toEqual([null, 'pdf_page_number']);
  });
});
