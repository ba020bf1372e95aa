// In: what was read of a channel, and what was chosen of it. Out: the reply: who said what and when, in their own
// words, with what was taken as the start. No sentence of ours says what was said.

import type { CatchUpReply, SaidPiece } from './topic-replies.js';

export interface CatchUpInput {
  readonly channel: string;
  /** Milliseconds since 1970. */
  readonly since: number;
  readonly now: number;
  readonly basis: 'given' | 'own_message' | 'day';
  /** Messages of people since then, and how many people. */
  readonly messages: number;
  readonly people: number;
  /** The oldest message that was read where there are more; null where all were. */
  readonly readFrom: number | null;
  readonly pieces: readonly SaidPiece[];
}

const BASIS = {
  given: 'as you asked',
  own_message: 'your last message here',
  day: 'the last 24 hours, because you wrote nothing here within a week',
} as const;

/** Makes the reply. */
export function catchUpReply(input: CatchUpInput): CatchUpReply {
  const { channel, since, now, basis, messages, people, readFrom, pieces } = input;
  const said =
    messages === 0
      ? 'nobody else wrote anything'
      : `${counted(messages, 'message')} of ${people === 1 ? '1 person' : `${people} people`}`;
  return {
    kind: 'catch_up',
    channel,
    since,
    now,
    text: `${BASIS[basis]} · ${said}`,
    readFrom,
    pieces,
    note: 'Only you see this; nothing of it is kept',
  };
}

function counted(n: number, word: string): string {
  return n === 1 ? `1 ${word}` : `${n} ${word}s`;
}
