import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Citation } from '../../src/answering/answer.js';
import type { Paragraph } from '../../src/corpus/document.js';
import { contextReply, documentReply } from '../../src/replies/context-reply.js';
import { PAGE_CHARACTERS } from '../../src/replies/page-paragraphs.js';
import type { ContextReply, NoticeReply } from '../../src/replies/reply.js';
import { paragraphsOf } from '../support/builders.js';
import { citationOf, spanOf } from './answers.js';

function shown(reply: ContextReply | NoticeReply): ContextReply {
  if (reply.kind !== 'context') throw new Error(reply.text);
  return reply;
}

const numbers = (reply: ContextReply): number[] => reply.paragraphs.map(({ n }) => n);

/** Every page from the first to the last, by going on from page 0 as a reader does. */
function allPages(read: (page: number) => ContextReply): ContextReply[] {
  const pages = [read(0)];
  for (let page = -1; pages[0]?.hasEarlier === true; page -= 1) pages.unshift(read(page));
  for (let page = 1; pages.at(-1)?.hasLater === true; page += 1) pages.push(read(page));
  return pages;
}

const squeezed = (text: string): string => text.replace(/\s/g, '');

/** All pages together give every paragraph once and in order, and say where one goes on. */
function expectWhole(pages: readonly ContextReply[], paragraphs: readonly Paragraph[]): void {
  const pieces = pages.flatMap((page) => page.paragraphs);
  const joined = paragraphs.map(({ n }) =>
    squeezed(pieces.flatMap((piece) => (piece.n === n ? [piece.text] : [])).join('')),
  );
  expect(joined).toEqual(paragraphs.map(({ text }) => squeezed(text)));
  pieces.forEach((piece, i) => {
    expect(piece.cutBefore).toBe(pieces[i - 1]?.n === piece.n);
    expect(piece.cutAfter).toBe(pieces[i + 1]?.n === piece.n);
  });
  const order = pieces.map(({ n }) => n);
  expect(order).toEqual([...order].sort((a, b) => a - b));
}

const FILL = 'x'.repeat(1_000);
const long = paragraphsOf(Array.from({ length: 9 }, (_, i) => `${i + 1}. ${FILL}`));
const fifth: Citation = citationOf(long[4]?.text ?? '', {
  n: 2,
  paragraph: { first: 5, last: 5, of: 9 },
});

describe('contextReply', () => {
  it('shows the cited paragraph with the neighbours that fit a page', () => {
    const paragraphs = paragraphsOf(['One.', 'Two.', 'Three.']);
    const citation = citationOf('Two.', { paragraph: { first: 2, last: 2, of: 3 } });
    const reply = shown(contextReply(citation, paragraphs));
    expect(numbers(reply)).toEqual([1, 2, 3]);
    expect(reply.paragraphs.map(({ isCited }) => isCited)).toEqual([false, true, false]);
    expect([reply.hasEarlier, reply.hasLater]).toEqual([false, false]);
  });

  it('goes on outwards, page by page', () => {
    const pages = [-3, -2, -1, 0, 1, 2, 3].map((page) => shown(contextReply(fifth, long, page)));
    expect(pages.map(numbers)).toEqual([[1], [1], [2, 3], [4, 5], [6, 7], [8, 9], [8, 9]]);
    expect(pages.map(({ page }) => page)).toEqual([-2, -2, -1, 0, 1, 2, 2]);
    expect(pages.map(({ hasEarlier }) => hasEarlier)).toEqual([
      ...[false, false, true, true, true, true, true],
    ]);
    expect(pages.at(-1)?.hasLater).toBe(false);
  });

  it('marks the highlighted sentence in the paragraph that it stands in', () => {
    const paragraphs = paragraphsOf(['Zero.', 'One came.', 'Two left. Three stayed.']);
    const text = 'One came.\n\nTwo left. Three stayed.';
    const citation = citationOf(text, {
      paragraph: { first: 2, last: 3, of: 3 },
      highlight: spanOf(text, 'Three stayed.'),
    });
    const marked = shown(contextReply(citation, paragraphs)).paragraphs.map((paragraph) => {
      const { start, end } = paragraph.highlight ?? { start: 0, end: 0 };
      return paragraph.text.slice(start, end);
    });
    expect(marked).toEqual(['', '', 'Three stayed.']);
  });

  it('shows the part of a long paragraph that holds the highlight, and cites no other part', () => {
    const sentences = Array.from({ length: 300 }, (_, i) => `Sentence number ${i} stands here.`);
    const text = sentences.slice(200, 210).join(' ');
    const citation = citationOf(text, {
      paragraph: { first: 1, last: 1, of: 1 },
      highlight: spanOf(text, 'Sentence number 205 stands here.'),
    });
    const read = (page: number) =>
      shown(contextReply(citation, paragraphsOf([sentences.join(' ')]), page));
    const [piece] = read(0).paragraphs;
    expect(piece).toMatchObject({ isCited: true, cutBefore: true, cutAfter: true });
    expect(piece?.text).toContain(text);
    expect(piece?.text).toMatch(/^Sentence.*here\.$/);
    expect(read(1).paragraphs.map(({ isCited }) => isCited)).toEqual([false]);
  });

  it('finds the cited occurrence of a sentence that stands there twice', () => {
    const paragraphs = paragraphsOf(['It is so. A.', 'It is so. B.']);
    const citation = citationOf('It is so. B.', {
      paragraph: { first: 1, last: 2, of: 2 },
      highlight: { start: 0, end: 9 },
    });
    const marked = shown(contextReply(citation, paragraphs)).paragraphs;
    expect(marked.map(({ highlight }) => highlight !== null)).toEqual([false, true]);
  });

  const citation = citationOf('Four.', { n: 2, paragraph: { first: 4, last: 4, of: 7 } });

  it.each([
    ['changed', paragraphsOf(['One.', 'Two.', 'Three.', 'New.'])],
    ['left the index', []],
  ])('says so where the document has %s since', (_, now) => {
    expect(contextReply(citation, now, 1)).toMatchObject({ kind: 'notice' });
  });
});

