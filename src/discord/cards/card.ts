// The words of the cards: a Card is the payload of one Components V2 message, Controls say what can be
// pressed under it. A card never carries flags or mentions: whoever delivers it adds them.

import type { APIMessageTopLevelComponent } from 'discord.js';

/** A file that goes with a card, shown where a component names it as `attachment://name`. */
export interface CardFile {
  readonly name: string;
  /** What it shows, for who cannot see it. */
  readonly description: string;
  /** The bytes, in base64. */
  readonly base64: string;
}

/** What one message shows. */
export interface Card {
  readonly components: readonly APIMessageTopLevelComponent[];
  readonly files?: readonly CardFile[];
}

/** What can be pressed under a reply, and what it is about. */
export type Controls =
  /** Nothing; `not_kept` where there would be something, had its record been kept. */
  | { readonly kind: 'none'; readonly why?: 'not_kept' }
  /** Votes, all sources, why these, and share or delete; a Context button at each citation. */
  | { readonly kind: 'answer'; readonly answerId: string; readonly isPrivate: boolean }
  /** Pages through what was found. */
  | { readonly kind: 'sources'; readonly answerId: string }
  /** Pages through a timeline, a Context button at each quotation, and share or delete. */
  | { readonly kind: 'timeline'; readonly answerId: string; readonly isPrivate: boolean }
  /** A Context button at each quotation of a comparison, and share or delete. */
  | { readonly kind: 'comparison'; readonly answerId: string; readonly isPrivate: boolean }
  /** Pages outwards from a citation. */
  | { readonly kind: 'context'; readonly answerId: string; readonly n: number }
  /** Pages through a document. */
  | { readonly kind: 'document'; readonly documentId: string }
  /** The menu of reasons, the question to add, and the way back. */
  | { readonly kind: 'feedback'; readonly answerId: string }
  /** Adds, corrects or cancels a draft. */
  | { readonly kind: 'draft'; readonly draftId: string }
  /** Pages through what a server's collection holds. */
  | { readonly kind: 'holdings' }
  /** Deletes what is kept of a person. */
  | { readonly kind: 'privacy' };

export const NO_CONTROLS: Controls = { kind: 'none' };

/** Under what could not be kept. */
export const NOT_KEPT: Controls = { kind: 'none', why: 'not_kept' };
