// In: a text and a width in columns. Out: its lines as offsets, broken between words, and inside a word
// only where it is wider than a line, between graphemes. Offsets, so that colours can be laid over them.

/** A stretch of text as UTF-16 offsets, end exclusive. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** East Asian wide and full-width forms, and emoji, take two columns. */
const WIDE =
  /[\p{Emoji_Presentation}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303E\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6]/u;

const PLAIN = /^[\u0020-\u007E]*$/;

/** Columns that a text takes in a terminal. */
export function textWidth(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemes.segment(text)) width += WIDE.test(segment) ? 2 : 1;
  return width;
}

/** The lines of a text; a line break in it stays one, and white space at a break is dropped. */
export function wrapText(text: string, width: number): Stretch[] {
  const lines: Stretch[] = [];
  let start = 0;
  for (const paragraph of text.split('\n')) {
    lines.push(...wrapParagraph(paragraph, width).map((line) => shifted(line, start)));
    start += paragraph.length + 1;
  }
  return lines;
}

function wrapParagraph(text: string, width: number): Stretch[] {
  const lines: Stretch[] = [];
  let line: Stretch | null = null;
  let taken = 0;
  for (const word of wordsOf(text, width)) {
    const columns = textWidth(text.slice(word.start, word.end));
    const gap = line === null ? 0 : word.start - line.end;
    if (line !== null && taken + gap + columns <= width) {
      line = { start: line.start, end: word.end };
      taken += gap + columns;
    } else {
      if (line !== null) lines.push(line);
      line = word;
      taken = columns;
    }
  }
  return [...lines, line ?? { start: 0, end: 0 }];
}

/** What stands between spaces, as offsets; web addresses stay whole, so that a terminal can open them. */
function wordsOf(text: string, width: number): Stretch[] {
  return [...text.matchAll(/[^ ]+/g)].flatMap(({ 0: word, index }) => {
    const whole = { start: index, end: index + word.length };
    if (textWidth(word) <= width || /^https?:\/\//i.test(word)) return [whole];
    return pieces(word, width).map((piece) => shifted(piece, index));
  });
}

function pieces(word: string, width: number): Stretch[] {
  const found: Stretch[] = [];
  let start = 0;
  let taken = 0;
  for (const { segment, index } of graphemes.segment(word)) {
    const columns = textWidth(segment);
    if (taken + columns > width && index > start) {
      found.push({ start, end: index });
      start = index;
      taken = 0;
    }
    taken += columns;
  }
  return [...found, { start, end: word.length }];
}

function shifted(span: Stretch, offset: number): Stretch {
  return { start: span.start + offset, end: span.end + offset };
}