describe('documentReply', () => {
  const document = { ...fifth.document, author: null, paragraphs: 9 };

  it('reads a document from its start and cites nothing', () => {
    const pages = [0, 1, 9].map((page) => shown(documentReply(document, long, page)));
    expect(pages.map(numbers)).toEqual([[1, 2], [3, 4], [9]]);
    expect(pages.map(({ page }) => page)).toEqual([0, 1, 4]);
    expect(pages[0]).toMatchObject({ n: null, of: 9, hasEarlier: false, hasLater: true });
    expect(pages[0]?.paragraphs[0]).toMatchObject({ isCited: false, highlight: null });
  });

  it.each([-1, NaN])('begins at the start for page %d', (page) => {
    expect(numbers(shown(documentReply(document, long, page)))).toEqual([1, 2]);
  });

  it('says that a document is no longer there', () => {
    expect(documentReply(document, [])).toMatchObject({ kind: 'notice' });
  });

  it('cuts a paragraph without a space between characters', () => {
    const text = '😀e\u0301'.repeat(2_000);
    const pages = allPages((page) => shown(documentReply(document, paragraphsOf([text]), page)));
    expect(pages.length).toBeGreaterThan(2);
    expectWhole(pages, paragraphsOf([text]));
    for (const { text: piece } of pages.flatMap((page) => page.paragraphs)) {
      expect(piece).not.toMatch(/\p{Cs}/u);
      expect(piece).not.toMatch(/^\p{M}/u);
    }
  });
});

describe('the pages of a document', () => {
  // Long sentences, because cutting a text into them is what takes the time.
  const sentence = fc.constantFrom(
    'It stood on the hill above the harbour for as long as anybody could remember. ',
    'Did Mr. X leave the town of Ostrel before the ferry burned, or some days later? ',
    '斑馬來了而且一直留在那裡直到所有的人都回家去了為止，誰也不知道為甚麼。',
    '😀 and then nothing was heard of them for a very long time indeed! ',
    'w'.repeat(500),
  );
  const text = fc
    .tuple(fc.array(sentence, { minLength: 1, maxLength: 5 }), fc.constantFrom(1, 1, 2, 9, 25))
    .map(([parts, times]) => parts.join('').repeat(times).trim());
  const paragraphs = fc
    .array(text, { minLength: 1, maxLength: 5 })
    .map((texts) => paragraphsOf(texts));

  it('give every paragraph exactly once and in order, read from the start', () => {
    const document = { ...fifth.document, author: null, paragraphs: 1 };
    fc.assert(
      fc.property(paragraphs, (all) => {
        const pages = allPages((page) => shown(documentReply(document, all, page)));
        expectWhole(pages, all);
        for (const page of pages) {
          const size = page.paragraphs.reduce((sum, piece) => sum + piece.text.length, 0);
          expect(size).toBeLessThanOrEqual(PAGE_CHARACTERS);
        }
      }),
    );
  });

  it('give every paragraph exactly once and in order, read outwards from a citation', () => {
    fc.assert(
      fc.property(paragraphs, fc.nat(), (all, at) => {
        const cited = all[at % all.length];
        if (cited === undefined) throw new Error('there is always one');
        const citation = citationOf(cited.text.slice(0, 900), {
          paragraph: { first: cited.n, last: cited.n, of: all.length },
          highlight: { start: 0, end: Math.min(3, cited.text.length) },
        });
        const read = (page: number) => shown(contextReply(citation, all, page));
        expect(numbers(read(0))).toContain(cited.n);
        expectWhole(allPages(read), all);
      }),
    );
  });
});
