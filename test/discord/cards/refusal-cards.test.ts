import { describe, expect, it } from 'vitest';
import { ACCENT } from '../../../src/discord/cards/palette.js';
import { renderCard } from '../../../src/discord/cards/render-card.js';
import {
  buttonsOf,
  citationOf,
  closestOf,
  colorOf,
  linesOf,
  noneOf,
  PRIVATE,
  PUBLIC,
} from './cards.js';

describe('the card of what comes nearest', () => {
  it('says first that it is no answer, then names documents', () => {
    expect(linesOf(renderCard(closestOf(), PUBLIC))).toEqual([
      '-# Who built the bridge?',
      'The corpus does not seem to answer this:',
      '**The river**',
      '“It stops in April.”',
      '-# \\[1\\] Harbour Post · 8 Jul 2021 · ¶ 7 of 23 · notes/river.md',
      '-# Searched 3 documents, 2015 to 2021',
    ]);
  });

  it('does not look like an answer', () => {
    const card = renderCard(closestOf(), PUBLIC);
    expect(colorOf(card)).toBe(ACCENT.closest);
    expect(linesOf(card).join('\n')).not.toContain('**It stops');
  });

  it('quotes one line of each of three at most', () => {
    const citations = [1, 2, 3, 4, 5].map((n) => citationOf('word '.repeat(60), { n }));
    const lines = linesOf(renderCard(closestOf({ citations }), PUBLIC));
    const quotes = lines.filter((line) => line.startsWith('“'));
    expect(quotes).toHaveLength(3);
    expect(quotes[0]).toMatch(/^“[word ]{100,120}”\u00A0…$/);
    expect(lines.at(-1)).toContain('+2 more under All sources');
  });

  it('offers the context, all sources, reasons and a thumb down', () => {
    expect(buttonsOf(renderCard(closestOf(), PRIVATE))).toEqual([
      'Context v1:context:a1b2c3:1:0',
      'All sources v1:sources:a1b2c3:1',
      'Why these? v1:why:a1b2c3',
      '👎 v1:down:a1b2c3',
      'Share v1:share:a1b2c3',
    ]);
  });
});

describe('the card of no answer', () => {
  it('says why, what to try and what is covered, and cites nothing', () => {
    const card = renderCard(noneOf(), PUBLIC);
    expect(linesOf(card)).toEqual([
      '-# Pizza?',
      'Nothing comes near this.',
      'Try: the river.',
      '-# The corpus holds 3 documents.',
    ]);
    expect(colorOf(card)).toBe(ACCENT.none);
  });

  it('can be told that something should have been found', () => {
    expect(buttonsOf(renderCard(noneOf(), PUBLIC))).toEqual([
      '👎Should have found something v1:down:a1b2c3',
      'Delete v1:delete:a1b2c3',
    ]);
    expect(buttonsOf(renderCard(noneOf(), PRIVATE))).toHaveLength(1);
  });

  it('asks for no vote on a greeting', () => {
    expect(buttonsOf(renderCard(noneOf({ reason: 'greeting' }), PRIVATE))).toEqual([]);
  });
});
