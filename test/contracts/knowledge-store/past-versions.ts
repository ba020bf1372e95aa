// What left stays readable for as long as an answer may name it, and is in no search. Time decides, not only
// how many generations came after.

import { describe, expect, it } from 'vitest';
import { KEPT_DAYS } from '../../../src/shared/kept-days.js';
import type { KnowledgeStore } from '../../../src/store/knowledge-store.js';
import { documentOf, versionOf } from '../../support/builders.js';
import { draftOf, embedAll, publish, type DraftParts } from '../../support/published.js';
import type { OpenSite } from '../knowledge-store-contract.js';

const A = versionOf(documentOf('a.md', { paragraphs: ['Alpha was here first.', 'It was so.'] }));
const A2 = versionOf(documentOf('a.md', { paragraphs: ['Gamma has taken its place.'] }));
const B = versionOf(documentOf('b.md', { paragraphs: ['Beta stands beside it.'] }));
const LINES = Array.from({ length: 5 }, (_, i) =>
  versionOf(documentOf(`line-${i}.md`, { paragraphs: [`Line number ${i}.`] })),
);

const START = Date.parse('2024-05-01T00:00:00.000Z');
const DAY = 24 * 60;

/** So many minutes after the first publication. */
const at = (minutes: number): Date => new Date(START + minutes * 60_000);

const publishAt = (store: KnowledgeStore, minutes: number, parts: DraftParts) =>
  publish(store, { ...parts, builtAt: at(minutes).toISOString() });

async function labelOf(store: KnowledgeStore, id: string): Promise<number> {
  const generation = await store.current('default');
  const [label = 0] = generation === null ? [] : await store.labelsOf(generation, id);
  return label;
}

async function aHasChangedAndBLeft(store: KnowledgeStore) {
  await publishAt(store, 0, { put: [A, B] });
  const a = await labelOf(store, A.document.id);
  const b = await labelOf(store, B.document.id);
  await publishAt(store, 60, { put: [A2], retire: [B.document.id] });
  return { a, b };
}

export function describePastVersions(site: OpenSite): void {
  describe('past versions', () => {
    it('are read verbatim with what became of them, before and after they are swept', async () => {
      const place = site();
      const store = place.openStore();
      const { a, b } = await aHasChangedAndBLeft(store);
      const [original] = await store.passages([a]);
      const leftAt = at(60).toISOString();
      const expected = [
        { label: b, left: 'withdrawn', leftAt },
        { label: a, left: 'changed', leftAt },
      ];
      const past = async () => {
        const found = await place.openReader().pastPassages('default', [b, a, 999_999]);
        expect(found[1]?.passage).toEqual(original);
        return found.map(({ passage, ...rest }) => ({ label: passage.label, ...rest }));
      };
      expect(await past()).toEqual(expected);
      await publishAt(store, 120, { put: LINES });
      await store.sweep('default', at(200));
      expect(await store.passages([a, b])).toEqual([]);
      expect(await past()).toEqual(expected);
    });

    it('give the paragraphs around a passage', async () => {
      const store = site().openStore();
      const { a } = await aHasChangedAndBLeft(store);
      expect(await store.pastParagraphs('default', a)).toEqual(A.document.paragraphs);
      await publishAt(store, 120, { put: LINES });
      await store.sweep('default', at(200));
      expect(await store.pastParagraphs('default', a)).toEqual(A.document.paragraphs);
      const now = await labelOf(store, A.document.id);
      expect(await store.pastParagraphs('default', now)).toEqual(A2.document.paragraphs);
    });

    it('are none of what is current, of a draft, or of another collection', async () => {
      const store = site().openStore();
      const { a } = await aHasChangedAndBLeft(store);
      const now = await labelOf(store, A.document.id);
      expect(await store.pastPassages('default', [now])).toEqual([]);
      expect(await store.pastPassages('other', [a])).toEqual([]);
      expect(await store.pastParagraphs('other', a)).toEqual([]);
      await publish(store, { collection: 'other', put: [B] });
      expect(await store.pastPassages('other', [a])).toEqual([]);
      await embedAll(await draftOf(store, { retire: [A.document.id], put: [LINES[0] ?? A] }));
      expect(await store.pastPassages('default', [now, now + 1])).toEqual([]);
      expect(await store.pastParagraphs('default', now + 2)).toEqual([]);
    });

    it('are in no search once no generation in use sees them', async () => {
      const store = site().openStore();
      const { a } = await aHasChangedAndBLeft(store);
      const last = await publishAt(store, 120, { put: LINES });
      await store.sweep('default', at(200));
      const query = { terms: ['alpha', 'beta'], limit: 10, filter: {} };
      expect(await store.lexical(last, query)).toEqual([]);
      expect(await store.vectors([a])).toEqual([]);
      expect((await store.sentenceVectors([a])).size).toBe(0);
      expect(await store.termPresence(last, ['alpha'], [a])).toEqual([new Set()]);
    });

    it('go when no answer can name them any more', async () => {
      const store = site().openStore();
      const { a, b } = await aHasChangedAndBLeft(store);
      await publishAt(store, 120, { put: LINES });
      await store.sweep('default', at(60 + KEPT_DAYS * DAY));
      expect(await store.pastPassages('default', [a, b])).toHaveLength(2);
      await store.sweep('default', at(60 + KEPT_DAYS * DAY + 11));
      expect(await store.pastPassages('default', [a, b])).toEqual([]);
      expect(await store.pastParagraphs('default', a)).toEqual([]);
    });

    it('are those that an answer saw when the document comes back', async () => {
      const store = site().openStore();
      const { b } = await aHasChangedAndBLeft(store);
      await publishAt(store, 120, { put: [B] });
      const [past] = await store.pastPassages('default', [b]);
      expect(past?.left).toBe('changed');
    });
  });

  describe('a sweep', () => {
    it('leaves whole what a question may read that began two publications ago', async () => {
      const store = site().openStore();
      const first = await publishAt(store, 0, { put: [A, B] });
      await publishAt(store, 60, { put: [A2] });
      await publishAt(store, 61, { retire: [B.document.id] });
      await publishAt(store, 62, { put: LINES });
      await store.sweep('default', at(69));
      const documents = await store.listDocuments(first);
      expect(documents.map(({ file }) => file)).toEqual(['a.md', 'b.md']);
      const query = { terms: ['alpha', 'beta', 'gamma'], limit: 10, filter: {} };
      expect(await store.lexical(first, query)).toHaveLength(2);
      expect(await store.labelsMatching(first, {})).toHaveLength(2);
      expect((await store.entryHashes('default')).size).toBe(6);
    });

    it('takes what was replaced longer ago than a question lasts', async () => {
      const store = site().openStore();
      const first = await publishAt(store, 0, { put: [A, B] });
      await publishAt(store, 60, { put: [A2] });
      const third = await publishAt(store, 61, { retire: [B.document.id] });
      const last = await publishAt(store, 80, { put: LINES });
      await store.sweep('default', at(85));
      expect(await store.listDocuments(first)).toHaveLength(0);
      expect(await store.listDocuments(third)).toHaveLength(1);
      expect(await store.listDocuments(last)).toHaveLength(6);
    });
  });
}
