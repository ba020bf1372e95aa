// What builds leave out: it is read once, named by every report, given no generation, and taken in when its reason goes.

import { describe, expect, it } from 'vitest';
import type { CorpusSource, ReadResult } from '../../src/corpus/corpus-source.js';
import type { RejectionCode } from '../../src/corpus/document.js';
import type { BuildReport } from '../../src/indexing/build-report.js';
import { documentOf } from '../support/builders.js';
import { buildSite, noModel, type BuildSite } from '../support/build.js';
import { failureOf } from '../support/failure-of.js';

/** What a file gives: articles by id, and why parts of it are left out. */
interface Held {
  readonly articles?: Readonly<Record<string, string>>;
  readonly refused?: readonly RejectionCode[];
}

interface HeldCorpus extends CorpusSource {
  readonly files: Record<string, Held>;
  readonly reads: string[];
}

function corpusOf(files: Record<string, Held>): HeldCorpus {
  const reads: string[] = [];
  const read = (file: string): ReadResult => ({
    documents: Object.entries(files[file]?.articles ?? {}).map(([id, text]) =>
      documentOf(file, { id, title: id, paragraphs: [text] }),
    ),
    rejections: (files[file]?.refused ?? []).map((code) => ({
      file,
      code,
      text: `${file} ${code}`,
    })),
  });
  return {
    files,
    reads,
    list: () =>
      Promise.resolve({
        rejections: [],
        entries: Object.entries(files).map(([file, held]) => ({
          id: file,
          file,
          hash: JSON.stringify(held),
        })),
      }),
    read: ({ file }) => {
      reads.push(file);
      return Promise.resolve(read(file));
    },
  };
}

const GOOD: Held = { articles: { good: 'A text that is there.' } };
const BOMB: Held = { refused: ['parser_limit'] };

const codes = ({ rejected }: BuildReport): string[] =>
  rejected.map(({ file, code }) => `${file} ${code}`);

/** Builds, and tells what was read for it. */
async function built(site: BuildSite, source: HeldCorpus) {
  source.reads.length = 0;
  const report = await site.build({ source });
  return { report, reads: [...source.reads] };
}

describe('an entry that gives nothing', () => {
  it('is read once, is named by every build, and makes no generation', async () => {
    const site = buildSite({});
    const source = corpusOf({ good: GOOD });
    await built(site, source);
    source.files.bomb = BOMB;
    const first = await built(site, source);
    expect(first.reads).toEqual(['bomb']);
    expect(first.report).toMatchObject({ published: false, generation: 1 });
    const second = await built(site, source);
    expect(second.reads).toEqual([]);
    expect([first, second].map(({ report }) => codes(report))).toEqual([
      ['bomb parser_limit'],
      ['bomb parser_limit'],
    ]);
  });

  it('is read again where it changed, where everything is, and forgotten where it left', async () => {
    const site = buildSite({});
    const source = corpusOf({ good: GOOD, bomb: BOMB });
    await built(site, source);
    source.files.bomb = { refused: ['pdf_invalid'] };
    expect((await built(site, source)).reads).toEqual(['bomb']);
    await site.build({ source, force: true });
    expect(source.reads).toEqual(['bomb', 'good', 'bomb']);
    source.files.bomb = { articles: { mended: 'It can be read now.' } };
    const mended = await built(site, source);
    expect([mended.report.new, codes(mended.report)]).toEqual([1, []]);
    source.files.bomb = BOMB;
    await built(site, source);
    delete source.files.bomb;
    expect(codes((await built(site, source)).report)).toEqual([]);
    expect(await site.look((store) => store.leftOut('default'))).toEqual([]);
  });

  it('leaves the index with its earlier version, and is not read for it after a kill', async () => {
    const site = buildSite({});
    const source = corpusOf({ good: GOOD, file: { articles: { a: 'It was good once.' } } });
    await built(site, source);
    source.files.file = BOMB;
    source.files.other = { articles: { b: 'Comes in the same build.' } };
    const killed = site.build({ source, openEmbedder: () => Promise.reject(new Error('killed')) });
    await expect(killed).rejects.toThrow('killed');
    const { report, reads } = await built(site, source);
    expect(reads).toEqual(['other']);
    expect(report).toMatchObject({ new: 1, removed: 1, documents: 2 });
    expect(codes(report)).toEqual(['file parser_limit']);
  });

  it('is tried again where the reason may have passed, and costs no generation', async () => {
    const site = buildSite({});
    const source = corpusOf({ good: GOOD, away: { refused: ['unreadable'] } });
    await built(site, source);
    const { report, reads } = await built(site, source);
    expect([reads, report.published]).toEqual([['away'], false]);
    expect(codes(report)).toEqual(['away unreadable']);
  });

  it('is remembered where nothing else is there', async () => {
    const site = buildSite({});
    const source = corpusOf({ bomb: BOMB });
    for (const expected of [['bomb'], []]) {
      source.reads.length = 0;
      expect((await failureOf(() => site.build({ source }))).code).toBe('corpus_empty');
      expect(source.reads).toEqual(expected);
    }
  });
});

