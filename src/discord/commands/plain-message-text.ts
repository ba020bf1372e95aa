// In: a message as Discord holds it. Out: its words: mentions, custom emoji, timestamps and addresses are
// somebody's links, not something to search for.

/** `[words](https://…)`: the words are somebody's, the address is not looked for. */
const MASKED_LINK = /\[([^\][]{0,300})\]\(<?https?:\/\/[^\s)>]{0,2000}>?\)/gi;

const MARKS = [
  /<(?:@[!&]?|#|id:)[^<>]{0,100}>/g,
  /<a?:\w{1,32}:\d{1,20}>/g,
  /<t:-?\d{1,15}(?::[a-zA-Z])?>/g,
  /<\/[^<>]{1,100}:\d{1,20}>/g,
  /<?https?:\/\/[^\s>]+>?/gi,
];

/** Looked for last: `@everyone_` becomes one when its mark is taken away. */
const FOR_ALL = /@(?:everyone|here)\b/g;

/** Bold and the like, and what makes a line a quotation, a heading or small print. */
const FORMATTING = /[*_~`|]{1,3}|^\s{0,3}(?:(?:>{1,3}|#{1,3}|-#)\s)+/gm;

/** Characters of a message that are read: what one message may hold, and more than the model reads. */
const LONGEST = 4_000;

/** The words of a message. */
export function plainMessageText(content: string): string {
  const words = MARKS.reduce(
    (text, mark) => text.replace(mark, ' '),
    content.slice(0, LONGEST).replace(MASKED_LINK, '$1'),
  );
  return words
    .replace(/\\(?=[^\w\s])/g, '')
    .replace(FORMATTING, ' ')
    .replace(FOR_ALL, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
