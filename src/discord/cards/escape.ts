// In: a text from outside. Out: Markdown that Discord shows as exactly that text: nothing in it formats,
// links, pings, hides or opens anything. Only backslashes are added, which Discord takes away again, so what
// is read is the text itself. Pings are also switched off by whoever delivers a card.

import { cleanLine, cleanText } from './clean-text.js';

const ESCAPED = new RegExp(
  [
    // Bold, italics, spoilers, code, quotations, mentions, timestamps, headings, links.
    '[\\\\*_~`|<>@#[\\]]',
    // The address of a link whose label was written before.
    '(?<=\\])\\(',
    // Lists and small print at the start of a line.
    '[-+](?<=^[^\\S\\n]*.)',
    '[.)](?<=^[^\\S\\n]*\\d{1,9}.)(?!\\d)',
    // Addresses that Discord would link by itself.
    ':(?=//)',
    // :names: that Discord would show as emoji.
    ':(?=[\\w+~-]{1,64}:)',
    '(?<=discord(?:app)?)\\.(?=[a-z])',
  ].join('|'),
  'gim',
);

/** Letters that are written from right to left. */
const RIGHT_TO_LEFT =
  /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;
const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';

/** For a quotation: line breaks stay. */
export function escapeText(text: string): string {
  return escapeClean(cleanText(text));
}

/** For one line. */
export function escapeLine(text: string): string {
  return escapeClean(cleanLine(text));
}

/** For one part of a line of several: a right-to-left part leaves the order of its neighbours alone. */
export function escapePart(text: string): string {
  const part = escapeLine(text);
  return RIGHT_TO_LEFT.test(part) ? FIRST_STRONG_ISOLATE + part + POP_ISOLATE : part;
}

/** Bold, line by line, with white space outside: the marks would not close behind it. */
export function boldText(text: string): string {
  return cleanText(text)
    .split('\n')
    .map((line) => {
      const words = line.trim();
      if (words === '') return line;
      const start = line.indexOf(words);
      const bold = `**${escapeClean(words)}**`;
      return line.slice(0, start) + bold + line.slice(start + words.length);
    })
    .join('\n');
}

/** What is to be typed, set like code where it can be: inside code nothing is escaped or read. */
export function typedText(text: string): string {
  const line = cleanLine(text);
  return line === '' || /[`\\]/.test(line) ? escapeClean(line) : `\`${line}\``;
}

function escapeClean(text: string): string {
  return text.replace(ESCAPED, '\\$&');
}
