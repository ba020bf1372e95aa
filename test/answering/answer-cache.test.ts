// Answers that are remembered: for whom, how long, how many, and what is never among them.

import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../src/answering/answer.js';
import { AnswerCache, weigh } from '../../src/answering/answer-cache.js';
import type { AskRequest, Sources } from '../../src/answering/answerer.js';
import { rememberQueries } from '../../src/embeddings/remember-queries.js';
import { rememberPassages } from '../../src/store/remember-passages.js';
import {
  openSqliteReader,
  openSqliteStore,
} from '../../src/store/sqlite/sqlite-knowledge-store.js';
import { buildInto, openOver, QUESTION, TEXTS, untilServing } from '../support/answering-site.js';
import { failureOf } from '../support/failure-of.js';
import { fakeEmbedder } from '../support/fake-embedder.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const LIMITS = { entries: 3, bytes: 10_000, milliseconds: 60_000 };

/** Works something out and counts how often. */
function counting<T extends object>(value: T) {
  let count = 0;
  const make = (): Promise<T> => {
    count += 1;
    return Promise.resolve(value);
  };
  return { make, count: () => count };
}

describe('AnswerCache', () => {
  it('works out once what is asked of one corpus, also at the same time', async () => {
    const cache = new AnswerCache(LIMITS);
    const corpus = {};
    const { make, count } = counting({ text: 'x' });
    const both = await Promise.all([
      cache.recall(corpus, ['q'], make),
      cache.recall(corpus, ['q'], make),
    ]);
    expect(both.map(({ isKnown }) => isKnown)).toEqual([false, true]);
    expect(await cache.recall(corpus, ['q'], make)).toEqual({
      value: { text: 'x' },
      isKnown: true,
    });
    expect(count()).toBe(1);
    await cache.recall(corpus, ['other'], make);
    await cache.recall({}, ['q'], make);
    expect(count()).toBe(3);
  });

  it('keeps no failure, and tells it to all who wait', async () => {
    const cache = new AnswerCache(LIMITS);
    const corpus = {};
    const fail = (): Promise<object> => Promise.reject(new Error('no'));
    const both = [cache.recall(corpus, 'q', fail), cache.recall(corpus, 'q', fail)];
    for (const one of both) await expect(one).rejects.toThrow('no');
    expect(cache.size.entries).toBe(0);
    expect(await cache.recall(corpus, 'q', counting({}).make)).toMatchObject({ isKnown: false });
  });

  it('never keeps more than it may, whatever is asked', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat({ max: 9 }), fc.nat({ max: 4_000 })), { maxLength: 40 }),
        async (asked) => {
          const cache = new AnswerCache(LIMITS);
          const corpus = {};
          for (const [n, length] of asked) {
            await cache.recall(corpus, n, () => Promise.resolve({ text: 'x'.repeat(length) }));
            expect(cache.size.entries).toBeLessThanOrEqual(LIMITS.entries);
            expect(cache.size.bytes).toBeLessThanOrEqual(LIMITS.bytes);
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  it('lets go of a corpus that left, also of what was being worked out then', async () => {
    const cache = new AnswerCache(LIMITS);
    const [left, stays] = [{}, {}];
    const { make } = counting({ text: 'x' });
    await cache.recall(left, 1, make);
    await cache.recall(stays, 1, make);
    let finish: (value: object) => void = () => undefined;
    const late = cache.recall(left, 2, () => new Promise<object>((resolve) => (finish = resolve)));
    cache.forget(left);
    finish({ text: 'late' });
    expect((await late).value).toEqual({ text: 'late' });
    expect(cache.size.entries).toBe(1);
    expect((await cache.recall(left, 1, make)).isKnown).toBe(false);
    expect((await cache.recall(stays, 1, make)).isKnown).toBe(true);
    expect(cache.size.entries).toBe(1);
  });

  it('weighs text by its characters', () => {
    expect(weigh({ a: 'x'.repeat(1_000) }) - weigh({ a: '' })).toBe(2_000);
  });
});

describe('the vectors of questions', () => {
  it('are remembered, as many as may be, and a failure is not', async () => {
    const embedder = fakeEmbedder();
    let embedded = 0;
    let fails = true;
    const remembering = rememberQueries(
      {
        ...embedder,
        embedQuery: (text) => {
          embedded += 1;
          if (fails) return Promise.reject(new Error('no'));
          return embedder.embedQuery(text);
        },
      },
      2,
    );
    await expect(remembering.embedQuery('a')).rejects.toThrow('no');
    fails = false;
    const [one, same] = await Promise.all([
      remembering.embedQuery('a'),
      remembering.embedQuery('a'),
    ]);
    expect(one).toEqual(same);
    expect(embedded).toBe(2);
    for (const text of ['b', 'c', 'a']) await remembering.embedQuery(text);
    expect(embedded).toBe(5);
  });
});

/** What an answer says, without how long it took. */
function timeless(answer: Answer): Answer {
  return { ...answer, timings: { embedMs: 0, searchMs: 0, totalMs: 0 } };
}

async function site(texts: Readonly<Record<string, string>> = TEXTS) {
  const folder = temporaryFolder();
  await buildInto(folder, texts);
  const cache = new AnswerCache();
  const answerer = openOver(folder, { cache });
  const isRecalled = async (request: AskRequest): Promise<boolean> =>
    (await answerer.answer(request)).timings.isRecalled === true;
  return { folder, cache, answerer, isRecalled };
}

describe('a question that was asked before', () => {
  it('gets the same answer under its own id, with its own times', async () => {
    const { answerer } = await site();
    const first = await answerer.answer({ ...QUESTION, id: 'one', explain: true });
    const second = await answerer.answer({ ...QUESTION, id: 'two', explain: true });
    const third = await answerer.answer({ ...QUESTION, explain: true });
    expect(timeless(second)).toEqual({ ...timeless(first), id: 'two' });
    expect(third).not.toHaveProperty('id');
    expect(first.timings).not.toHaveProperty('isRecalled');
    expect(second.timings).toMatchObject({ embedMs: 0, isRecalled: true });
    expect(second.timings.totalMs).toBeGreaterThanOrEqual(second.timings.searchMs);
  });

  it('is the same only where everything is that an answer depends on', async () => {
    const { isRecalled } = await site();
    const { question } = QUESTION;
    expect(await isRecalled(QUESTION)).toBe(false);
    expect(await isRecalled({ question: `  ${question} ` })).toBe(true);
    for (const other of [
      { question: question.toLowerCase() },
      { question, limit: 2 },
      { question, most: 2 },
      { question, explain: true },
      { question, filter: { outlet: 'Nobody' } },
      { question, filter: { after: '2020' } },
      { question: `${question} -night` },
      { question: `${question} -night`, isPlain: true },
    ]) {
      expect([other, await isRecalled(other)]).toEqual([other, false]);
      expect([other, await isRecalled(other)]).toEqual([other, true]);
    }
  });

  it('is worked out once where many ask it in the same moment', async () => {
    const { answerer } = await site();
    const asked = Array.from({ length: 20 }, () => answerer.sources(QUESTION));
    const given = await Promise.all(asked);
    expect(given.filter(({ answer }) => answer.timings.isRecalled !== true)).toHaveLength(1);
    const said = (one: Sources) => [timeless(one.answer), one.citations];
    for (const one of given) expect(said(one)).toEqual(said(given[0] ?? one));
  });
});

describe('an exchange of generations', () => {
  it('leaves no answer of the one before, in no scope that it was part of', async () => {
    const { folder, cache, answerer } = await site();
    await buildInto(folder, { 'x.md': 'Some soldiers left Odessa.' }, 'other');
    const scope = { ...QUESTION, collection: 'default+other' };
    for (const request of [QUESTION, scope]) await answerer.sources(request);
    expect(cache.size.entries).toBe(2);
    await buildInto(folder, { ...TEXTS, 'bagram.md': 'The last soldiers left Bagram in spring.' });
    await untilServing(answerer, 2);
    expect(cache.size.entries).toBe(0);
    for (const request of [QUESTION, scope]) {
      const { answer } = await answerer.sources(request);
      expect(answer.citations[0]?.text).toBe('The last soldiers left Bagram in spring.');
      expect(answer.timings).not.toHaveProperty('isRecalled');
    }
  });
});

describe('a collection that is removed', () => {
  it('leaves no answer and no passage in memory, although nobody asks any more', async () => {
    const folder = temporaryFolder();
    await buildInto(folder, TEXTS);
    await buildInto(folder, { 'secret.md': 'The soldiers of the guild left at dawn.' }, 'g-1');
    const cache = new AnswerCache();
    const reader = rememberPassages(openSqliteReader(join(folder, 'store.sqlite')));
    let removed = 0;
    const onRemoved = (): void => {
      removed += 1;
      reader.forget();
    };
    const answerer = openOver(folder, { cache, reader, onRemoved });
    const asked = { ...QUESTION, collection: 'default+g-1' };
    const { citations } = await answerer.sources(asked);
    await answerer.sources({ ...QUESTION, collection: 'g-1' });
    await answerer.sources(QUESTION);
    const store = openSqliteStore(join(folder, 'store.sqlite'));
    await store.removeCollection('g-1');
    await store.close();
    await answerer.refresh();
    expect([removed, cache.size.entries]).toEqual([1, 1]);
    expect(
      JSON.stringify(await reader.passages(citations.map(({ label }) => label))),
    ).not.toContain('guild');
    const gone = () => answerer.sources({ ...QUESTION, collection: 'g-1' });
    expect((await failureOf(gone)).code).toBe('index_missing');
    const after = await answerer.sources(asked);
    expect(JSON.stringify(after)).not.toContain('guild');
    await answerer.refresh();
    expect(removed).toBe(1);
  });
});