describe('a part of an entry that is left out', () => {
  it('is named by builds that do not read it, since it was left out first', async () => {
    const site = buildSite({});
    const zip: Held = { ...GOOD, refused: ['looks_broken', 'empty_document'] };
    const source = corpusOf({ zip });
    await built(site, source);
    const later = new Date('2024-06-01T00:00:00.000Z');
    const report = await site.build({ source, openEmbedder: noModel, now: () => later });
    expect(source.reads).toEqual(['zip']);
    expect(report.published).toBe(false);
    expect(codes(report)).toEqual(['zip looks_broken', 'zip empty_document']);
    await site.build({ source, force: true, now: () => later });
    const [known] = await site.look((store) => store.leftOut('default'));
    expect(known).toMatchObject({ isWhole: false, since: '2024-05-01T00:00:00.000Z' });
    source.files.zip = GOOD;
    expect(codes((await built(site, source)).report)).toEqual([]);
  });
});

describe('an id that another entry holds', () => {
  const clashing = () =>
    corpusOf({
      one: { articles: { x: 'The first text.' } },
      two: { articles: { x: 'The second text.', y: 'Another one.' } },
    });
  const textOf = (site: BuildSite) =>
    site.look(async (store) => {
      const generation = await store.current('default');
      return generation === null
        ? []
        : (await store.paragraphs(generation, 'x')).map((p) => p.text);
    });

  it('is remembered, and given when the other lets it go', async () => {
    const changes: ((files: Record<string, Held>) => void)[] = [
      (files) => delete files.one,
      (files) => (files.one = { articles: { z: 'Something else.' } }),
      (files) => (files.one = BOMB),
    ];
    for (const change of changes) {
      const site = buildSite({});
      const source = clashing();
      expect(codes((await built(site, source)).report)).toEqual(['two id_taken']);
      const unchanged = await built(site, source);
      expect([unchanged.reads, codes(unchanged.report)]).toEqual([[], ['two id_taken']]);
      change(source.files);
      const { report } = await built(site, source);
      expect(codes(report).filter((text) => text.startsWith('two'))).toEqual([]);
      expect(await textOf(site)).toEqual(['The second text.']);
      expect((await built(site, source)).reads).toEqual([]);
    }
  });

  it('stays where it is while the other holds it, and is given after a build that was killed', async () => {
    const site = buildSite({});
    const source = clashing();
    await built(site, source);
    source.files.one = { articles: { x: 'The first text, mended.' } };
    expect(codes((await built(site, source)).report)).toEqual(['two id_taken']);
    expect(await textOf(site)).toEqual(['The first text, mended.']);
    source.files.one = { articles: { z: 'Something else.' } };
    const killed = site.build({ source, openEmbedder: () => Promise.reject(new Error('killed')) });
    await expect(killed).rejects.toThrow('killed');
    await built(site, source);
    expect(await textOf(site)).toEqual(['The second text.']);
  });
});
