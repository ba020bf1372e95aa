// The answerer over a small corpus and the fake model: one generation at a time, one model, one sentence
// for everything that goes wrong.

import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  openInProcessAnswerer,
  type AnswererParts,
} from '../../src/answering/in-process-answerer.js';
import { CANARY_TEXT } from '../../src/embeddings/embedder.js';
import { indexCorpus } from '../../src/indexing/index-corpus.js';
import {
  openSqliteReader,
  openSqliteStore,
} from '../../src/store/sqlite/sqlite-knowledge-store.js';
import { buildExactIndex } from '../../src/vector-index/exact-index.js';
import { failureOf } from '../support/failure-of.js';
import {
  countWords,
  FAKE_DIMENSION,
  FAKE_MODEL,
  fakeEmbedder,
  type FakeEmbedder,
} from '../support/fake-embedder.js';
import { memoryCorpus } from '../support/memory-corpus.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const TEXTS = {
  'bagram.md': 'The last soldiers left the air base of Bagram. They left at night.',
  'consulate.md': 'Russia closed its consulate in Mazar.\n\nTrains went on as before.',
  'harvest.md': 'The harvest was good. Apples were cheap that year.',
};

async function build(
  folder: string,
  texts: Readonly<Record<string, string>>,
  collection = 'default',
) {
  const store = openSqliteStore(join(folder, 'store.sqlite'));
  await indexCorpus(
    {
      source: memoryCorpus(texts),
      store,
      model: FAKE_MODEL,
      openCounter: () => Promise.resolve(countWords),
      openEmbedder: () => Promise.resolve(fakeEmbedder()),
      hnsw: null,
      graphsDir: join(folder, 'graphs'),
      now: () => new Date('2024-05-01T00:00:00.000Z'),
      onProgress: () => undefined,
    },
    { collection, force: false },
  );
  await store.close();
}

function open(folder: string, parts: Partial<AnswererParts> = {}) {
  const answerer = openInProcessAnswerer({
    reader: openSqliteReader(join(folder, 'store.sqlite')),
    loadEmbedder: () => Promise.resolve(fakeEmbedder()),
    openIndex: async (reader, generation) => {
      const items = [];
      for await (const item of reader.allVectors(generation)) items.push(item);
      const labels = items.map((item) => item.label);
      const vectors = items.map((item) => item.vector);
      return { index: buildExactIndex(FAKE_DIMENSION, { labels, vectors }), notice: 'exact' };
    },
    onNotice: () => undefined,
    ...parts,
  });
  onTestFinished(() => answerer.close());
  return answerer;
}

async function answererOver(
  texts: Readonly<Record<string, string>>,
  parts: Partial<AnswererParts> = {},
) {
  const folder = temporaryFolder();
  await build(folder, texts);
  return { folder, answerer: open(folder, parts) };
}

const QUESTION = { question: 'Which soldiers left the air base of Bagram?' };

describe('answer', () => {
  it('quotes the corpus word for word', async () => {
    const { answerer } = await answererOver(TEXTS);
    const answer = await answerer.answer({ ...QUESTION, id: 'q1' });
    expect(answer).toMatchObject({ id: 'q1', outcome: 'answer', corpus: { documents: 3 } });
    const [first] = answer.citations;
    expect(first?.document.file).toBe('bagram.md');
    expect(first?.text).toBe(TEXTS['bagram.md']);
    const { start, end } = first?.highlight ?? { start: 0, end: 0 };
    expect(first?.text.slice(start, end)).toBe('The last soldiers left the air base of Bagram.');
  });

  it('ranks the matches of an explanation by score', async () => {
    const { answerer } = await answererOver(TEXTS);
    const { explanation } = await answerer.answer({ ...QUESTION, explain: true });
    const scores = explanation?.matches.map((match) => match.trace.score) ?? [];
    expect(scores).toHaveLength(3);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
  });

  it('gives as many citations as asked for, and at least one', async () => {
    const { answerer } = await answererOver(TEXTS);
    for (const [limit, expected] of [
      [2, 2],
      [0, 1],
      [-5, 1],
      [1.9, 1],
      [999, 3],
    ] as const) {
      const { citations } = await answerer.answer({ ...QUESTION, limit });
      expect(citations.length).toBeLessThanOrEqual(expected);
      expect(citations.length).toBeGreaterThan(0);
    }
  });

  it('keeps the filters that are given and those that are typed', async () => {
    const { answerer } = await answererOver(TEXTS);
    const { citations } = await answerer.answer({ question: `${QUESTION.question} -Bagram` });
    expect(citations.map(({ document }) => document.file)).not.toContain('bagram.md');
    const filtered = await answerer.answer({ ...QUESTION, filter: { phrases: ['no such words'] } });
    expect(filtered).toMatchObject({ outcome: 'none', reason: 'filtered' });
  });

  it.each(['', '   ', 'after:2021'])('refuses "%s", which asks nothing', async (question) => {
    const { answerer } = await answererOver(TEXTS);
    expect((await failureOf(() => answerer.answer({ question }))).code).toBe('bad_question');
  });

  it('keeps collections apart, and names one that is not there', async () => {
    const { folder, answerer } = await answererOver(TEXTS);
    await build(folder, { 'x.md': 'Some soldiers left Odessa.' }, 'other');
    for (const request of [
      { ...QUESTION, collection: 'other' },
      { question: `${QUESTION.question} collection:other` },
    ]) {
      const { citations } = await answerer.sources(request);
      expect(citations.map(({ document }) => document.file)).toEqual(['x.md']);
    }
    for (const collection of ['none', '../x', 'A B', '']) {
      const failure = await failureOf(() => answerer.answer({ ...QUESTION, collection }));
      expect(failure.code).toBe('index_missing');
    }
  });

  it('answers from a new generation as soon as it is published', async () => {
    const { folder, answerer } = await answererOver(TEXTS);
    expect((await answerer.status()).generation).toBe(1);
    await build(folder, { ...TEXTS, 'bagram.md': 'Every soldier left the air base of Kandahar.' });
    const answer = await answerer.answer(QUESTION);
    expect(answer.citations[0]?.text).toBe('Every soldier left the air base of Kandahar.');
    expect((await answerer.status()).generation).toBe(2);
  });
});

