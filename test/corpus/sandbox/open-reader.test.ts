// Where a text is parsed: what is large, or comes from people who may mean harm, never in the process that answers.

import { describe, expect, it } from 'vitest';

import { linesOfNodes } from '../../../src/corpus/html-lines.js';
import { parseTree } from '../../../src/corpus/html-tree.js';
import { soleExtraction } from '../../../src/corpus/formats/sole-extraction.js';
import { openReader } from '../../../src/corpus/sandbox/open-reader.js';
import type { ParserJob } from '../../../src/corpus/sandbox/parser-process.js';
import { isCompiled } from '../../support/child-process.js';

const SENTENCE = 'The boat from Port Alder came in late because of the storm. ';
const page = (characters: number): string =>
  `<html><body><article><p>${SENTENCE.repeat(characters / SENTENCE.length)}</p></article></body></html>`;

/** A reader that notes what it hands to another process. */
function watched(largestReadHere?: number) {
  const jobs: ParserJob[] = [];
  const parse = (job: ParserJob) => {
    jobs.push(job);
    const line = { kind: 'text', level: 0, text: SENTENCE.trim(), alone: false } as const;
    return Promise.resolve(soleExtraction({ lines: [line], metadata: { title: 'Boats' } }));
  };
  const read = openReader({ parse, ...(largestReadHere === undefined ? {} : { largestReadHere }) });
  return { jobs, read };
}

const fileOf = (file: string, text: string) => ({ file, bytes: Buffer.from(text), sidecar: null });

describe('a reader of every format', () => {
  it.each(['a.html', 'a.md', 'a.txt', 'a.csv', 'a.json'])(
    'reads a large %s in a process of its own',
    async (file) => {
      const { jobs, read } = watched();
      await read(fileOf(file, page(300_000)));
      expect(jobs.map((job) => job.file)).toEqual([file]);
    },
  );

  it('reads a small text at once, unless it is told to read none', async () => {
    const usual = watched();
    await usual.read(fileOf('a.html', page(600)));
    expect(usual.jobs).toEqual([]);
    const wary = watched(0);
    await wary.read({ ...fileOf('a.html', page(600)), given: { select: 'article' } });
    expect(wary.jobs).toMatchObject([{ file: 'a.html', kind: 'html', select: 'article' }]);
  });

  it('lays out a line of a hundred thousand pieces in time that grows with it', () => {
    const [line, ...others] = linesOfNodes(parseTree('a<b>b</b> '.repeat(100_000)).children);
    expect(others).toEqual([]);
    expect(line?.text).toHaveLength(299_999);
  });

  it.skipIf(!isCompiled)('takes a page apart as it would here (skipped uncompiled)', async () => {
    const text = `<html><head><title>Boats</title></head><body><p class="a">${SENTENCE.repeat(3)}</p>
      <p class="b">${'Nothing else of note was said in the harbour that day. '.repeat(3)}</p></body></html>`;
    const source = { ...fileOf('a.html', text), given: { select: '.b' } };
    const apart = await openReader({ largestReadHere: 0 })(source);
    expect(apart).toEqual(await openReader()(source));
    expect(apart.documents[0]?.paragraphs.map(({ text: said }) => said.slice(0, 12))).toEqual([
      'Nothing else',
    ]);
  });

  it.skipIf(!isCompiled)('refuses what is named as a text and is none (skipped uncompiled)', async () => {
    const read = openReader({ largestReadHere: 0 });
    const codes = async (file: string, text: string) =>
      (await read(fileOf(file, text))).rejections.map(({ code }) => code);
    expect(await codes('a.txt', page(600))).toEqual(['type_mismatch']);
    expect(await codes('a.txt', '{"title": "Boats"}')).toEqual(['type_mismatch']);
    expect(await codes('a.txt', 'GIF89a\0\0\0\0\0\0\0\0')).toEqual(['type_mismatch']);
  });
});
