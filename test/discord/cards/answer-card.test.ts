import { ComponentType } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { visibleCharacters } from '../../../src/discord/cards/fit.js';
import { ACCENT } from '../../../src/discord/cards/palette.js';
import { renderCard } from '../../../src/discord/cards/render-card.js';
import { NO_CONTROLS } from '../../../src/discord/cards/card.js';
import {
  answerOf,
  buttonsOf,
  citationOf,
  colorOf,
  everyOf,
  linesOf,
  PRIVATE,
  PUBLIC,
} from './cards.js';

const SENTENCE = 'The board will meet again on the river in the autumn of next year. ';

describe('the card of an answer', () => {
  it('quotes with the sentence bold and says beneath where it stands', () => {
    const citation = citationOf('It stops in April.', {
      quote: { before: 'They voted. ', after: ' A bus follows.', cutBefore: true, cutAfter: true },
    });
    expect(linesOf(renderCard(answerOf({ citations: [citation] }), PUBLIC))).toEqual([
      '-# When does the ferry stop?',
      '…\u00A0“They voted. **It stops in April.** A bus follows.”\u00A0…',
      '-# \\[1\\] Harbour Post · The river · 8 Jul 2021 · ¶ 7 of 23 · notes/river.md',
      '-# Fairly sure · 3 documents, 2015 to 2021',
    ]);
  });

  it('says where else the same text stands, escaped', () => {
    const alsoIn = { names: ['Orbis *News*', '@everyone'], more: 2 };
    const lines = linesOf(
      renderCard(answerOf({ citations: [citationOf('x.', { alsoIn })] }), PUBLIC),
    );
    const said = lines.find((line) => line.includes('also in')) ?? '';
    expect(said).toContain(' · also in Orbis \\*News\\*, \\@everyone and 2 more · ');
  });

  it('links to the sentence where the source is on the web', () => {
    const place = { kind: 'link', url: 'https://post.example/river' } as const;
    const citations = [citationOf('It stops in April.', { source: { place } })];
    expect(linesOf(renderCard(answerOf({ citations }), PUBLIC))[2]).toContain(
      '[link](<https://post.example/river#:~:text=It%20stops%20in%20April>)',
    );
  });

  it('shows a source that is no web address without a link', () => {
    const place = { kind: 'link', url: 'javascript:alert(1)' } as const;
    const citations = [citationOf('It stops.', { source: { place } })];
    expect(linesOf(renderCard(answerOf({ citations }), PUBLIC)).join()).not.toContain('](');
  });

  it('sets every line of a sentence over several paragraphs bold', () => {
    const citations = [citationOf('One.\n\nTwo.', { quote: { after: ' Three.' } })];
    expect(linesOf(renderCard(answerOf({ citations }), PUBLIC)).slice(1, 4)).toEqual([
      '“**One.**',
      '',
      '**Two.** Three.”',
    ]);
  });

  it('says how a follow-up was read and that it asks beyond the corpus', () => {
    const reply = answerOf({
      reading: 'When does it stop in 2031?',
      asOf: 'The corpus ends in 2021.',
    });
    expect(linesOf(renderCard(reply, PUBLIC)).slice(1, 3)).toEqual([
      '-# Read as: When does it stop in 2031?',
      '-# The corpus ends in 2021.',
    ]);
  });

  it('says what was searched, with the words of the corpus escaped', () => {
    const searched = { instead: ['Turk*men'], also: ['A_B (C)'] };
    const [, line] = linesOf(renderCard(answerOf({ searched }), PUBLIC));
    expect(line).toBe('-# Searched for “Turk\\*men”; also for “A\\_B (C)”');
  });

  it('leaves the judgement to the reader where sources of a message are shown', () => {
    const [line] = linesOf(renderCard(answerOf({ about: 'message', question: '*lol*' }), PUBLIC));
    expect(line).toBe(
      '-# Sources near this message: “\\*lol\\*”; whether they support or dispute it is yours to judge',
    );
  });

  it('cuts a long question', () => {
    const [line = ''] = linesOf(renderCard(answerOf({ question: 'word '.repeat(90) }), PUBLIC));
    expect(line).toMatch(/^-# .{140,149}…$/);
  });

  it('offers votes, sources, reasons and the context of each citation', () => {
    const citations = [citationOf('One.'), citationOf('Two.', { n: 2 })];
    expect(buttonsOf(renderCard(answerOf({ citations }), PUBLIC))).toEqual([
      'Context v1:context:a1b2c3:1:0',
      'Context v1:context:a1b2c3:2:0',
      '👍 v1:up:a1b2c3',
      '👎 v1:down:a1b2c3',
      'All sources v1:sources:a1b2c3:1',
      'Why these? v1:why:a1b2c3',
      'Delete v1:delete:a1b2c3',
    ]);
  });

  it('can be shared where it is private', () => {
    expect(buttonsOf(renderCard(answerOf(), PRIVATE)).at(-1)).toBe('Share v1:share:a1b2c3');
  });

  it('has no buttons where none can be pressed', () => {
    const card = renderCard(answerOf(), NO_CONTROLS);
    expect(buttonsOf(card)).toEqual([]);
    expect(everyOf(card.components).filter(({ type }) => type === ComponentType.Section)).toEqual(
      [],
    );
  });

  it('is the only kind in its colour', () => {
    expect(colorOf(renderCard(answerOf(), PUBLIC))).toBe(ACCENT.answer);
  });
});

describe('an answer that is too long', () => {
  const long = (n: number) =>
    citationOf('It stops in April.', {
      n,
      quote: { before: SENTENCE.repeat(12), after: ` ${SENTENCE.repeat(12)}` },
    });

  it('fills about one screen: the last citations lose what stands around their sentence first', () => {
    const card = renderCard(answerOf({ citations: [long(1), long(2), long(3)] }), PUBLIC);
    const quotes = linesOf(card).filter((line) => line.includes('**It stops in April.**'));
    expect(visibleCharacters(card)).toBeLessThanOrEqual(1_000);
    expect(quotes.slice(1)).toEqual(Array(2).fill('…\u00A0“**It stops in April.**”\u00A0…'));
    expect(quotes[0]?.length).toBeGreaterThan(300);
  });

  it('leaves out the last citations when their sentences do not fit, and says how many', () => {
    const citations = [1, 2, 3].map((n) => citationOf(SENTENCE.repeat(24).trim(), { n }));
    const lines = linesOf(renderCard(answerOf({ citations }), PUBLIC));
    expect(lines.filter((line) => line.startsWith('“**'))).toHaveLength(2);
    expect(lines.at(-1)).toMatch(/ · \+1 more under All sources$/);
  });

  it('counts bytes as Discord does, not only characters', () => {
    const citations = [1, 2].map((n) => citationOf('港'.repeat(1_700), { n }));
    const lines = linesOf(renderCard(answerOf({ citations }), PUBLIC));
    expect(lines.filter((line) => line.startsWith('“**'))).toHaveLength(1);
  });

  it('shows no more citations than Discord takes components', () => {
    const citations = Array.from({ length: 12 }, (_, i) => citationOf('One.', { n: i + 1 }));
    const card = renderCard(answerOf({ citations }), PUBLIC);
    expect(everyOf(card.components).length).toBeLessThanOrEqual(40);
    expect(linesOf(card).at(-1)).toContain('+4 more under All sources');
  });

  it('cuts a sentence only where it alone is too much, with “…” outside the quotation', () => {
    const citations = [citationOf('word '.repeat(2_000))];
    const quote = linesOf(renderCard(answerOf({ citations }), PUBLIC))[1] ?? '';
    expect(quote).toMatch(/^“\*\*word.*word\*\*”\u00A0…$/);
    expect(quote.length).toBeGreaterThan(3_000);
  });
});