describe('sources', () => {
  it('gives every passage in rank order, with numbers, shown or not', async () => {
    const { answerer } = await answererOver(TEXTS);
    const { answer, citations } = await answerer.sources(QUESTION);
    expect(citations.map(({ n }) => n)).toEqual([1, 2, 3]);
    expect(citations[0]).toEqual(answer.citations[0]);
    expect((await answerer.sources({ ...QUESTION, limit: 2 })).citations).toHaveLength(2);
  });
});

describe('rankSentences', () => {
  it("gives every sentence of one document, the question's own first", async () => {
    const { answerer } = await answererOver(TEXTS);
    const [{ id } = { id: '' }] = await answerer.documents();
    const ranked = await answerer.rankSentences({ ...QUESTION, documentId: id });
    expect(ranked.map(({ text }) => text)).toEqual([
      'The last soldiers left the air base of Bagram.',
      'They left at night.',
    ]);
    expect(await answerer.rankSentences({ ...QUESTION, documentId: 'none' })).toEqual([]);
  });
});

describe('documents, paragraphs and status', () => {
  it('tell what is indexed', async () => {
    const { answerer } = await answererOver(TEXTS);
    const documents = await answerer.documents();
    expect(documents.map(({ file }) => file)).toEqual(Object.keys(TEXTS));
    const paragraphs = await answerer.paragraphs(documents[1]?.id ?? '');
    expect(paragraphs.map(({ text }) => text)).toEqual(TEXTS['consulate.md'].split('\n\n'));
    expect(await answerer.paragraphs('none')).toEqual([]);
    expect(await answerer.status()).toMatchObject({
      collection: 'default',
      builtAt: '2024-05-01T00:00:00.000Z',
      model: 'fake',
      index: 'exact',
      notice: 'exact',
      facts: { documents: 3 },
    });
  });
});

describe('the model', () => {
  it('is loaded once, at the first question', async () => {
    const loaded: FakeEmbedder[] = [];
    const loadEmbedder = () => {
      loaded.push(fakeEmbedder());
      return Promise.resolve(loaded[0] ?? fakeEmbedder());
    };
    const { answerer } = await answererOver(TEXTS, { loadEmbedder });
    await answerer.status();
    expect(loaded).toHaveLength(0);
    await Promise.all([answerer.answer(QUESTION), answerer.answer(QUESTION)]);
    await answerer.answer(QUESTION);
    expect(loaded).toHaveLength(1);
    const asked = loaded[0]?.texts.filter((text) => text === QUESTION.question);
    expect(asked).toHaveLength(3);
    await answerer.close();
    expect(loaded[0]?.closed).toBe(true);
  });

  it('is loaded again after a load that failed', async () => {
    let tries = 0;
    const loadEmbedder = () => {
      tries += 1;
      return tries === 1
        ? Promise.reject(new Error('out of memory'))
        : Promise.resolve(fakeEmbedder());
    };
    const { answerer } = await answererOver(TEXTS, { loadEmbedder });
    await expect(answerer.answer(QUESTION)).rejects.toThrow('out of memory');
    expect((await answerer.answer(QUESTION)).outcome).toBe('answer');
  });

  it('is refused where it is another than the index was built with', async () => {
    const identity = { ...FAKE_MODEL, name: 'other', fingerprint: 'other-1' };
    const loadEmbedder = () => Promise.resolve(fakeEmbedder({ identity }));
    const { answerer } = await answererOver(TEXTS, { loadEmbedder });
    const failure = await failureOf(() => answerer.answer(QUESTION));
    expect(failure.code).toBe('index_incompatible');
    expect(failure.remedy).toContain('build-index');
  });

  it('is refused where the canary comes out differently', async () => {
    const embedder = fakeEmbedder({ salt: 'another runtime' });
    const { answerer } = await answererOver(TEXTS, {
      loadEmbedder: () => Promise.resolve(embedder),
    });
    expect((await failureOf(() => answerer.answer(QUESTION))).code).toBe('index_incompatible');
    expect(embedder.texts).toEqual([CANARY_TEXT]);
  });
});

describe('the index', () => {
  it('is opened once for a generation, and its notice told once', async () => {
    const notices: string[] = [];
    const { answerer } = await answererOver(TEXTS, { onNotice: (notice) => notices.push(notice) });
    await Promise.all([1, 2, 3].map(() => answerer.answer(QUESTION)));
    await answerer.answer(QUESTION);
    expect(notices).toEqual(['exact']);
  });

  it('is opened again after a failure', async () => {
    let tries = 0;
    const openIndex: AnswererParts['openIndex'] = () => {
      tries += 1;
      if (tries === 1) return Promise.reject(new Error('no memory'));
      return Promise.resolve({
        index: buildExactIndex(64, { labels: [], vectors: [] }),
        notice: null,
      });
    };
    const { answerer } = await answererOver(TEXTS, { openIndex });
    await expect(answerer.status()).rejects.toThrow('no memory');
    expect((await answerer.status()).notice).toBeNull();
  });
});

describe('close', () => {
  it('lets nothing be asked any more', async () => {
    const { answerer } = await answererOver(TEXTS);
    await answerer.answer(QUESTION);
    await answerer.close();
    expect((await failureOf(() => answerer.answer(QUESTION))).code).toBe('closed');
  });
});
