// In: what a person said of an answer. Out: the card that thanks, asks for a reason where they were not
// content, offers to add the question, and takes the vote back; and the form in which the question is added.

import {
  ComponentType,
  TextInputStyle,
  type APIModalInteractionResponseCallbackData,
} from 'discord.js';
import type { FeedbackReason, Verdict } from '../../store/state-store.js';
import { writeCustomId } from '../custom-id.js';
import type { Card } from './card.js';
import { cleanText } from './clean-text.js';
import { cutAt } from './cut-text.js';
import { ACCENT } from './palette.js';
import { buttonOf, cardOf, rowOf, small, textOf, type Part } from './parts.js';

export interface FeedbackShown {
  readonly answerId: string;
  readonly verdict: Verdict;
  readonly reason: FeedbackReason | null;
  /** True where the question is kept with the vote already. */
  readonly hasQuestion: boolean;
}

/** What a person may be discontent with, in the order of the menu. */
export const FEEDBACK_REASONS = [
  'wrong_source',
  'outdated',
  'not_relevant',
  'should_have_found',
] as const satisfies readonly FeedbackReason[];

const REASON_LABELS: Readonly<Record<FeedbackReason, string>> = {
  wrong_source: 'Wrong source',
  outdated: 'Outdated',
  not_relevant: 'Not relevant',
  should_have_found: 'Should have found something',
};

/** The id under which the form's question arrives. */
export const QUESTION_INPUT = 'question';

/** Characters of a question that is added. */
export const LONGEST_QUESTION = 500;

/** Lays out what was noted of a vote, and what can be done with it. */
export function renderFeedback(shown: FeedbackShown): Card {
  const { answerId, verdict, hasQuestion } = shown;
  const add = buttonOf(writeCustomId('question', answerId), { label: 'Add the question' });
  const back = buttonOf(writeCustomId('unvote', answerId), { label: 'Take it back' });
  return cardOf(ACCENT.neutral, [
    ...textOf([thanks(shown), small([whatIsKept(hasQuestion)])]),
    ...(verdict === 'down' ? reasonRow(shown) : []),
    ...rowOf(hasQuestion ? [back] : [add, back]),
  ]);
}

export interface QuestionForm {
  readonly answerId: string;
  /** The question where it is still known. */
  readonly question: string | null;
}

/** The form in which a question is added to a vote. */
export function questionModal(form: QuestionForm): APIModalInteractionResponseCallbackData {
  const question = cutAt(cleanText(form.question ?? '').trim(), LONGEST_QUESTION);
  return {
    custom_id: writeCustomId('question', form.answerId),
    title: 'Add the question to your vote',
    components: [
      {
        type: ComponentType.Label,
        label: 'The question',
        description: 'Kept with your vote for 30 days, for the operator of this bot to read.',
        component: {
          type: ComponentType.TextInput,
          custom_id: QUESTION_INPUT,
          style: TextInputStyle.Paragraph,
          min_length: 1,
          max_length: LONGEST_QUESTION,
          required: true,
          ...(question === '' ? {} : { value: question }),
        },
      },
    ],
  };
}

function thanks({ verdict, reason }: FeedbackShown): string {
  if (verdict === 'up') return '👍 Noted: this answer helped. Thank you.';
  if (reason === null) return '👎 Noted. What was wrong with it?';
  return `👎 Noted: ${REASON_LABELS[reason].toLowerCase()}. Thank you.`;
}

function whatIsKept(hasQuestion: boolean): string {
  return hasQuestion
    ? 'Your vote and the question are kept for 30 days'
    : 'Your vote is kept for 30 days, without the question';
}

function reasonRow({ answerId, reason }: FeedbackShown): Part[] {
  const options = FEEDBACK_REASONS.map((value) => ({
    label: REASON_LABELS[value],
    value,
    default: value === reason,
  }));
  return [
    {
      type: ComponentType.ActionRow,
      components: [
        {
          type: ComponentType.StringSelect,
          custom_id: writeCustomId('reason', answerId),
          placeholder: 'What was wrong?',
          options,
        },
      ],
    },
  ];
}
