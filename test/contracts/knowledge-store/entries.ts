// One entry may give several documents; what did not change of it costs nothing.

import { describe, expect, it } from 'vitest';
import type { EntryVersion } from '../../../src/store/generation-draft.js';
import type { KnowledgeReader } from '../../../src/store/knowledge-store.js';
import { documentOf, versionOf } from '../../support/builders.js';
import { draftOf, embedAll, publish } from '../../support/published.js';
import type { OpenSite } from '../knowledge-store-contract.js';

const article = (id: string, text = `The article ${id} stands here.`) =>
  versionOf(documentOf('articles.jsonl', { id, title: `Article ${id}`, paragraphs: [text] }));

const entry = (id: string, documents: EntryVersion['documents'], hash = 'h'): EntryVersion => ({
  id,
  hash,
  documents,
});

async function labelsByDocument(reader: KnowledgeReader): Promise<Record<string, number[]>> {
  const generation = await reader.current('default');
  if (generation === null) return {};
  const documents = await reader.listDocuments(generation);
  const labels = documents.map(async ({ id }) => [id, await reader.labelsOf(generation, id)]);
  return Object.fromEntries((await Promise.all(labels)) as [string, number[]][]);
}

const ids = Array.from({ length: 100 }, (_, i) => `a${i}`);

export function describeEntries(site: OpenSite): void {
  describe('entries', () => {
    it('give several documents, and are known by their own hash', async () => {
      const place = site();
      const store = place.openStore();
      const jsonl = entry('jsonl', [article('one'), article('two')], 'hash 1');
      const published = await publish(store, { entries: [jsonl] });
      expect(published).toMatchObject({ documents: 2, passages: 2 });
      expect(await place.openReader().entryHashes('default')).toEqual(
        new Map([['jsonl', 'hash 1']]),
      );
    });

    it('cost one article where one of a hundred changed', async () => {
      const store = site().openStore();
      const all = ids.map((id) => article(id));
      await publish(store, { entries: [entry('jsonl', all)] });
      const before = await labelsByDocument(store);
      const draft = await draftOf(store);
      const changed = all.with(41, article('a41', 'The article was written anew.'));
      const changes = await draft.putEntry(entry('jsonl', changed, 'h2'));
      expect(changes).toMatchObject({ added: [], changed: ['a41'], left: [], clashes: [] });
      expect(changes.unchanged).toHaveLength(99);
      expect(await embedAll(draft)).toBe(1);
      expect(await draft.leavingLabels()).toEqual(before.a41);
      const fresh: number[] = [];
      for await (const { label } of draft.newVectors()) fresh.push(label);
      const canary = new Float32Array(64).fill(1);
      await draft.publish({ canary, graph: null, builtAt: '2024-05-02T00:00:00.000Z' });
      const after = await labelsByDocument(store);
      expect(after).toEqual({ ...before, a41: fresh });
      expect(fresh).toHaveLength(1);
    });

    it('let go what they give no more, and what they gave when they are retired', async () => {
      const store = site().openStore();
      await publish(store, { entries: [entry('jsonl', [article('one'), article('two')])] });
      const draft = await draftOf(store);
      const changes = await draft.putEntry(entry('jsonl', [article('two')], 'h2'));
      expect(changes).toMatchObject({ unchanged: ['two'], left: ['one'] });
      expect(await draft.retireEntry('jsonl')).toEqual(['two']);
      expect(await draft.counts()).toEqual({ documents: 0, passages: 0 });
      expect(await store.entryHashes('default')).toEqual(new Map([['jsonl', 'h']]));
    });

    it('never overwrite a document of another entry, nor one of their own', async () => {
      const store = site().openStore();
      await publish(store, { entries: [entry('first', [article('one')])] });
      const draft = await draftOf(store);
      const other = article('one', 'Somebody else took the id.');
      const changes = await draft.putEntry(
        entry('second', [other, article('two'), article('two', 'The second two.')]),
      );
      expect(changes.added).toEqual(['two']);
      expect(changes.clashes.map(({ document, heldBy }) => [document.id, heldBy])).toEqual([
        ['one', 'first'],
        ['two', 'second'],
      ]);
      expect(await draft.counts()).toEqual({ documents: 2, passages: 2 });
    });

    it('may hand a document on to another entry', async () => {
      const store = site().openStore();
      await publish(store, { entries: [entry('first', [article('one'), article('two')])] });
      const draft = await draftOf(store);
      expect((await draft.putEntry(entry('first', [article('two')], 'h2'))).left).toEqual(['one']);
      const changes = await draft.putEntry(entry('second', [article('one')]));
      expect(changes).toMatchObject({ changed: ['one'], added: [], clashes: [] });
      expect(await draft.pendingTexts()).toEqual([]);
    });

    it('of other collections hold no id against this one', async () => {
      const store = site().openStore();
      await publish(store, { collection: 'there', entries: [entry('x', [article('one')])] });
      const draft = await draftOf(store);
      expect((await draft.putEntry(entry('y', [article('one')]))).clashes).toEqual([]);
    });

    it('give new rows where only a fact of a document changed', async () => {
      const store = site().openStore();
      await publish(store, { entries: [entry('x', [article('one')])] });
      const { document } = article('one');
      const dated = versionOf({ ...document, date: '2021' });
      const draft = await draftOf(store);
      expect((await draft.putEntry(entry('x', [dated], 'h2'))).changed).toEqual(['one']);
      expect(await draft.pendingTexts()).toEqual([]);
    });

    it('are what they were after an abandoned draft', async () => {
      const store = site().openStore();
      const published = [entry('x', [article('one')], 'h1'), entry('y', [article('two')], 'h1')];
      await publish(store, { entries: published });
      await draftOf(store, {
        entries: [entry('x', [article('one', 'New.')], 'h2')],
        retire: ['y'],
      });
      await draftOf(store);
      const hashes = new Map([
        ['x', 'h1'],
        ['y', 'h1'],
      ]);
      expect(await store.entryHashes('default')).toEqual(hashes);
      expect(Object.keys(await labelsByDocument(store)).sort()).toEqual(['one', 'two']);
    });
  });
}
