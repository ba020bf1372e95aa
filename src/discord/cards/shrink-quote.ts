// In: a quotation and the room there is. Out: the same quotation with less around its highlight, and in the
// last resort less of the highlight itself. What is left out is always told by "…" outside the quotation.

import type { Quote } from '../../replies/reply.js';
import { cutAtWord, firstSentences, lastSentences } from './cut-text.js';

/** Characters around the highlight and what must be read before it. */
export function contextOf({ before, after }: Quote): number {
  return before.length + after.length;
}

/** Keeps whole sentences around the highlight, at most so many characters, the nearest ones. */
export function shrinkContext(quote: Quote, room: number): Quote {
  const { before, after } = quote;
  if (before.length + after.length <= room) return quote;
  const half = Math.floor(Math.max(room, 0) / 2);
  // What one side does not need, the other side may use.
  const first =
    before.length <= half ? before : lastSentences(before, Math.max(half, room - after.length));
  const keptAfter = firstSentences(after, Math.max(room, 0) - first.length);
  return {
    ...quote,
    cutBefore: quote.cutBefore || isLess(before, first),
    before: first,
    after: keptAfter,
    cutAfter: quote.cutAfter || isLess(after, keptAfter),
  };
}

/** Leaves out what stands before the highlight and what stands after it. */
export function onlyHighlight(quote: Quote): Quote {
  const { before, lead, after } = quote;
  return {
    ...quote,
    cutBefore: quote.cutBefore || hasWords(before + lead),
    before: '',
    lead: '',
    after: '',
    cutAfter: quote.cutAfter || hasWords(after),
  };
}

/** Cuts the highlight itself: only where it alone is more than there is room for. */
export function shrinkHighlight(quote: Quote, characters: number): Quote {
  const alone = onlyHighlight(quote);
  const highlight = cutAtWord(alone.highlight, characters);
  return { ...alone, highlight, cutAfter: alone.cutAfter || isLess(alone.highlight, highlight) };
}

function isLess(all: string, kept: string): boolean {
  return all.trim().length > kept.trim().length;
}

function hasWords(text: string): boolean {
  return text.trim() !== '';
}
