import { ComponentType } from 'discord.js';
import { describe, expect, it } from 'vitest';
import {
  FEEDBACK_REASONS,
  questionModal,
  renderFeedback,
} from '../../../src/discord/cards/render-feedback.js';
import { buttonsOf, everyOf, linesOf } from './cards.js';

const DOWN = {
  answerId: 'a1b2c3',
  verdict: 'down',
  reason: null,
  hasQuestion: false,
} as const;

interface Select {
  readonly custom_id: string;
  readonly options: readonly { readonly value: string; readonly default: boolean }[];
}

describe('renderFeedback', () => {
  it('thanks for a thumb up and offers to add the question or to take it back', () => {
    const card = renderFeedback({ ...DOWN, verdict: 'up' });
    expect(linesOf(card)).toEqual([
      '👍 Noted: this answer helped. Thank you.',
      '-# Your vote is kept for 30 days, without the question',
    ]);
    expect(buttonsOf(card)).toEqual([
      'Add the question v1:question:a1b2c3',
      'Take it back v1:unvote:a1b2c3',
    ]);
    expect(selectOf(renderFeedback({ ...DOWN, verdict: 'up' }))).toBeUndefined();
  });

  it('asks what was wrong after a thumb down', () => {
    const select = selectOf(renderFeedback(DOWN));
    expect(select?.custom_id).toBe('v1:reason:a1b2c3');
    expect(select?.options.map(({ value }) => value)).toEqual([...FEEDBACK_REASONS]);
    expect(select?.options.some((option) => option.default)).toBe(false);
  });

  it('shows the reason that was given', () => {
    const card = renderFeedback({ ...DOWN, reason: 'outdated' });
    const chosen = selectOf(card)?.options.filter((option) => option.default);
    expect(chosen?.map(({ value }) => value)).toEqual(['outdated']);
    expect(linesOf(card)[0]).toBe('👎 Noted: outdated. Thank you.');
  });

  it('does not ask for a question that is kept', () => {
    const kept = renderFeedback({ ...DOWN, hasQuestion: true });
    expect(buttonsOf(kept)).toEqual(['Take it back v1:unvote:a1b2c3']);
    expect(linesOf(kept)[1]).toBe('-# Your vote and the question are kept for 30 days');
  });
});

describe('questionModal', () => {
  it('keeps within what Discord takes and says what is kept', () => {
    const modal = questionModal({ answerId: 'a1b2c3', question: 'When?' });
    expect(modal.custom_id).toBe('v1:question:a1b2c3');
    expect(modal.title.length).toBeLessThanOrEqual(45);
    expect(modal.components).toMatchObject([
      {
        type: 18,
        description: 'Kept with your vote for 30 days, for the operator of this bot to read.',
        component: { type: 4, custom_id: 'question', style: 2, max_length: 500, value: 'When?' },
      },
    ]);
  });

  it('is empty where the question is not known', () => {
    const json = JSON.stringify(questionModal({ answerId: 'a1b2c3', question: null }));
    expect(json).not.toContain('"value"');
  });

  it('cuts a question that is longer than the field', () => {
    const [label] = questionModal({ answerId: 'a1', question: 'é'.repeat(900) }).components;
    expect(label).toMatchObject({ component: { value: 'é'.repeat(500) } });
  });
});

function selectOf(card: ReturnType<typeof renderFeedback>): Select | undefined {
  const select = everyOf(card.components).find(({ type }) => type === ComponentType.StringSelect);
  return select as unknown as Select | undefined;
}
