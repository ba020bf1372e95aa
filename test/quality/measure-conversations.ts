// Conversations over a corpus, asked turn by turn as a face asks them. Out: how often a question was completed
// where it should be, left alone where it should be, asked back or greeted, and led to its evidence.

import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Answerer } from '../../src/answering/answerer.js';
import type { EarlierTurn } from '../../src/answering/earlier-turn.js';
import { ask, type Asked } from '../../src/replies/ask.js';

const turnSchema = z.object({
  ask: z.string(),
  /** What the reading must hold; null: taken as asked; absent: not looked at. */
  reading: z.array(z.string()).nullish(),
  /** Any of these stands in the first citation. */
  evidence: z.array(z.string()).optional(),
  /** Why the corpus is not asked. */
  reason: z.string().optional(),
});

const conversationSchema = z.object({
  id: z.string(),
  /** `choose`: rules were chosen on it; `confirm`: they were not; `fresh`: written once they were chosen. */
  half: z.enum(['choose', 'confirm', 'fresh']),
  kind: z.string(),
  turns: z.array(turnSchema),
});

export type Conversation = z.infer<typeof conversationSchema>;
type Turn = z.infer<typeof turnSchema>;

/** A count of those that came out as they should. */
export interface Share {
  readonly right: number;
  readonly of: number;
}

export interface ConversationFigures {
  readonly completed: Share;
  readonly leftAlone: Share;
  readonly evidence: Share;
  readonly reason: Share;
  /** What did not come out, for whoever reads a failed test. */
  readonly wrong: readonly string[];
}

interface Outcome {
  readonly measure: Exclude<keyof ConversationFigures, 'wrong'>;
  readonly isRight: boolean;
  readonly about: string;
}

/** Reads a file of conversations, one a line. */
export function readConversations(file: string): Conversation[] {
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  return lines.map((line) => conversationSchema.parse(JSON.parse(line)));
}

/** Asks every conversation and counts. */
export async function measureConversations(
  answerer: Answerer,
  conversations: readonly Conversation[],
): Promise<ConversationFigures> {
  const outcomes: Outcome[] = [];
  for (const { id, turns } of conversations) {
    let earlier: EarlierTurn | null = null;
    for (const turn of turns) {
      const asked: Asked = await ask(answerer, { question: turn.ask }, { earlier });
      earlier = asked.turn ?? earlier;
      outcomes.push(...judge(turn, asked, id));
    }
  }
  const share = (measure: Outcome['measure']): Share => {
    const these = outcomes.filter((outcome) => outcome.measure === measure);
    return { right: these.filter(({ isRight }) => isRight).length, of: these.length };
  };
  return {
    completed: share('completed'),
    leftAlone: share('leftAlone'),
    evidence: share('evidence'),
    reason: share('reason'),
    wrong: outcomes
      .filter(({ isRight }) => !isRight)
      .map(({ measure, about }) => `${measure} ${about}`),
  };
}

function judge(turn: Turn, { answer, reply }: Asked, id: string): Outcome[] {
  const { reading, evidence, reason } = turn;
  const [first] = answer.citations;
  const text = first?.text.replace(/\s+/g, ' ') ?? '';
  const about = `${id} ${turn.ask} -> ${reply.reading ?? 'as asked'}`;
  const outcomes: Outcome[] = [];
  if (reading === null) {
    outcomes.push({ measure: 'leftAlone', isRight: reply.reading === null, about });
  } else if (reading !== undefined) {
    const isRight = reading.every((part) => reply.reading?.includes(part) === true);
    outcomes.push({ measure: 'completed', isRight, about });
  }
  if (evidence !== undefined) {
    const isRight = evidence.some((part) => text.includes(part));
    outcomes.push({ measure: 'evidence', isRight, about });
  }
  if (reason !== undefined) {
    const isRight = answer.reason === reason && first === undefined;
    outcomes.push({ measure: 'reason', isRight, about });
  }
  return outcomes;
}
