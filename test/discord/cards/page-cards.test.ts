import { describe, expect, it } from 'vitest';
import { renderCard } from '../../../src/discord/cards/render-card.js';
import type { ContextReply, SourcesReply } from '../../../src/replies/reply.js';
import { buttonsOf, citationOf, linesOf } from './cards.js';

const FIRST = citationOf('It stops in April.');
const SOURCES: SourcesReply = {
  kind: 'sources',
  question: 'When?',
  text: '8 passages in 2 documents:',
  groups: [
    {
      source: FIRST.source,
      passages: [FIRST, citationOf('No cars.', { n: 3, paragraph: '¶ 9 of 23' })],
    },
    { source: { ...FIRST.source, title: 'Minutes' }, passages: [citationOf('Aye.', { n: 2 })] },
  ],
  page: { number: 2, of: 3 },
};

describe('the card of sources', () => {
  const controls = { kind: 'sources', answerId: 'a1b2c3' } as const;

  it('names each document once, with the rank of each of its passages', () => {
    expect(linesOf(renderCard(SOURCES, controls))).toEqual([
      '8 passages in 2 documents:',
      '**The river**',
      '-# Harbour Post · 8 Jul 2021 · notes/river.md',
      '\\[1\\] ¶ 7 of 23 · “**It stops in April.**”',
      '\\[3\\] ¶ 9 of 23 · “**No cars.**”',
      '**Minutes**',
      '-# Harbour Post · 8 Jul 2021 · notes/river.md',
      '\\[2\\] ¶ 7 of 23 · “**Aye.**”',
    ]);
  });

  it('pages to both sides and says where it is', () => {
    expect(buttonsOf(renderCard(SOURCES, controls))).toEqual([
      '◀ v1:sources:a1b2c3:1:turn',
      '(Page 2 of 3 v1:sources:a1b2c3:2:turn)',
      '▶ v1:sources:a1b2c3:3:turn',
    ]);
  });

  it('does not page beyond its ends', () => {
    const last = renderCard({ ...SOURCES, page: { number: 3, of: 3 } }, controls);
    expect(buttonsOf(last).at(-1)).toBe('(▶ v1:sources:a1b2c3:4:turn)');
    const only = renderCard({ ...SOURCES, page: { number: 1, of: 1 } }, controls);
    expect(buttonsOf(only)).toEqual([]);
  });
});

const CONTEXT: ContextReply = {
  kind: 'context',
  n: 1,
  source: FIRST.source,
  of: 23,
  paragraphs: [
    paragraph(6, 'Nobody knew.'),
    {
      ...paragraph(7, 'They met. They voted. It rained.'),
      isCited: true,
      highlight: { start: 10, end: 21 },
    },
    { ...paragraph(8, 'A bus will run'), cutAfter: true },
  ],
  page: 0,
  hasEarlier: true,
  hasLater: false,
};

describe('the card of a context', () => {
  const controls = { kind: 'context', answerId: 'a1b2c3', n: 1 } as const;

  it('numbers paragraphs, sets the cited one apart and the cited sentence bold', () => {
    expect(linesOf(renderCard(CONTEXT, controls))).toEqual([
      '**The river**',
      '-# \\[1\\] Harbour Post · 8 Jul 2021 · notes/river.md',
      '-# ¶ 6 of 23',
      'Nobody knew.',
      '> -# ¶ 7 of 23',
      '> They met. **They voted.** It rained.',
      '-# ¶ 8 of 23',
      'A bus will run\u00A0…',
    ]);
  });

  it('pages outwards as far as there is something', () => {
    expect(buttonsOf(renderCard(CONTEXT, controls))).toEqual([
      '◀ Earlier v1:context:a1b2c3:1:-1:turn',
      '(Later ▶ v1:context:a1b2c3:1:1:turn)',
    ]);
    expect(buttonsOf(renderCard({ ...CONTEXT, hasEarlier: false }, controls))).toEqual([]);
  });

  it('pages through a document', () => {
    const reply = { ...CONTEXT, n: null, page: 2, hasLater: true };
    const card = renderCard(reply, { kind: 'document', documentId: 'river-0a1b2c' });
    expect(buttonsOf(card)).toEqual([
      '◀ Earlier v1:document:river-0a1b2c:1:turn',
      'Later ▶ v1:document:river-0a1b2c:3:turn',
    ]);
  });

  it('makes a link harmless that begins before an empty highlight and ends after it', () => {
    const link = paragraph(7, 'See https://evil.example');
    const paragraphs = [{ ...link, isCited: true, highlight: { start: 10, end: 10 } }];
    const lines = linesOf(renderCard({ ...CONTEXT, paragraphs }, controls));
    expect(lines.at(-1)).toBe('> See https\\://evil.example');
  });

  it('keeps a page of Chinese whole that Discord takes whole', () => {
    const text = '港'.repeat(1_200);
    const reply = { ...CONTEXT, paragraphs: [paragraph(1, text), paragraph(2, text)] };
    expect(linesOf(renderCard(reply, controls)).filter((line) => line === text)).toHaveLength(2);
  });

  it('keeps the cited sentence where paragraphs must be cut', () => {
    const text = `${'One more came. '.repeat(400)}They voted.${' It rained.'.repeat(400)}`;
    const start = text.indexOf('They voted.');
    const highlight = { start, end: start + 'They voted.'.length };
    const paragraphs = [{ ...paragraph(7, text), isCited: true, highlight }];
    const said = linesOf(renderCard({ ...CONTEXT, paragraphs }, controls)).join('\n');
    expect(said).toMatch(/> …\u00A0One more .*came\. \*\*They voted\.\*\* It rained\..*\u00A0…$/);
  });
});

function paragraph(n: number, text: string): ContextReply['paragraphs'][number] {
  return { n, text, highlight: null, isCited: false, cutBefore: false, cutAfter: false };
}
