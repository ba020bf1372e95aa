// Cleaning against five real scrapes that lie beside the project. Their text is other people's, so this
// file holds line numbers and hashes only; without them the tests are skipped by name.

import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from 'vitest';

import { openCorpusFolder } from '../../src/corpus/corpus-folder.js';
import type { Document } from '../../src/corpus/document.js';
import { foldWhiteSpace } from '../../src/corpus/fold-white-space.js';
import { packPassages } from '../../src/passages/pack-passages.js';

/** Wide enough that no paragraph is cut. */
const PACKING = { targetCharacters: 1500, maxCharacters: 8000, maxTokens: Infinity, countTokens: () => 0 };

const SHARED = fileURLToPath(new URL('../../../shared', import.meta.url));
const SEEDS = `${SHARED}/seeds`;
const QUESTIONS = `${SHARED}/eval/seed-questions.public.jsonl`;

interface Expected {
  readonly title: string;
  readonly author: string | null;
  readonly outlet: string | null;
  readonly date: string | null;
  /** Line numbers of the paragraphs. */
  readonly kept: readonly number[];
  /** Line numbers of the headings that stand above paragraphs. */
  readonly headings?: readonly number[];
  /** Line numbers removed by each rule. */
  readonly removed: Readonly<Record<string, readonly number[]>>;
}

const EXPECTED: Readonly<Record<string, Expected>> = {
  '000_6f780b2b465a6b3a.txt': {
    title: '69a72aecc286',
    author: 'e80be7366943',
    outlet: null,
    date: null,
    kept: [1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21],
    removed: { by_line: [23], news_list_link: [25] },
  },
  '001_03711a2154ad3567.txt': {
    title: 'f5b810ecfc32',
    author: null,
    outlet: '999b409bcf7a',
    date: null,
    kept: [5, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29],
    removed: {
      breadcrumb: [1],
      rating_prompt: [2],
      title_line: [3],
      repeated_title: [7],
      comment_prompt: [31],
      foreign_prompt: [33, 35],
    },
  },
  '002_226f1f09c3279a2c.txt': {
    title: '6b32e15d0713',
    author: null,
    outlet: '58c6740e6dee',
    date: null,
    headings: [33, 43],
    kept: [11, 17, 19, 21, 23, 25, 27, 29, 31, 35, 37, 39, 41, 45, 47, 49, 51, 53, 55],
    removed: {
      donation_figure: [1, 2, 3, 4],
      month_bar: [5],
      title_line: [7],
      support_line: [9, 57],
      repeated_title: [13],
      credit_line: [15],
      comment_prompt: [60, 61, 62, 63],
    },
  },
  '003_6ec41ec8923c7170.txt': {
    title: 'ba9e504231cd',
    author: null,
    outlet: null,
    date: null,
    kept: [3, 8, 10, 12, 14, 16, 18, 20, 22, 24],
    removed: { title_line: [1], photo_credit: [5], translation_notice: [6] },
  },
  '004_94800895219179d0.txt': {
    title: '41b2eea45429',
    author: '124b1e00b063',
    outlet: '9e68c3fe9730',
    date: '2021-05-25',
    kept: [11, 18, 20, 22, 24, 26, 28, 30, 33, 35, 37, 39, 41, 43, 45, 47, 49, 51, 53],
    removed: {
      title_line: [1],
      by_line: [3],
      date_line: [4, 5],
      counter: [6],
      tag_line: [8, 57],
      repeated_standfirst: [13],
      subscribe_line: [15, 81],
      correction_prompt: [55],
      moderation_notice: [64, 66, 68, 70],
      calendar: [73, 74, 75, 76, 77, 78, 79, 80],
      form_reply: [85, 87],
    },
  },
};

async function readSeed(file: string): Promise<Document> {
  const source = openCorpusFolder(SEEDS);
  const entry = (await source.list()).entries.find((candidate) => candidate.file === file);
  if (entry === undefined) throw new Error(`no seed ${file}`);
  const { documents, rejections } = await source.read(entry);
  const [document] = documents;
  if (document === undefined) throw new Error(rejections[0]?.text);
  return document;
}

