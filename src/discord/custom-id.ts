// In: what a button does and to what. Out: its custom_id, and back. The state of a click is here and in the
// store, never in a process, so a button works after a restart; the version lets an older one be told apart.

import { COMPONENT } from './limits.js';

/** Everything that can be pressed, chosen or submitted. */
export const ACTIONS = [
  'context',
  'sources',
  'why',
  'up',
  'down',
  'reason',
  'question',
  'unvote',
  'share',
  'delete',
  'document',
  'timeline',
  'forget',
  'draft_add',
  'draft_correct',
  'draft_cancel',
  'corpus_list',
  'corpus_form',
] as const;

export type Action = (typeof ACTIONS)[number];

export interface Press {
  readonly action: Action;
  /** Ids and numbers, never text of a person or of a corpus. */
  readonly parts: readonly string[];
}

const VERSION = 'v1';

/** The custom_id of a press. */
export function writeCustomId(action: Action, ...parts: readonly (string | number)[]): string {
  const id = [VERSION, action, ...parts].join(':');
  if (id.length > COMPONENT.customId || parts.some((part) => String(part).includes(':'))) {
    throw new Error(`"${id}" does not fit a custom_id`);
  }
  return id;
}

/** What a custom_id means; null where it is another version's or another program's. */
export function readCustomId(customId: string): Press | null {
  const [version, name, ...parts] = customId.split(':');
  const action = ACTIONS.find((known) => known === name);
  return version === VERSION && action !== undefined ? { action, parts } : null;
}

/** The last part of a button that turns a page: its own message changes, where others open a new one. */
export const TURN = 'turn';

/** True where a press turns the page of the message it stands in. */
export function isTurning(parts: readonly string[]): boolean {
  return parts.at(-1) === TURN;
}
