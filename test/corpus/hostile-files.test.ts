// The catalogue of bad files (C1-C28 of the faults that a corpus can have): each is refused by the expected name,
// and the documents beside them stay as they were. Times and memory are printed, not asserted.

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { openCorpusFolder } from '../../src/corpus/corpus-folder.js';
import type { SourceEntry } from '../../src/corpus/corpus-source.js';
import type { Document, Rejection } from '../../src/corpus/document.js';
import { isCompiled } from '../support/child-process.js';
import { BAD_ARCHIVES } from './builders/bad-archives.js';
import { BAD_MAILS } from './builders/bad-mails.js';
import { BAD_NAMES } from './builders/bad-names.js';
import { BAD_OFFICE } from './builders/bad-office.js';
import { BAD_PDFS } from './builders/bad-pdfs.js';
import { BAD_TEXTS } from './builders/bad-texts.js';
import { type BadFile, PROSE } from './builders/case.js';
import { makeCorpus, removeCorpora } from './temp-corpus.js';

const PARSED_APART = [...BAD_ARCHIVES, ...BAD_OFFICE, ...BAD_PDFS, ...BAD_MAILS, ...BAD_NAMES];
/** Where the code is not compiled, the parser's process cannot start. */
const CASES: readonly BadFile[] = isCompiled ? [...BAD_TEXTS, ...PARSED_APART] : BAD_TEXTS;
const GOOD = { 'a.md': PROSE, 'z.txt': `${PROSE} ${PROSE}` };
const MIB = 1024 * 1024;

const refused = new Map<string, readonly Rejection[]>();
const accepted: Document[] = [];
const milliseconds: number[] = [];
let risen = 0;

const placeOf = (index: number): string => `case-${String(index).padStart(3, '0')}`;

beforeAll(async () => {
  const folder = makeCorpus(GOOD);
  for (const [index, { file, bytes, sidecar }] of CASES.entries()) {
    const path = join(folder, placeOf(index), file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes());
    if (sidecar !== undefined) writeFileSync(`${path}.meta.yaml`, sidecar);
  }
  const source = openCorpusFolder(folder);
  const { entries, rejections } = await source.list();
  const before = process.memoryUsage().rss;
  for (const rejection of rejections) keep(rejection.file, [rejection]);
  const left = [...entries];
  const work = async (): Promise<void> => {
    for (let entry = left.shift(); entry !== undefined; entry = left.shift()) await readOne(entry);
  };
  const readOne = async (entry: SourceEntry): Promise<void> => {
    const started = performance.now();
    const result = await source.read(entry);
    milliseconds.push(performance.now() - started);
    risen = Math.max(risen, process.memoryUsage().rss - before);
    accepted.push(...result.documents);
    keep(entry.file, result.rejections);
  };
  await Promise.all([work(), work()]);
}, 300_000);

function keep(file: string, rejections: readonly Rejection[]): void {
  const place = file.split('/')[0] ?? file;
  refused.set(place, [...(refused.get(place) ?? []), ...rejections]);
}

afterAll(() => {
  removeCorpora();
  const sorted = milliseconds.toSorted((one, other) => one - other);
  const p99 = sorted[Math.floor(sorted.length * 0.99)] ?? 0;
  const slowest = sorted.at(-1) ?? 0;
  process.stderr.write(
    `${CASES.length} bad files: p99 ${Math.round(p99)} ms, slowest ${Math.round(slowest)} ms, memory up by at most ${Math.round(risen / MIB)} MiB\n`,
  );
});

describe('a corpus folder of bad files', () => {
  it('has at least 200 of them', () => {
    expect(BAD_TEXTS.length + PARSED_APART.length).toBeGreaterThanOrEqual(200);
  });

  it.each(CASES.map(({ title, file, code }, index) => ({ title, file, code, index })))(
    'refuses $file, $title, as $code',
    ({ code, index }) => {
      const rejections = refused.get(placeOf(index)) ?? [];
      expect(rejections.map((rejection) => rejection.code)).toEqual([code]);
      expect(rejections[0]?.text).toMatch(/^case-\d{3}\/\P{Cc}{10,}[.]$/u);
    },
  );

  it('keeps the documents beside them, and nothing of the bad ones', async () => {
    const alone = openCorpusFolder(makeCorpus(GOOD));
    const { entries } = await alone.list();
    const documents = (await Promise.all(entries.map((entry) => alone.read(entry)))).flatMap(
      (read) => read.documents,
    );
    const byFile = (one: Document, other: Document): number => (one.file < other.file ? -1 : 1);
    expect(accepted.toSorted(byFile)).toEqual(documents.toSorted(byFile));
  });

  it('leaves the memory of the process that reads them alone', () => {
    expect(risen).toBeLessThan(400 * MIB);
  });
});
