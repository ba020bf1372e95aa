// What a press is: an action, what it was pressed on, and one function that says what is shown. It never
// acknowledges and never sends; on-press.ts does. Every press looks up the record again and checks again that
// this person may see it: what a custom_id says is not trusted.

import type {
  APIMessageTopLevelComponent,
  APIModalInteractionResponseCallbackData,
} from 'discord.js';
import type { BotParts } from '../bot-parts.js';
import { withinScope, type ScopedRecord } from '../asking/within-scope.js';
import type { Caller } from '../caller.js';
import type { Card } from '../cards/card.js';
import type { Action } from '../custom-id.js';
import type { InteractionHandle } from '../delivery/delivery.js';

/** A press as it arrived. */
export interface PressCall {
  readonly caller: Caller;
  /** Edits what is shown, as long as its token lives. */
  readonly handle: InteractionHandle;
  /** The custom_id's ids and numbers. */
  readonly parts: readonly string[];
  /** What was chosen in a menu. */
  readonly values: readonly string[];
  /** What was written in a form, by field. */
  readonly fields: Readonly<Record<string, string>>;
  /** The message that holds the button; null for what has none. */
  readonly components: readonly APIMessageTopLevelComponent[] | null;
}

export type PressResult =
  /** A message that only this person sees. */
  | { readonly kind: 'private'; readonly card: Card }
  /** A message that everybody sees; where it cannot be posted, what was kept of it is undone. */
  | { readonly kind: 'public'; readonly card: Card; readonly undo: () => Promise<void> }
  /** The message with the button changes. */
  | { readonly kind: 'update'; readonly card: Card }
  /** The message with the button goes; what is kept of it goes once it has. */
  | { readonly kind: 'remove'; readonly onRemoved: () => Promise<void> }
  | { readonly kind: 'modal'; readonly modal: APIModalInteractionResponseCallbackData };

export interface PressHandler {
  readonly action: Action;
  /** How it is acknowledged where the work takes long; what comes then stands in this place, a refusal too. */
  readonly whileWaiting: (parts: readonly string[]) => 'private' | 'public' | 'update';
  readonly run: (call: PressCall, bot: BotParts) => Promise<PressResult>;
}

/** Thrown by `openRecord`; its text is for the person. */
export class NotForYou extends Error {}

/** What is said where an answer's record has expired or was deleted. */
const GONE = 'This answer is no longer kept. Ask again, and the buttons work.';
const NOT_YOURS = 'This answer belongs to somebody else.';

/**
 * The record of an answer, for somebody who may see it.
 *
 * @throws NotForYou where it is gone, of another place or scope, or somebody else's private one
 */
export async function openRecord(
  answerId: string | undefined,
  caller: Caller,
  bot: BotParts,
): Promise<ScopedRecord> {
  const kept = answerId === undefined ? null : await bot.state.answer(answerId);
  const record = kept === null ? null : await withinScope(kept, caller, bot);
  if (record === null) throw new NotForYou(GONE);
  const isTheirs = record.asker === caller.userId;
  if (record.isPrivate && !isTheirs) throw new NotForYou(NOT_YOURS);
  if (!isTheirs && record.conversation !== caller.channelId) throw new NotForYou(GONE);
  return record;
}

/** A whole number of a custom_id, or the fallback where it is none. */
export function wholeNumber(part: string | undefined, fallback: number): number {
  const number = Number(part);
  return part !== undefined && Number.isSafeInteger(number) ? number : fallback;
}
