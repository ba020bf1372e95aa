// In: who wants to catch up, where, since when. Out: a card with what was said, chosen by what it covers. The
// messages live in this call alone: no record is kept, and no log or metric holds a word of them.

import type { APIMessage } from 'discord.js';
import { catchUpReply } from '../../replies/catch-up-reply.js';
import type { SaidPiece } from '../../replies/topic-replies.js';
import type { Answered } from '../asking/answer-question.js';
import { noticeCard } from '../asking/notice-card.js';
import type { BotParts, CatchingUp } from '../bot-parts.js';
import type { Caller } from '../caller.js';
import { NO_CONTROLS } from '../cards/card.js';
import { renderCard } from '../cards/render-card.js';
import type { ShownChannel, ShownChannels } from '../shown-channel.js';
import { mayRead } from './may-read.js';
import { readBack, type ReadMessages } from './read-back.js';
import { readSince, SINCE_FORMS } from './since.js';
import { readSpoken } from './spoken-message.js';
import { piecesOf, type Piece } from './turns.js';

export interface CatchUpRequest {
  readonly caller: Caller;
  readonly channels: ShownChannels;
  /** As it was typed; null where nothing was. */
  readonly since: string | null;
  /** The channel that was named; null for this one. */
  readonly channelId: string | null;
  /** Quotations wanted. */
  readonly most: number;
}

/** Pieces that address the asker and are shown in any case: the newest of them. */
const MOST_ADDRESSED = 2;

/** Catches somebody up with a channel. */
export async function catchUp(
  request: CatchUpRequest,
  catching: CatchingUp,
  bot: Pick<BotParts, 'answerer' | 'now'>,
): Promise<Answered> {
  const { caller, channels, channelId } = request;
  const wanted = { channelId, guildId: caller.guildId, channels };
  const reading = mayRead(wanted, catching.ownPermissions);
  if (!reading.ok) return told(reading.text);
  const now = bot.now().getTime();
  const since = request.since === null ? null : readSince(request.since, now);
  if (request.since !== null && since === null) {
    return told(`I cannot tell since when that is. Try ${SINCE_FORMS}.`);
  }
  const { channel } = reading;
  const back = { channelId: channel.id, userId: caller.userId, since, now };
  const read = await readBack(catching.history, back);
  if (!read.ok) return told(UNREADABLE[read.failure.code] ?? UNREADABLE.other);
  return shown({ read, channel, request, now }, bot.answerer);
}

/** What is said where Discord does not let the channel be read after all. */
const UNREADABLE: Readonly<Record<string, string>> & { readonly other: string } = {
  no_permission: 'Discord does not let me read that channel; a moderator can change that.',
  gone: 'That channel is not there any more.',
  other: 'Discord does not give the messages at the moment. Please try again in a minute.',
};

interface Found {
  readonly read: ReadMessages;
  readonly channel: ShownChannel;
  readonly request: CatchUpRequest;
  readonly now: number;
}

async function shown(found: Found, answerer: BotParts['answerer']): Promise<Answered> {
  const { read, channel, request, now } = found;
  const { userId, guildId } = request.caller;
  const messages = read.messages.map(readSpoken).filter((message) => message !== null);
  // Somebody's own words are no news to them, but they end another's turn.
  const others = piecesOf(messages).filter(({ speakerId }) => speakerId !== userId);
  const chosen = await choose(others, request, answerer);
  const spoken = messages.filter(({ speakerId }) => speakerId !== userId);
  const reply = catchUpReply({
    channel: channel.name,
    since: read.since,
    now,
    basis: read.basis,
    messages: spoken.length,
    people: new Set(spoken.map(({ speakerId }) => speakerId)).size,
    readFrom: read.isCut ? oldestOf(read.messages, now) : null,
    pieces: chosen.map((piece) => {
      const url = `https://discord.com/channels/${guildId ?? '@me'}/${channel.id}/${piece.messageId}`;
      return saidPiece(piece, { url, userId });
    }),
  });
  const outcome = chosen.length === 0 ? 'refused' : 'answered';
  return { card: renderCard(reply, NO_CONTROLS), outcome };
}

async function choose(
  pieces: readonly Piece[],
  { caller, most }: CatchUpRequest,
  answerer: BotParts['answerer'],
): Promise<Piece[]> {
  const addressed = pieces.flatMap(({ addresses }, i) =>
    addresses.includes(caller.userId) ? [i] : [],
  );
  const kept = addressed.slice(-MOST_ADDRESSED);
  const texts = pieces.map(({ text }) => text);
  const chosen = texts.length <= 1 ? texts.keys() : await answerer.digest({ texts, most, kept });
  return [...chosen].flatMap((position) => pieces[position] ?? []);
}

function saidPiece(
  piece: Piece,
  { url, userId }: { readonly url: string; readonly userId: string },
): SaidPiece {
  const { speaker, at, text, cutBefore, cutAfter, addresses } = piece;
  return { speaker, at, text, cutBefore, cutAfter, url, isToReader: addresses.includes(userId) };
}

function oldestOf([oldest]: readonly APIMessage[], now: number): number {
  return oldest === undefined ? now : Date.parse(oldest.timestamp);
}

function told(text: string): Answered {
  return { card: noticeCard(text), outcome: 'refused' };
}
