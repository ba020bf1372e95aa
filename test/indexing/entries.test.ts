// Entries that give several documents, through whole builds.

import { describe, expect, it } from 'vitest';
import type { CorpusSource } from '../../src/corpus/corpus-source.js';
import { CANARY_TEXT } from '../../src/embeddings/embedder.js';
import type { CopyMeasure } from '../../src/indexing/find-copies.js';
import type { CarriedEmbedding } from '../../src/store/knowledge-store.js';
import { documentOf } from '../support/builders.js';
import { buildSite, noModel } from '../support/build.js';
import { fakeEmbedder, FAKE_MODEL } from '../support/fake-embedder.js';

/** Articles by id, in files by name. */
type Files = Record<string, Record<string, string>>;

/** A corpus whose files hold many articles each. */
function articles(files: Files): CorpusSource & { readonly files: Files } {
  return {
    files,
    list: () =>
      Promise.resolve({
        rejections: [],
        entries: Object.entries(files).map(([file, held]) => ({
          id: file,
          file,
          hash: JSON.stringify(held),
        })),
      }),
    read: ({ file }) =>
      Promise.resolve({
        documents: Object.entries(files[file] ?? {}).map(([id, text]) =>
          documentOf(file, { id: id.trim(), title: `Title of ${id.trim()}`, paragraphs: [text] }),
        ),
        rejections: [],
      }),
  };
}

const many = (count: number): Record<string, string> =>
  Object.fromEntries(
    Array.from({ length: count }, (_, i) => [`a${i}`, `Article number ${i} is here.`]),
  );

const idsOf = (site: ReturnType<typeof buildSite>): Promise<string[]> =>
  site.look(async (store) => {
    const generation = await store.current('default');
    if (generation === null) return [];
    return (await store.listDocuments(generation)).map(({ id }) => id).sort();
  });

describe('a build of entries with several documents', () => {
  it('embeds one article where one of three hundred changed, and counts it', async () => {
    const site = buildSite({});
    const source = articles({ 'feed.jsonl': many(300) });
    expect(await site.build({ source })).toMatchObject({ new: 300, documents: 300 });
    source.files['feed.jsonl'] = { ...many(300), a7: 'Article number 7 was rewritten.' };
    const embedder = fakeEmbedder();
    const report = await site.build({ source, embedder });
    expect(report).toMatchObject({ new: 0, changed: 1, removed: 0, unchanged: 299 });
    expect(embedder.texts).toEqual([CANARY_TEXT, 'Article number 7 was rewritten.']);
    expect(await site.build({ source, openEmbedder: noModel })).toMatchObject({
      published: false,
      unchanged: 300,
    });
  });

  it('takes out the articles that a file holds no more', async () => {
    const site = buildSite({});
    const source = articles({ 'feed.jsonl': many(5) });
    await site.build({ source });
    source.files['feed.jsonl'] = many(3);
    const report = await site.build({ source, openEmbedder: noModel });
    expect(report).toMatchObject({ removed: 2, unchanged: 3, documents: 3 });
    delete source.files['feed.jsonl'];
    source.files['other.jsonl'] = { x: 'One article.' };
    expect(await site.build({ source })).toMatchObject({ new: 1, removed: 3, documents: 1 });
  });

  it('leaves a document out by name whose id is taken', async () => {
    const site = buildSite({});
    const source = articles({
      'one.jsonl': { a: 'The first.', 'a ': 'The second of the same id.' },
      'two.jsonl': { a: 'The third.', b: 'Another one.' },
    });
    const report = await site.build({ source });
    expect(report).toMatchObject({ new: 2, documents: 2 });
    expect(report.rejected.map(({ file, code, text }) => [file, code, text])).toEqual([
      [
        'one.jsonl',
        'id_taken',
        'one.jsonl: its document "Title of a" has the same id as one before it',
      ],
      [
        'two.jsonl',
        'id_taken',
        'two.jsonl: its document "Title of a" has the same id as a document of another file',
      ],
    ]);
  });

  it('lets an article move from one file to another, whichever is read first', async () => {
    for (const [from, to] of [
      ['one.jsonl', 'two.jsonl'],
      ['two.jsonl', 'one.jsonl'],
    ] as const) {
      const site = buildSite({});
      const source = articles({ 'one.jsonl': { x: 'Stays.' }, 'two.jsonl': { y: 'Stays too.' } });
      source.files[from] = { ...source.files[from], moved: 'This one moves.' };
      await site.build({ source });
      const { moved = '', ...rest } = source.files[from];
      source.files[from] = rest;
      source.files[to] = { moved, ...source.files[to] };
      const report = await site.build({ source, openEmbedder: noModel });
      expect(report).toMatchObject({ changed: 1, removed: 0, unchanged: 2, rejected: [] });
      expect(await idsOf(site)).toEqual(['moved', 'x', 'y']);
    }
  });
});

/** Texts with the same first word are copies, as much as the words they share. */
const FIRST_WORD: CopyMeasure = {
  signatureOf: (text) => Uint32Array.from(text.split(' '), (word) => word.length),
  bandsOf: ([first = 0]) => [first],
  similarityOf: (a, b) =>
    a.filter((value, i) => b[i] === value).length / Math.max(a.length, b.length),
  least: 0.5,
};

describe('near copies', () => {
  it('are found by a build among what is new and what was there', async () => {
    const site = buildSite({});
    const source = articles({ 'one.jsonl': { a: 'wire news from here', b: 'other things' } });
    await site.build({ source, copies: FIRST_WORD });
    source.files['two.jsonl'] = { c: 'wire news from afar', d: 'wire a b' };
    await site.build({ source, copies: FIRST_WORD });
    const copies = await site.look(async (store) => {
      const generation = await store.current('default');
      if (generation === null) return [];
      return store.copiesOf(generation, 'a');
    });
    expect(copies.map(({ document, similarity }) => [document.id, similarity])).toEqual([['c', 1]]);
  });
});

describe('imported embeddings', () => {
  it('let a build of the same texts embed nothing', async () => {
    const site = buildSite({});
    const source = articles({ 'feed.jsonl': many(20) });
    await site.build({ source });
    const items: CarriedEmbedding[] = [];
    await site.look(async (store) => {
      const generation = await store.current('default');
      if (generation === null) return;
      for await (const item of store.exportEmbeddings(generation)) items.push(item);
    });
    const elsewhere = buildSite({});
    await elsewhere.look((store) => store.importEmbeddings(FAKE_MODEL, items));
    const embedder = fakeEmbedder();
    const report = await elsewhere.build({ source, embedder });
    expect(report).toMatchObject({ new: 20, embeddedPassages: 0, embeddedSentences: 0 });
    expect(embedder.texts).toEqual([CANARY_TEXT]);
  });
});
