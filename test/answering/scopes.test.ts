// Several collections searched as one, over the real store: what each finds alone is found in all of them, and one
// alone answers as it does without the others.

import { describe, expect, it } from 'vitest';
import type { Citation } from '../../src/answering/answer.js';
import type { Answerer, CitationReference } from '../../src/answering/answerer.js';
import { joinReaders } from '../../src/answering/joint-reader.js';
import type { Generation, KnowledgeReader, PastPassage } from '../../src/store/knowledge-store.js';
import { openSqliteReader } from '../../src/store/sqlite/sqlite-knowledge-store.js';
import { joinLexicons } from '../../src/understanding/join-lexicons.js';
import { join } from 'node:path';
import { buildInto, openOver, QUESTION, TEXTS, untilServing } from '../support/answering-site.js';
import { failureOf } from '../support/failure-of.js';
import { FAKE_MODEL, fakeEmbedder } from '../support/fake-embedder.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { lexiconOf } from '../understanding/lexicon-of.js';

const LOCAL = {
  'quay.md': 'The quay of Saltholm was repaired in spring. Its crane is new.',
  'rules.md': 'Nobody may swim near the ferry of Saltholm.',
};

/** A large collection beside which a small one must not drown. */
const MANY = Object.fromEntries(
  Array.from({ length: 60 }, (_, i) => [
    `report-${i}.md`,
    `Report ${i} tells how town number ${i} repaired a bridge, a quay or a road in spring.`,
  ]),
);

async function built() {
  const folder = temporaryFolder();
  await buildInto(folder, { ...TEXTS, ...MANY });
  const alone = openOver(folder);
  const before = await answersOf(alone);
  await buildInto(folder, LOCAL, 'g-1');
  await buildInto(folder, { 'secret.md': 'The last soldiers swim near the ferry.' }, 'g-2');
  return { folder, before, answerer: openOver(folder) };
}

const QUESTIONS = [QUESTION.question, 'Who repaired a bridge in spring?', 'Apples that year?'];

async function answersOf(answerer: Answerer, collection?: string) {
  const all = QUESTIONS.map((question) => answerer.sources({ question, collection }));
  return (await Promise.all(all)).map(({ answer, citations }) => ({
    ...{ outcome: answer.outcome, confidence: answer.confidence, corpus: answer.corpus },
    ...{ shown: answer.citations, citations },
  }));
}

const filesOf = (citations: readonly Citation[]): string[] =>
  citations.map(({ document }) => document.file);

function referenceTo({ label, n, highlight, score, document }: Citation): CitationReference {
  return { label, n, highlight, score, documentId: document.id };
}

describe('a scope of one collection', () => {
  it('answers exactly as without the others', async () => {
    const { answerer, before } = await built();
    const now = await answersOf(answerer, 'default');
    // The figures of the words alone come from a table that all share as yet; ranks and texts do not.
    const shownOf = (answers: typeof now) =>
      answers.map(({ citations }) => citations.map(({ label, text }) => ({ label, text })));
    expect(shownOf(now)).toEqual(shownOf(before));
    expect(now.map(({ corpus }) => corpus)).toEqual(before.map(({ corpus }) => corpus));
  });
});

