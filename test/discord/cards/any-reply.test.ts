import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderCard } from '../../../src/discord/cards/render-card.js';
import { renderFeedback } from '../../../src/discord/cards/render-feedback.js';
import { controls, REPLIES } from './arbitrary-replies.js';
import { problemsOf } from './validate-card.js';

describe('renderCard', () => {
  it.each(REPLIES)('makes a card that Discord takes of any %s, whatever it says', (_, replies) => {
    fc.assert(
      fc.property(replies, controls, (reply, pressed) => {
        expect(problemsOf(renderCard(reply, pressed))).toEqual([]);
      }),
      { numRuns: 450 },
    );
  });
});

describe('renderFeedback', () => {
  it.each(['up', 'down'] as const)('makes a card that Discord takes of a vote %s', (verdict) => {
    const shown = { answerId: 'a1', verdict, reason: null };
    const problems = problemsOf(renderFeedback({ ...shown, hasQuestion: false }));
    // The menu is a kind of component that no other card has.
    expect(problems).toEqual(verdict === 'down' ? ['a component of type 3'] : []);
  });
});