function hashOf(text: string | null): string | null {
  return text === null ? null : createHash('sha256').update(text).digest('hex').slice(0, 12);
}

/** The line numbers at which the texts stand, one after the other. */
function lineNumbers(file: string, texts: readonly string[]): readonly number[] {
  const lines = readFileSync(`${SEEDS}/${file}`, 'utf8').split('\n').map(foldWhiteSpace);
  let from = 0;
  return texts.map((text) => {
    from = lines.indexOf(text, from) + 1;
    return from;
  });
}

const hasSeeds = existsSync(SEEDS);

describe.skipIf(!hasSeeds)('openCorpusFolder on the seeds (skipped without ../shared/seeds)', () => {
  it.each(Object.entries(EXPECTED))('keeps and removes the right lines of %s', async (file, expected) => {
    const { paragraphs, cleaning } = await readSeed(file);
    expect(lineNumbers(file, paragraphs.map(({ text }) => text))).toEqual(expected.kept);
    const numbers = lineNumbers(file, cleaning.removals.map(({ line }) => line));
    const removed: Record<string, number[]> = {};
    for (const [index, { rule }] of cleaning.removals.entries()) {
      (removed[rule] ??= []).push(numbers[index] ?? 0);
    }
    expect(removed).toEqual(expected.removed);
  });

  it.each(Object.entries(EXPECTED))('accounts for every line of %s', async (file, expected) => {
    const { paragraphs } = await readSeed(file);
    const headings = [...new Set(paragraphs.flatMap((paragraph) => paragraph.headings))];
    expect(lineNumbers(file, headings)).toEqual(expected.headings ?? []);
    const lines = readFileSync(`${SEEDS}/${file}`, 'utf8').split('\n').map(foldWhiteSpace);
    const written = lines.flatMap((line, index) => (line === '' ? [] : [index + 1]));
    const listed = [...expected.kept, ...headings.map((heading) => lines.indexOf(heading) + 1)];
    const removed = Object.values(expected.removed).flat();
    expect([...listed, ...removed].sort((a, b) => a - b)).toEqual(written);
  });

  it.each(Object.entries(EXPECTED))('packs no removed line of %s into a passage', async (file) => {
    const { paragraphs, cleaning } = await readSeed(file);
    const passages = packPassages(paragraphs, PACKING);
    const text = passages.map((passage) => passage.text).join('\n');
    const lost = paragraphs.filter((paragraph) => !text.includes(paragraph.text));
    expect(lost.map(({ n }) => n)).toEqual([]);
    const lines = passages.flatMap((passage) => passage.text.split('\n'));
    expect(cleaning.removals.filter(({ line }) => lines.includes(line))).toEqual([]);
  });

  it.each(Object.entries(EXPECTED))('knows the metadata of %s', async (file, expected) => {
    const { title, author, outlet, date } = await readSeed(file);
    expect({ title: hashOf(title), author: hashOf(author), outlet: hashOf(outlet), date }).toEqual({
      title: expected.title,
      author: expected.author,
      outlet: expected.outlet,
      date: expected.date,
    });
  });
});

interface Question {
  readonly id: string;
  readonly answerable: boolean;
  readonly source?: string;
  readonly evidence?: string;
}

describe.skipIf(!hasSeeds || !existsSync(QUESTIONS))(
  'cleanLines on the seeds (skipped without ../shared/eval)',
  () => {
    it('loses no evidence of any question', async () => {
      const questions = readFileSync(QUESTIONS, 'utf8')
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line) => JSON.parse(line) as Question);
      const lost: string[] = [];
      for (const { id, answerable, source = '', evidence = '' } of questions) {
        if (!answerable) continue;
        const { paragraphs } = await readSeed(source);
        const isKept = paragraphs.some(({ text }) => text.includes(foldWhiteSpace(evidence)));
        if (!isKept) lost.push(id);
      }
      expect(lost).toEqual([]);
    });
  },
);
