// In: a text from outside. Out: the same text with nothing left in it that a terminal would obey or that
// nobody can see: escape sequences, control characters, bidi controls, zero-width characters.

/** CSI (colours, cursor), OSC (titles, links, clipboard), DCS and the like, and two-character escapes. */
const SEQUENCES = [
  // A byte order mark is white space to a regular expression, and invisible to a reader.
  /\uFEFF/g,
  /(?:\u001B\[|\u009B)[0-?]*[ -/]*[@-~]/g,
  /(?:\u001B[\]PX^_]|[\u009D\u0090\u0098\u009E\u009F])[^\u0007\u001B\u009C]*(?:\u0007|\u001B\\|\u009C)/g,
  /\u001B[ -/]*[0-Z\\-~]/g,
];

const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu;
const INVISIBLE_BUT_BREAKS =
  /[^\S\n\u00A0\u202F]|(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu;

/** For one line: line breaks and tabs become spaces. */
export function cleanLine(text: string): string {
  return withoutSequences(text).replace(/\s/g, ' ').replace(INVISIBLE, '');
}

/** For a quotation: line breaks and spaces that do not break stay. */
export function cleanText(text: string): string {
  return withoutSequences(text)
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(INVISIBLE_BUT_BREAKS, (found) => (/\s/.test(found) ? ' ' : ''));
}

function withoutSequences(text: string): string {
  return SEQUENCES.reduce((rest, sequence) => rest.replace(sequence, ''), text);
}
