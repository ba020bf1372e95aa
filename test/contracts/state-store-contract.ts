// What every StateStore must do. In: a site where it can be opened, closed and opened again, with a clock
// that the test sets.

import { describe, expect, it } from 'vitest';
import type { AnswerRecord, StateStore } from '../../src/store/state-store.js';

/** One place where a store lives; everything opened is closed when the test ends. */
export interface StateSite {
  open(now: () => Date): StateStore;
}

export interface StateStoreUnderTest {
  readonly name: string;
  /** A fresh, empty place. */
  readonly site: () => StateSite;
}

const NOON = new Date('2024-05-01T12:00:00.000Z');
const ONE = new Date('2024-05-01T13:00:00.000Z');
const noon = (): Date => NOON;

export function recordOf(id: string, parts: Partial<AnswerRecord> = {}): AnswerRecord {
  return {
    id,
    collection: 'default',
    conversation: 'channel',
    asker: 'ann',
    question: `What of ${id}?`,
    createdAt: NOON.toISOString(),
    expiresAt: ONE.toISOString(),
    citations: [
      {
        n: 1,
        document: { id: 'd', title: 'T', outlet: null, date: '2021-07', url: null, file: 'd.md' },
        paragraph: { first: 1, last: 2, of: 9 },
        text: 'Verbatim — “text”, 漢字, 👩‍👩‍👧.',
        highlight: { start: 0, end: 8 },
        lead: { start: 0, end: 1 },
        score: 0.123456789,
      },
    ],
    ...parts,
  };
}

export function describeStateStore(subject: StateStoreUnderTest): void {
  const open = (now = noon): StateStore => subject.site().open(now);

  describe(`StateStore contract: ${subject.name}`, () => {
    it('gives an answer back as it was saved, also after closing and opening again', async () => {
      const place = subject.site();
      const store = place.open(noon);
      await store.saveAnswer(recordOf('a'));
      expect(await store.answer('a')).toEqual(recordOf('a'));
      await store.close();
      expect(await place.open(noon).answer('a')).toEqual(recordOf('a'));
    });

    it('shows an answer at once to another process', async () => {
      const place = subject.site();
      const [one, other] = [place.open(noon), place.open(noon)];
      await one.saveAnswer(recordOf('a'));
      expect(await other.answer('a')).toEqual(recordOf('a'));
    });

    it('knows no answer that was not saved', async () => {
      const store = open();
      expect(await store.answer('a')).toBeNull();
      expect(await store.lastAnswer('channel', 'ann')).toBeNull();
    });

    it('replaces an answer with the same id', async () => {
      const store = open();
      await store.saveAnswer(recordOf('a'));
      await store.saveAnswer(recordOf('a', { question: 'Another?', citations: [] }));
      expect(await store.answer('a')).toMatchObject({ question: 'Another?', citations: [] });
      expect(await store.forget('ann')).toBe(1);
    });

    it('gives the last answer of one asker in one conversation', async () => {
      const store = open();
      await store.saveAnswer(recordOf('late', { createdAt: '2024-05-01T12:00:00.002Z' }));
      await store.saveAnswer(recordOf('early', { createdAt: '2024-05-01T12:00:00.001Z' }));
      await store.saveAnswer(recordOf('bob', { asker: 'bob' }));
      await store.saveAnswer(recordOf('elsewhere', { conversation: 'thread' }));
      expect((await store.lastAnswer('channel', 'ann'))?.id).toBe('late');
      expect((await store.lastAnswer('thread', 'ann'))?.id).toBe('elsewhere');
      expect((await store.lastAnswer('channel', 'bob'))?.id).toBe('bob');
      expect(await store.lastAnswer('thread', 'bob')).toBeNull();
    });

    it('gives the one saved last where two are from the same moment', async () => {
      const store = open();
      for (const id of ['x', 'a', 'm']) await store.saveAnswer(recordOf(id));
      expect((await store.lastAnswer('channel', 'ann'))?.id).toBe('m');
    });

    it('never gives an expired answer, swept or not', async () => {
      let now = new Date(ONE.getTime() - 1);
      const store = open(() => now);
      await store.saveAnswer(recordOf('long', { expiresAt: '2024-05-02T00:00:00.000Z' }));
      await store.saveAnswer(recordOf('short', { createdAt: '2024-05-01T12:30:00.000Z' }));
      expect((await store.lastAnswer('channel', 'ann'))?.id).toBe('short');
      now = ONE;
      expect(await store.answer('short')).toBeNull();
      expect((await store.lastAnswer('channel', 'ann'))?.id).toBe('long');
    });

    it('sweeps what has expired and tells how much', async () => {
      const store = open();
      await store.saveAnswer(recordOf('a'));
      await store.saveAnswer(recordOf('b', { expiresAt: '2024-05-01T13:00:00.001Z' }));
      expect(await store.sweep(NOON)).toBe(0);
      expect(await store.sweep(ONE)).toBe(1);
      expect(await store.sweep(ONE)).toBe(0);
      expect((await store.answer('b'))?.id).toBe('b');
    });

    it('forgets an asker everywhere and tells how much, and nobody else', async () => {
      const store = open();
      await store.saveAnswer(recordOf('a'));
      await store.saveAnswer(recordOf('b', { conversation: 'thread' }));
      await store.saveAnswer(recordOf('expired', { expiresAt: NOON.toISOString() }));
      await store.saveAnswer(recordOf('bob', { asker: 'bob' }));
      expect(await store.forget('ann')).toBe(3);
      expect(await store.forget('ann')).toBe(0);
      expect(await store.answer('a')).toBeNull();
      expect((await store.answer('bob'))?.id).toBe('bob');
    });

    it('takes hostile ids as plain text', async () => {
      const store = open();
      const id = "'; DROP TABLE answer; -- \0 %";
      await store.saveAnswer(recordOf(id));
      expect((await store.answer(id))?.id).toBe(id);
      expect(await store.answer('%')).toBeNull();
    });
  });
}
