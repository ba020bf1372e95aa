// How well the rule for hyphens at the ends of a PDF's rows does on real prose: the shipped corpus is set in narrow
// rows, with words broken as a typesetter breaks them and with breaks at their own hyphens only, and read back.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from 'vitest';

import { type MarkedRow, paragraphsOf } from '../../../src/corpus/formats/pdf-paragraphs.js';

const CORPUS = fileURLToPath(new URL('../../../corpus', import.meta.url));
const WIDTH = 55;

const texts = readdirSync(CORPUS, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.md'))
  .map((file) => readFileSync(join(CORPUS, file), 'utf8'));

interface Setting {
  readonly rows: readonly MarkedRow[];
  /** Words that stand on two rows. */
  readonly breaks: readonly string[];
}

function setInRows(text: string, breaksWords: boolean): Setting {
  const rows: string[] = [];
  const breaks: string[] = [];
  let row = '';
  for (const word of text.split(/\s+/)) {
    if (row.length + 1 + word.length <= WIDTH) {
      row = row === '' ? word : `${row} ${word}`;
      continue;
    }
    const at = breakOf(word, WIDTH - row.length - 2, breaksWords);
    const head = word.slice(0, at);
    if (at > 0) breaks.push(word);
    rows.push(at === 0 ? row : `${row} ${head.endsWith('-') ? head : `${head}-`}`);
    row = word.slice(at);
  }
  return { rows: [...rows, row].map(rowAt), breaks };
}

/** Letters of the word that stay on the row: up to a hyphen of its own, else three or more before three or more. */
function breakOf(word: string, room: number, breaksWords: boolean): number {
  const own = word.indexOf('-') + 1;
  if (own > 1 && own <= room + 1 && /^\p{L}+-\p{Ll}/u.test(word)) return own;
  if (!breaksWords || !/^\p{Ll}{7,}[.,]?$/u.test(word)) return 0;
  const at = Math.min(room, word.length - 4);
  return at >= 3 ? at : 0;
}

function rowAt(text: string, index: number): MarkedRow {
  const place = { page: 0, left: 0, right: 300, y: 100_000 - index * 14, size: 11 };
  return { ...place, text, furniture: null };
}

/** The share of the words on two rows that came back as they were. */
function shareRight(breaksWords: boolean): number {
  let [right, all] = [0, 0];
  for (const { rows, breaks } of texts.map((text) => setInRows(text, breaksWords))) {
    const words = paragraphsOf(rows).flatMap(({ text }) => text.split(' '));
    right += breaks.filter((word) => words.includes(word)).length;
    all += breaks.length;
  }
  return right / all;
}

describe('a hyphen at the end of a row', () => {
  it('goes where a typesetter put it, for nine words in ten', () => {
    expect(shareRight(true)).toBeGreaterThan(0.9);
  });

  it('stays where it is the word’s own', () => {
    expect(shareRight(false)).toBe(1);
  });
});