describe('a scope of several collections', () => {
  it('finds first what each of them finds first', async () => {
    const { answerer } = await built();
    for (const [question, file] of [
      ['When was the quay of Saltholm repaired?', 'quay.md'],
      ['Who may swim near the ferry of Saltholm?', 'rules.md'],
      [QUESTION.question, 'bagram.md'],
      ['Which apples were cheap that year?', 'harvest.md'],
    ] as const) {
      const { citations } = await answerer.answer({ question, collection: 'default+g-1' });
      expect(filesOf(citations)[0]).toBe(file);
    }
  });

  it('counts its documents and passages together, and shows them in one list', async () => {
    const { answerer } = await built();
    const { facts, collection } = await answerer.status('default+g-1+g-9');
    expect(collection).toBe('default+g-1');
    expect(facts.documents).toBe(65);
    const files = (await answerer.documents('default+g-1')).map(({ file }) => file);
    expect(files).toEqual([...files].sort());
    expect(files).toContain('quay.md');
    const typed = { kind: 'document', typed: 'quay', limit: 5 } as const;
    expect(await answerer.suggest({ ...typed, collection: 'default+g-1' })).toHaveLength(1);
    expect(await answerer.suggest({ ...typed, collection: 'default+g-2' })).toEqual([]);
  });

  it('embeds a question once', async () => {
    const { folder } = await built();
    const embedder = fakeEmbedder();
    const answerer = openOver(folder, { loadEmbedder: () => Promise.resolve(embedder) });
    await answerer.answer({ ...QUESTION, collection: 'default+g-1+g-2' });
    expect(embedder.texts.filter((text) => text === QUESTION.question)).toHaveLength(1);
  });

  it('mends a slip with the words of all of them', async () => {
    const { answerer } = await built();
    const question = 'When was the quay of Saltholn repaired?';
    const { understood } = await answerer.answer({ question, collection: 'default+g-1' });
    expect(understood).toEqual([{ kind: 'slip', from: 'Saltholn', to: 'Saltholm' }]);
  });

  it('gives nothing of a collection beside it, whatever is asked for', async () => {
    const { answerer } = await built();
    const theirs = await answerer.sources({ ...QUESTION, collection: 'g-2' });
    const [secret] = theirs.citations;
    if (secret === undefined) throw new Error('nothing was found');
    const scope = 'default+g-1';
    expect(await answerer.cited([referenceTo(secret)], scope)).toEqual([]);
    expect(await answerer.cited([referenceTo(secret)], `${scope}+g-2`)).toHaveLength(1);
    expect(await answerer.document(secret.document.id, scope)).toBeNull();
    expect(await answerer.paragraphs(secret.document.id, scope)).toEqual([]);
    const { citations } = await answerer.sources({ ...QUESTION, collection: scope, found: 200 });
    expect(filesOf(citations)).not.toContain('secret.md');
  });

  it('is narrowed by what is typed, and refuses what is beyond it', async () => {
    const { answerer } = await built();
    const ask = (collection: string) => {
      const question = `Who may swim near the ferry? collection:${collection}`;
      return answerer.sources({ question, collection: 'default+g-1' });
    };
    expect(new Set(filesOf((await ask('g-1')).citations))).toEqual(new Set(Object.keys(LOCAL)));
    for (const beyond of ['g-2', '../x', 'default+']) {
      expect((await failureOf(() => ask(beyond))).code).toBe('collection_unknown');
    }
  });

  it('follows each of its collections to a new generation', async () => {
    const { folder, answerer } = await built();
    const scope = 'default+g-1';
    expect((await answerer.status(scope)).generation).toBe(2);
    await buildInto(folder, { ...LOCAL, 'crane.md': 'The crane of Saltholm lifts a ton.' }, 'g-1');
    await untilServing(answerer, 3, scope);
    const question = 'What does the crane of Saltholm lift?';
    expect(filesOf((await answerer.answer({ question, collection: scope })).citations)[0]).toBe(
      'crane.md',
    );
  });
});

