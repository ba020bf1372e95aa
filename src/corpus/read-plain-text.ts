// Plain text -> lines. Blank lines separate blocks; within a block every line is its own, unless the
// block is prose wrapped by an editor, whose lines are joined: paragraphs are what is cited, not rows.

import type { Extraction, SourceLine, TextReader } from './document-reader.js';
import { foldWhiteSpace, isBlank } from './fold-white-space.js';
import { Refusal } from './refusal.js';

/** Reads plain text files. */
export const plainTextReader: TextReader = {
  extensions: ['.txt', '.text'],
  read: readPlainText,
};

/** A wrapped book has many rows to a paragraph; see MOST_LINES for those. */
const MOST_ROWS = 500_000;
const LINE_END = /\r\n|[\n\r\u2028\u2029]/;
const BULLET = /^[•▪‣◦●■·*–-]\s+\S/;
const NUMBERED = /^\(?\d{1,3}[.)]\s+\S/;
/** Editors and mail programs wrap between these widths. */
const NARROWEST_WRAP = 40;
const WIDEST_WRAP = 120;
/** Wrapping leaves a line short by at most one word; people who wrap by hand are this much looser. */
const WRAP_SLACK = 6;
/** In a wrapped text a line or two (a table, an address) may be longer than the wrap. */
const MOST_LONG_LINES = 0.05;

function readPlainText(text: string): Extraction {
  const lines: SourceLine[] = [];
  const blocks = [...blocksOf(text)];
  const width = wrapWidthOf(blocks);
  for (const block of blocks) {
    const joined =
      width !== null && isWrapped(block, width) ? [block.join(' ')] : joinContinued(block);
    for (const line of joined) lines.push(sourceLine(line, joined.length === 1));
  }
  return { lines, metadata: {} };
}

function sourceLine(text: string, alone: boolean): SourceLine {
  const kind = BULLET.test(text) ? 'list_item' : text.startsWith('>') ? 'quote' : 'text';
  return { kind, level: 0, text, alone };
}

/** Runs of lines that are not blank; a form feed ends a block as a blank line does. */
function* blocksOf(text: string): Generator<readonly string[]> {
  let block: string[] = [];
  const rows = text.replace(/\f/g, '\n\n').split(LINE_END, MOST_ROWS + 1);
  if (rows.length > MOST_ROWS) {
    throw new Refusal('too_complex', `it has more than ${MOST_ROWS} lines. Split it.`);
  }
  for (const line of rows) {
    const folded = foldWhiteSpace(line);
    if (!isBlank(folded)) {
      block.push(folded);
      continue;
    }
    if (block.length > 0) yield block;
    block = [];
  }
  if (block.length > 0) yield block;
}

/** The width that the whole text is wrapped to, or null where lines are not rows of paragraphs. */
function wrapWidthOf(blocks: readonly (readonly string[])[]): number | null {
  let [lines, long, breaks, continued, width] = [0, 0, 0, 0, 0];
  for (const block of blocks) {
    for (const [index, line] of block.entries()) {
      lines += 1;
      if (line.length > WIDEST_WRAP) long += 1;
      else width = Math.max(width, line.length);
      if (index === 0) continue;
      breaks += 1;
      if (/^\p{Ll}/u.test(line)) continued += 1;
    }
  }
  if (width < NARROWEST_WRAP || long > lines * MOST_LONG_LINES) return null;
  return continued > 0 && continued * 2 >= breaks ? width : null;
}

/** Words in a row before a small letter on the next one can only go on with its sentence. */
const FEWEST_WORDS = 4;

/**
 * Joins a line that goes on with the sentence of the line above, whatever the text is wrapped to. Verse loses
 * some of its line ends by this; half a sentence as a paragraph would lose its meaning.
 */
function joinContinued(block: readonly string[]): string[] {
  const lines: string[] = [];
  for (const line of block) {
    const above = lines.at(-1);
    const isOpen =
      above !== undefined &&
      /[\p{L}\p{N}]$/u.test(above) &&
      above.split(' ').length >= FEWEST_WORDS;
    if (isOpen && /^\p{Ll}/u.test(line)) lines[lines.length - 1] = `${above} ${line}`;
    else lines.push(line);
  }
  return lines;
}

/** Whether every line is so full that the first word of the next would not have fitted. */
function isWrapped(block: readonly string[], width: number): boolean {
  return block.slice(1).every((next, index) => {
    const line = block[index] ?? '';
    const firstWord = next.split(' ', 1)[0] ?? '';
    const wasFull = line.length + 1 + firstWord.length > width - WRAP_SLACK;
    return wasFull && line.length <= width && !BULLET.test(next) && !NUMBERED.test(next);
  });
}
