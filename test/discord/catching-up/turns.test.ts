import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SpokenMessage } from '../../../src/discord/catching-up/spoken-message.js';
import { piecesOf } from '../../../src/discord/catching-up/turns.js';

const MINUTE = 60_000;

const said = (speakerId: string, text: string, minute = 0): SpokenMessage => ({
  id: `${speakerId}-${minute}`,
  speakerId,
  speaker: speakerId,
  at: minute * MINUTE,
  text,
  addresses: [],
});

describe('piecesOf', () => {
  it('joins what one person writes in a row, until another does or time has passed', () => {
    const messages = [
      said('a', 'One.'),
      said('a', 'Two.', 1),
      said('b', 'Three.', 2),
      said('a', 'Four.', 3),
      said('a', 'Five.', 30),
    ];
    const texts = piecesOf(messages).map(({ text }) => text);
    expect(texts).toEqual(['One.\nTwo.', 'Three.', 'Four.', 'Five.']);
  });

  it('cuts a long message between its sentences, and says on which side it goes on', () => {
    const sentence = 'The ferry to Saltholm stops running after midnight from April on. ';
    const pieces = piecesOf([said('a', sentence.repeat(10).trim())]);
    expect(pieces.map(({ cutBefore, cutAfter }) => [cutBefore, cutAfter])).toEqual([
      [false, true],
      [true, true],
      [true, false],
    ]);
    for (const { text } of pieces) expect(text).toMatch(/^The ferry.* on\.$/s);
  });

  it('never rewords or loses anything', () => {
    const message = fc.record({
      who: fc.constantFrom('a', 'b'),
      text: fc.string({ maxLength: 900 }),
    });
    fc.assert(
      fc.property(fc.array(message, { maxLength: 8 }), (all) => {
        const messages = all
          .filter(({ text }) => text.trim() !== '')
          .map(({ who, text }, i) => said(who, text.trim(), i));
        const bare = (texts: readonly string[]): string => texts.join('').replace(/\s/g, '');
        const pieces = piecesOf(messages);
        expect(bare(pieces.map(({ text }) => text))).toBe(bare(messages.map(({ text }) => text)));
        for (const { text } of pieces) expect(text.length).toBeLessThanOrEqual(320);
      }),
    );
  });
});
