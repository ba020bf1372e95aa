// The answerer over a small corpus and the fake model: one generation at a time, one model, one sentence
// for everything that goes wrong.

import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AnswererParts } from '../../src/answering/in-process-answerer.js';
import { CANARY_TEXT } from '../../src/embeddings/embedder.js';
import { piecesWithout } from '../../src/retrieval/pieces.js';
import { openSqliteReader } from '../../src/store/sqlite/sqlite-knowledge-store.js';
import { buildExactIndex } from '../../src/vector-index/exact-index.js';
import { buildInto, openOver, QUESTION, TEXTS, untilServing } from '../support/answering-site.js';
import { failureOf } from '../support/failure-of.js';
import { FAKE_MODEL, fakeEmbedder, type FakeEmbedder } from '../support/fake-embedder.js';
import { temporaryFolder } from '../support/temporary-folder.js';

async function answererOver(
  texts: Readonly<Record<string, string>>,
  parts: Partial<AnswererParts> = {},
) {
  const folder = temporaryFolder();
  await buildInto(folder, texts);
  return { folder, answerer: openOver(folder, parts) };
}

describe('answer', () => {
  it('ranks the matches of an explanation by score', async () => {
    const { answerer } = await answererOver(TEXTS);
    const { explanation } = await answerer.answer({ ...QUESTION, explain: true });
    const scores = explanation?.matches.map((match) => match.trace.score) ?? [];
    expect(scores).toHaveLength(3);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
  });

  it('mends a slip, tells it, and answers as if it had been typed right', async () => {
    const { answerer } = await answererOver(TEXTS);
    const right = await answerer.answer(QUESTION);
    const question = QUESTION.question.replace('Bagram', 'Bargam');
    const slipped = await answerer.answer({ question });
    expect(slipped.question).toBe(question);
    expect(slipped.understood).toEqual([{ kind: 'slip', from: 'Bargam', to: 'Bagram' }]);
    expect(slipped.citations).toEqual(right.citations);
    expect(right.understood).toBeUndefined();
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

  it('cites a text once that stands in several documents, unless that is switched off', async () => {
    const texts = { ...TEXTS, 'copy.md': `By an agency. ${TEXTS['bagram.md']}` };
    const { folder, answerer } = await answererOver(texts);
    const { answer, citations } = await answerer.sources({ ...QUESTION, limit: 5 });
    const [first] = answer.citations;
    const [copy] = first?.alsoIn ?? [];
    expect([first?.document.file, copy?.document.file].sort()).toEqual(['bagram.md', 'copy.md']);
    expect(answer.citations).toHaveLength(3);
    // Every passage that was found stays in the list, and the first one names its copy there too.
    expect(citations).toHaveLength(4);
    expect(citations[0]?.alsoIn).toEqual(first?.alsoIn);
    const plain = openOver(folder, { pieces: piecesWithout(['copies']) });
    const both = await plain.answer({ ...QUESTION, limit: 5 });
    expect(both.citations).toHaveLength(4);
    expect(both.citations.some((citation) => 'alsoIn' in citation)).toBe(false);
  });

  it('brings a citation back with its copies, as long as they are there', async () => {
    const texts = { ...TEXTS, 'copy.md': `By an agency. ${TEXTS['bagram.md']}` };
    const { folder, answerer } = await answererOver(texts);
    const { citations } = await answerer.sources(QUESTION);
    const references = citations.map(({ document, alsoIn, ...citation }) => ({
      ...citation,
      documentId: document.id,
      ...(alsoIn && {
        alsoIn: alsoIn.map((copy) => ({ label: copy.label, documentId: copy.document.id })),
      }),
    }));
    expect(await answerer.cited(references)).toEqual(citations);
    const [first] = references;
    const [copy] = citations[0]?.alsoIn ?? [];
    if (first === undefined || copy === undefined) throw new Error('no copy was found');
    const forged = { ...first, alsoIn: [{ label: copy.label, documentId: 'none' }] };
    expect((await answerer.cited([forged]))[0]).not.toHaveProperty('alsoIn');
    const left = Object.entries(texts).filter(([file]) => file !== copy.document.file);
    await buildInto(folder, Object.fromEntries(left));
    await untilServing(answerer, 2);
    expect((await answerer.cited([first]))[0]).not.toHaveProperty('alsoIn');
  });

  it('keeps the filters that are given and those that are typed', async () => {
    const { answerer } = await answererOver(TEXTS);
    const { citations } = await answerer.answer({ question: `${QUESTION.question} -Bagram` });
    expect(citations.map(({ document }) => document.file)).not.toContain('bagram.md');
    const filtered = await answerer.answer({ ...QUESTION, filter: { phrases: ['no such words'] } });
    expect(filtered).toMatchObject({ outcome: 'none', reason: 'filtered' });
  });

  it('answers from a new generation once it has been opened beside the one before', async () => {
    const { folder, answerer } = await answererOver(TEXTS);
    expect((await answerer.status()).generation).toBe(1);
    await buildInto(folder, {
      ...TEXTS,
      'bagram.md': 'Every soldier left the air base of Kandahar.',
    });
    expect((await answerer.answer(QUESTION)).citations[0]?.text).toBe(TEXTS['bagram.md']);
    await untilServing(answerer, 2);
    const answer = await answerer.answer(QUESTION);
    expect(answer.citations[0]?.text).toBe('Every soldier left the air base of Kandahar.');
    expect((await answerer.status()).generation).toBe(2);
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

describe('warm', () => {
  it('loads the model and opens the default collection before the first question', async () => {
    const opened: string[] = [];
    const { answerer } = await answererOver(TEXTS, {
      loadEmbedder: () => {
        opened.push('model');
        return Promise.resolve(fakeEmbedder());
      },
      onNotice: () => opened.push('index'),
    });
    await answerer.warm();
    expect(opened.sort()).toEqual(['index', 'model']);
    await answerer.answer(QUESTION);
    expect(opened).toHaveLength(2);
  });
});

describe('suggest', () => {
  it('reads the titles once for a generation, however much is typed', async () => {
    const folder = temporaryFolder();
    await buildInto(folder, TEXTS);
    const reader = openSqliteReader(join(folder, 'store.sqlite'));
    let listings = 0;
    const counting = {
      ...reader,
      listDocuments: (generation: Parameters<typeof reader.listDocuments>[0]) => {
        listings += 1;
        return reader.listDocuments(generation);
      },
    };
    const answerer = openOver(folder, { reader: counting });
    for (const typed of ['', 'b', 'ba', 'bag']) {
      await answerer.suggest({ kind: 'document', typed, limit: 5 });
    }
    expect(listings).toBe(1);
    await buildInto(folder, { ...TEXTS, 'new.md': 'A new document.' });
    await untilServing(answerer, 2);
    const names = await answerer.suggest({ kind: 'document', typed: 'new', limit: 5 });
    expect(names).toHaveLength(1);
    expect(listings).toBe(2);
  });
});

describe('digest', () => {
  it('embeds only texts that are chosen from, and none where that is switched off', async () => {
    const folder = temporaryFolder();
    await buildInto(folder, TEXTS);
    const texts = Object.values(TEXTS);
    for (const pieces of [undefined, piecesWithout(['digest'])]) {
      const embedder = fakeEmbedder();
      const loadEmbedder = () => Promise.resolve(embedder);
      const answerer = openOver(folder, { loadEmbedder, pieces });
      expect(await answerer.digest({ texts, most: 1 })).toHaveLength(1);
      expect([...embedder.texts].sort()).toEqual(pieces === undefined ? [...texts].sort() : []);
    }
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