describe('a passage that has left', () => {
  /** A reader that remembers what left, as the store does. */
  function withPast(folder: string, past: Map<string, PastPassage[]>) {
    const reader = openSqliteReader(join(folder, 'store.sqlite'));
    return {
      ...reader,
      pastPassages: (collection: string, labels: readonly number[]) =>
        Promise.resolve(
          (past.get(collection) ?? []).filter(({ passage }) => labels.includes(passage.label)),
        ),
    };
  }

  it('comes back saying how and when, in its own scope alone, and in no new answer', async () => {
    const { folder } = await built();
    const past = new Map<string, PastPassage[]>();
    const reader = withPast(folder, past);
    const answerer = openOver(folder, { reader });
    const question = 'Who may swim near the ferry of Saltholm?';
    const scope = 'default+g-1';
    const [rules] = (await answerer.answer({ question, collection: scope })).citations;
    if (rules === undefined) throw new Error('nothing was found');
    const [passage] = await reader.passages([rules.label]);
    if (passage === undefined) throw new Error('the passage is not there');
    await buildInto(folder, { 'quay.md': LOCAL['quay.md'] }, 'g-1');
    await untilServing(answerer, 3, scope);
    const leftAt = '2024-05-02T23:59:00.000Z';
    past.set('g-1', [{ passage, left: 'withdrawn', leftAt }]);
    const reference = referenceTo(rules);
    expect(await answerer.cited([reference], scope)).toEqual([
      { ...rules, left: { how: 'withdrawn', on: '2024-05-02' } },
    ]);
    for (const other of ['default', 'default+g-2']) {
      expect(await answerer.cited([reference], other)).toEqual([]);
    }
    expect(await answerer.cited([{ ...reference, documentId: 'none' }], scope)).toEqual([]);
    const { citations } = await answerer.sources({ question, collection: scope });
    expect(filesOf(citations)).not.toContain('rules.md');
  });
});

describe('joinReaders', () => {
  const generation = (collection: string, passages: number): Generation => ({
    ...{ collection, number: 1, model: FAKE_MODEL, canary: new Float32Array(64), passages },
    ...{ documents: passages, graph: null, measure: null, builtAt: '' },
  });

  /** BM25 as each collection would score a passage that holds the word once. */
  function readerOf(holders: Readonly<Record<string, number>>, labels: Record<string, number>) {
    const reader: Partial<KnowledgeReader> = {
      termFrequencies: ({ collection }, terms) =>
        Promise.resolve(terms.map(() => holders[collection] ?? 0)),
      lexical: ({ collection, passages }) => {
        const held = holders[collection] ?? 0;
        const idf = Math.max(1e-6, Math.log((passages - held + 0.5) / (held + 0.5)));
        return Promise.resolve([{ label: labels[collection] ?? 0, bm25: idf }]);
      },
      termPresence: (_, terms, asked) => Promise.resolve(terms.map(() => new Set(asked))),
    };
    return reader as KnowledgeReader;
  }

  it('brings the scores of a small and a large collection to one scale', async () => {
    const generations = [generation('large', 10_000), generation('small', 1)];
    const reader = joinReaders(
      readerOf({ large: 3, small: 1 }, { large: 7, small: 8 }),
      generations,
    );
    const [any] = generations;
    if (any === undefined) throw new Error('there is no generation');
    const found = await reader.lexical(any, { terms: ['word'], limit: 5, filter: {} });
    expect(found.map(({ label }) => label).sort()).toEqual([7, 8]);
    expect((found[0]?.bm25 ?? 0) / (found[1]?.bm25 ?? 1)).toBeCloseTo(1, 5);
    expect(await reader.termFrequencies(any, ['word'])).toEqual([4]);
  });
});

describe('joinLexicons', () => {
  it('knows the words of all, each once, as it is written most often', async () => {
    const joined = joinLexicons([
      await lexiconOf('Apple apple pear', 'NATO stands for North Atlantic Treaty Organization'),
      await lexiconOf('APPLE APPLE APPLE grape'),
    ]);
    const five = joined.byLength.get(5) ?? [];
    expect(five[0]).toEqual({ folded: 'apple', written: 'APPLE', count: 5 });
    expect(five.map(({ folded }) => folded)).toContain('grape');
    expect(joined.byLength.get(4)?.some(({ folded }) => folded === 'pear')).toBe(true);
    expect(joined.byLength.get(99)).toBeUndefined();
    expect(joined.byLength.get(5)).toBe(five);
  });
});
