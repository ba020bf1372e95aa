// In: the record of an answer and who wants to see more of it. Out: the part of it that they may see where they are
// now: what a record says of places and scopes was true when it was kept, and may not be any more.

import { narrowScope } from '../../retrieval/scope.js';
import type { AnswerRecord } from '../../store/state-store.js';
import type { BotParts } from '../bot-parts.js';
import type { Caller } from '../caller.js';
import { scopeFor } from '../scope-for.js';

export interface ScopedRecord extends AnswerRecord {
  /** True where the answer was found in more than may be searched here now. */
  readonly isNarrowed: boolean;
}

/** The record with what lies within the scope of whoever asks; null for another guild's, and where nothing does. */
export async function withinScope(
  record: AnswerRecord,
  caller: Caller,
  bot: BotParts,
): Promise<ScopedRecord | null> {
  if (record.guild !== caller.guildId) return null;
  const collection = narrowScope(await scopeFor(caller, bot), record.collection);
  if (collection === null) return null;
  if (collection === record.collection) return { ...record, isNarrowed: false };
  const cited = await bot.answerer.cited(record.found, collection);
  const labels = new Set(cited.map(({ label }) => label));
  const found = record.found.filter(({ label }) => labels.has(label));
  return { ...record, collection, found, isNarrowed: true };
}
