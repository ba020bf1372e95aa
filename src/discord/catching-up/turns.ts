// In: what was said, oldest first. Out: turns: what one person says without anybody between, in pieces of a
// length that can be quoted. A piece is made of whole messages, or it is a slice of one long message.

import { cutAtWord, firstSentences } from '../cards/cut-text.js';
import type { SpokenMessage } from './spoken-message.js';

/** What is compared, chosen and quoted as one. */
export interface Piece {
  /** Its first message: where the link leads. */
  readonly messageId: string;
  readonly speaker: string;
  readonly speakerId: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Whole messages, one below the other, or a slice of one. */
  readonly text: string;
  readonly cutBefore: boolean;
  readonly cutAfter: boolean;
  readonly addresses: readonly string[];
}

/** Characters of a piece: three lines on a telephone, and what ten of fit one card. */
const LONGEST = 300;

/** Milliseconds of silence after which the same person begins anew. */
const PAUSE_MS = 10 * 60_000;

/** Cuts what was said into pieces. */
export function piecesOf(messages: readonly SpokenMessage[]): Piece[] {
  const pieces: Piece[] = [];
  let before: SpokenMessage | null = null;
  for (const message of messages) {
    const open = pieces.at(-1);
    if (
      open !== undefined &&
      before !== null &&
      goesOn(before, message) &&
      hasRoom(open, message)
    ) {
      pieces[pieces.length - 1] = joined(open, message);
    } else {
      pieces.push(...slicesOf(message));
    }
    before = message;
  }
  return pieces;
}

function goesOn(before: SpokenMessage, message: SpokenMessage): boolean {
  return before.speakerId === message.speakerId && message.at - before.at <= PAUSE_MS;
}

function hasRoom({ text, cutBefore }: Piece, message: SpokenMessage): boolean {
  return !cutBefore && text.length + 1 + message.text.length <= LONGEST;
}

function joined(piece: Piece, message: SpokenMessage): Piece {
  const addresses = [...piece.addresses, ...message.addresses];
  return { ...piece, text: `${piece.text}\n${message.text}`, addresses };
}

function slicesOf(message: SpokenMessage): Piece[] {
  const { id: messageId, speaker, speakerId, at, addresses } = message;
  const slices: Piece[] = [];
  let rest = message.text;
  while (rest !== '') {
    const text = sliceOf(rest);
    rest = rest.slice(text.length).trimStart();
    const cuts = { cutBefore: slices.length > 0, cutAfter: rest !== '' };
    slices.push({ messageId, speaker, speakerId, at, addresses, text: text.trimEnd(), ...cuts });
  }
  return slices;
}

/** Whole sentences, as much of a longer one as fits, and never nothing. */
function sliceOf(text: string): string {
  if (text.length <= LONGEST) return text;
  return firstSentences(text, LONGEST) || cutAtWord(text, LONGEST) || text.slice(0, LONGEST);
}
