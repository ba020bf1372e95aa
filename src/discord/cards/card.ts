// The words of the cards: a Card is the payload of one Components V2 message, Controls say what can be
// pressed under it. A card never carries flags or mentions: whoever delivers it adds them.

import type { APIMessageTopLevelComponent } from 'discord.js';

/** What one message shows. */
export interface Card {
  readonly components: readonly APIMessageTopLevelComponent[];
}

/** What can be pressed under a reply, and what it is about. */
export type Controls =
  | { readonly kind: 'none' }
  /** Votes, all sources, why these, and share or delete; a Context button at each citation. */
  | { readonly kind: 'answer'; readonly answerId: string; readonly isPrivate: boolean }
  /** Pages through what was found. */
  | { readonly kind: 'sources'; readonly answerId: string }
  /** Pages outwards from a citation. */
  | { readonly kind: 'context'; readonly answerId: string; readonly n: number }
  /** Pages through a document. */
  | { readonly kind: 'document'; readonly documentId: string }
  /** The menu of reasons, the question to add, and the way back. */
  | { readonly kind: 'feedback'; readonly answerId: string }
  /** Deletes what is kept of a person. */
  | { readonly kind: 'privacy' };

export const NO_CONTROLS: Controls = { kind: 'none' };
