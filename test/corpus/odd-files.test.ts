// Odd but good files: each is accepted, with its paragraphs word for word. Times are printed, not asserted.

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { openCorpusFolder } from '../../src/corpus/corpus-folder.js';
import type { ReadResult, SourceEntry } from '../../src/corpus/corpus-source.js';
import { isCompiled } from '../support/child-process.js';
import type { OddFile } from './builders/case.js';
import { ODD_MAILS } from './builders/odd-mails.js';
import { ODD_OFFICE } from './builders/odd-office.js';
import { ODD_PDFS } from './builders/odd-pdfs.js';
import { ODD_TEXTS } from './builders/odd-texts.js';
import { makeCorpus, removeCorpora } from './temp-corpus.js';

const PARSED_APART = [...ODD_PDFS, ...ODD_OFFICE, ...ODD_MAILS];
/** Where the code is not compiled, the parser's process cannot start. */
const CASES: readonly OddFile[] = isCompiled ? [...ODD_TEXTS, ...PARSED_APART] : ODD_TEXTS;
const results = new Map<string, ReadResult>();
const milliseconds: number[] = [];

const placeOf = (index: number): string => `case-${String(index).padStart(3, '0')}`;

beforeAll(async () => {
  const folder = makeCorpus();
  for (const [index, { file, bytes }] of CASES.entries()) {
    const path = join(folder, placeOf(index), file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes());
  }
  const source = openCorpusFolder(folder);
  const { entries, rejections } = await source.list();
  for (const rejection of rejections) {
    results.set(rejection.file.split('/')[0] ?? '', { documents: [], rejections: [rejection] });
  }
  const left = [...entries];
  const readOne = async (entry: SourceEntry): Promise<void> => {
    const started = performance.now();
    results.set(entry.file.split('/')[0] ?? '', await source.read(entry));
    milliseconds.push(performance.now() - started);
  };
  const work = async (): Promise<void> => {
    for (let entry = left.shift(); entry !== undefined; entry = left.shift()) await readOne(entry);
  };
  await Promise.all([work(), work()]);
}, 300_000);

afterAll(() => {
  removeCorpora();
  const sorted = milliseconds.toSorted((one, other) => one - other);
  const p99 = sorted[Math.floor(sorted.length * 0.99)] ?? 0;
  process.stderr.write(`${CASES.length} odd files: p99 ${Math.round(p99)} ms\n`);
});

describe('a corpus folder of odd files', () => {
  it('has at least 150 of them', () => {
    expect(ODD_TEXTS.length + PARSED_APART.length).toBeGreaterThanOrEqual(150);
  });

  it.each(
    CASES.map(({ title, file, texts, documents = 1 }, index) => ({
      title,
      file,
      texts,
      documents,
      index,
    })),
  )('accepts $file, $title', ({ texts, documents, index }) => {
    const result = results.get(placeOf(index));
    expect(result?.rejections).toEqual([]);
    const paragraphs = result?.documents.flatMap((document) =>
      document.paragraphs.map(({ text }) => text),
    );
    for (const text of texts) expect(paragraphs).toContain(text);
    expect(result?.documents).toHaveLength(documents);
  });

  it('gives every document an id of its own', () => {
    const ids = [...results.values()].flatMap(({ documents }) => documents.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
  });
});
