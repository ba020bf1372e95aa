// In: a channel's history and how far back to go. Out: the messages since then, oldest first, and what was taken
// as "then". Pages are read from the newest backwards, so that where there are too many, the newest are read.

import type { APIMessage } from 'discord.js';
import type { DeliveryFailure } from '../delivery/delivery.js';
import { HISTORY_PAGE, type ChannelHistory } from '../delivery/channel-history.js';

/** How the start was found. */
export type Basis = 'given' | 'own_message' | 'day';

export interface BackTo {
  readonly channelId: string;
  /** Who asks: their own last message is the start where none is given. */
  readonly userId: string;
  /** Milliseconds since 1970; null where it is to be found. */
  readonly since: number | null;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export interface ReadMessages {
  readonly ok: true;
  /** Oldest first, the asker's own among them. */
  readonly messages: readonly APIMessage[];
  readonly since: number;
  readonly basis: Basis;
  /** True where there were more: the oldest of them are not read. */
  readonly isCut: boolean;
}

export const READ_BACK = {
  /** Ten pages are read within two seconds or so, and within what Discord allows a channel's readers. */
  messages: 1_000,
  /** Milliseconds within which a person's own last message is looked for. */
  ownWithinMs: 7 * 24 * 3_600_000,
  /** Milliseconds: who has just said "what did I miss?" means the time before that. */
  justNowMs: 15 * 60_000,
  /** Milliseconds where no message of their own is found. */
  otherwiseMs: 24 * 3_600_000,
} as const;

/** Reads a channel back. */
export async function readBack(
  history: ChannelHistory,
  back: BackTo,
): Promise<ReadMessages | { readonly ok: false; readonly failure: DeliveryFailure }> {
  const read: APIMessage[] = [];
  let isCut = false;
  for (;;) {
    const page = await history.before(back.channelId, read.at(-1)?.id ?? null);
    if (!page.ok) return page;
    read.push(...page.messages);
    if (page.messages.length < HISTORY_PAGE || isFarEnough(read, back)) break;
    isCut = read.length >= READ_BACK.messages;
    if (isCut) break;
  }
  const own = back.since === null ? ownMessage(read, back) : undefined;
  const since = back.since ?? timeOf(own) ?? back.now - READ_BACK.otherwiseMs;
  const oldest = timeOf(read.at(-1)) ?? since;
  return {
    ok: true,
    messages: read.filter((message) => Date.parse(message.timestamp) > since).toReversed(),
    since,
    basis: back.since !== null ? 'given' : own !== undefined ? 'own_message' : 'day',
    isCut: isCut && oldest > since,
  };
}

function isFarEnough(read: readonly APIMessage[], back: BackTo): boolean {
  if (back.since === null && ownMessage(read, back) !== undefined) return true;
  const until = back.since ?? back.now - READ_BACK.ownWithinMs;
  return (timeOf(read.at(-1)) ?? until) <= until;
}

/** The asker's last message that is no part of asking. */
function ownMessage(read: readonly APIMessage[], { userId, now }: BackTo): APIMessage | undefined {
  return read.find(({ author, timestamp }) => {
    const age = now - Date.parse(timestamp);
    return author.id === userId && age > READ_BACK.justNowMs && age <= READ_BACK.ownWithinMs;
  });
}

function timeOf(message: APIMessage | undefined): number | undefined {
  return message === undefined ? undefined : Date.parse(message.timestamp);
}
