import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NOT_KEPT } from '../../../src/discord/cards/card.js';
import { renderCard } from '../../../src/discord/cards/render-card.js';
import { REPLIES } from './arbitrary-replies.js';
import { problemsOf } from './validate-card.js';

describe('notes on a whole card', () => {
  it.each(REPLIES)('make a card that Discord takes of any %s, whatever it says', (_, replies) => {
    fc.assert(
      fc.property(replies, fc.string({ maxLength: 400 }), (reply, copied) => {
        const noted = { ...reply, copied };
        expect(problemsOf(renderCard(noted, NOT_KEPT))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
