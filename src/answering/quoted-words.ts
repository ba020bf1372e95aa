// In: a sentence of the corpus. Out: its words as part of a question to search with. A corpus is hostile until
// shown otherwise: nothing in the sentence may act as a filter or choose another collection.

/** Characters of a sentence that say what it says; the rest makes a question no clearer. */
const MOST_CHARACTERS = 180;

/** Words that would filter with a colon behind them. */
const OPERATOR = /\b(after|before|outlet|collection):+/giu;

/** The words of a sentence, without quotation marks, cut between two words. */
export function quotedWords(sentence: string): string {
  const plain = sentence
    .replace(/["“”]/g, ' ')
    .replace(OPERATOR, '$1 ')
    .replace(/(?<=^|\s)-+(?=[\p{L}\p{N}])/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[.!?…]+$/u, '');
  if (plain.length <= MOST_CHARACTERS) return plain;
  const space = plain.lastIndexOf(' ', MOST_CHARACTERS);
  return space > 0 ? plain.slice(0, space) : '';
}
