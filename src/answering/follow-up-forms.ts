// The forms by which a short question shows that it leans on another one: what leads on, a question word
// alone, something about us. Shared by whoever completes questions and whoever asks back.

import { wordsOf } from './question-parts.js';

/** What a follow-up may begin with: `[1]` a filler such as "ok", `[2]` what leads on, such as "and what about". */
export const LEAD =
  /^((?:(?:ok|okay|so|well|yes|yeah|right),? )*)((?:(?:and|but|or|also|plus),? )?(?:(?:what about|how about|what of|(?:the )?same for) )?)/i;

/** A question word with nothing behind it, or with a word that only sharpens it. */
export const ALONE =
  /^(?:(?:why|when|where|how|who)(?: (?:exactly|else|so|not|come))?|how (?:long|often|many|much)|(?:since|until) when|(?:by|with|to|for) whom|in which year|what else)$/;

/** Whoever asks about us has left the subject. */
export const ABOUT_US = /\b(?:you|your|yours|yourself|i|me|my)\b/;

/** The words of a text as they are compared. */
export function foldedWords(text: string): string {
  return wordsOf(text)
    .map((word) => word.folded)
    .join(' ');
}
