// What is removed is gone from every table; what others share stays.

import { describe, expect, it } from 'vitest';
import { documentOf, versionOf } from '../../support/builders.js';
import { draftOf, publish } from '../../support/published.js';
import type { OpenSite } from '../knowledge-store-contract.js';

const SHARED = versionOf(
  documentOf('s.md', { paragraphs: ['A text that both collections hold.'] }),
);
const OWN = versionOf(documentOf('o.md', { paragraphs: ['A text that one alone holds.'] }));
const OWN2 = versionOf(documentOf('o.md', { paragraphs: ['It holds another text now.'] }));

export function describeRemoval(site: OpenSite): void {
  describe('collections', () => {
    it('are listed where something was published', async () => {
      const place = site();
      const store = place.openStore();
      expect(await store.collections()).toEqual([]);
      await publish(store, { collection: 'b', put: [OWN] });
      await publish(store, { collection: 'a', put: [OWN] });
      await draftOf(store, { collection: 'c', put: [OWN] });
      expect(await place.openReader().collections()).toEqual(['a', 'b']);
    });

    it('leave without a trace in what is read, and say how much went', async () => {
      const store = site().openStore();
      await publish(store, { collection: 'gone', put: [SHARED, OWN] });
      const gone = await publish(store, { collection: 'gone', put: [OWN2] });
      const labels = await store.labelsMatching(gone, {});
      expect(await store.removeCollection('gone')).toEqual({ documents: 3, passages: 3 });
      expect(await store.current('gone')).toBeNull();
      expect(await store.collections()).toEqual([]);
      expect(await store.entryHashes('gone')).toEqual(new Map());
      expect(await store.passages(labels)).toEqual([]);
      expect(await store.labelsMatching(gone, { without: ['text'] })).toEqual([]);
      const query = { terms: ['text'], limit: 10, filter: {} };
      expect(await store.lexical(gone, query)).toEqual([]);
      expect(await store.removeCollection('gone')).toEqual({ documents: 0, passages: 0 });
    });

    it('keep the vectors that another one uses, and lose their own', async () => {
      const store = site().openStore();
      const stays = await publish(store, { collection: 'stays', put: [SHARED] });
      await publish(store, { collection: 'gone', put: [SHARED, OWN] });
      await store.removeCollection('gone');
      expect(await store.vectors(await store.labelsMatching(stays, {}))).toHaveLength(1);
      const draft = await draftOf(store, { collection: 'gone', put: [SHARED, OWN] });
      const pending = await draft.pendingTexts();
      expect(pending.map(({ text }) => text)).toEqual([OWN.passages[0]?.text]);
    });

    it('begin with higher generations and labels when a name comes back', async () => {
      const store = site().openStore();
      await publish(store, { collection: 'x', put: [OWN] });
      const last = await publish(store, { collection: 'x', put: [OWN2] });
      const [before = 0] = await store.labelsMatching(last, {});
      await store.removeCollection('x');
      const back = await publish(store, { collection: 'x', put: [OWN2] });
      expect(back.number).toBeGreaterThan(last.number);
      const [after = 0] = await store.labelsMatching(back, {});
      expect(after).toBeGreaterThan(before);
    });
  });

  describe('a document that is forgotten', () => {
    it('leaves every generation, and its past versions with it', async () => {
      const store = site().openStore();
      const first = await publish(store, { put: [SHARED, OWN] });
      const second = await publish(store, { put: [OWN2] });
      const labels = [...(await store.labelsMatching(first, {})), 3];
      const { id } = OWN.document;
      expect(await store.forgetDocument('default', id)).toEqual({ documents: 2, passages: 2 });
      expect(await store.passages(labels)).toHaveLength(1);
      expect(await store.pastPassages('default', labels)).toEqual([]);
      expect(await store.current('default')).toMatchObject({ documents: 1, passages: 1 });
      const query = { terms: ['text'], limit: 10, filter: {} };
      expect(await store.lexical(second, query)).toHaveLength(1);
      expect(await store.termFrequencies(second, ['another'])).toEqual([0]);
    });

    it('leaves one collection and stays in another', async () => {
      const store = site().openStore();
      await publish(store, { collection: 'here', put: [OWN] });
      const there = await publish(store, { collection: 'there', put: [OWN] });
      await store.forgetDocument('here', OWN.document.id);
      expect(await store.listDocuments(there)).toHaveLength(1);
      expect(await store.vectors(await store.labelsMatching(there, {}))).toHaveLength(1);
    });

    it('leaves after it was swept aside too', async () => {
      const store = site().openStore();
      const first = await publish(store, { put: [SHARED, OWN] });
      const labels = await store.labelsOf(first, OWN.document.id);
      await publish(store, { retire: [OWN.document.id] });
      await publish(store, { put: [OWN2] });
      await store.sweep('default', new Date('2024-05-02'));
      expect(await store.pastPassages('default', labels)).toHaveLength(1);
      await store.forgetDocument('default', OWN.document.id);
      expect(await store.pastPassages('default', labels)).toEqual([]);
    });
  });
}
