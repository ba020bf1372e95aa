// Drafts, publishing, replacing, retiring and sweeping; collections apart from each other.

import { describe, expect, it } from 'vitest';
import type { Generation, KnowledgeReader } from '../../../src/store/knowledge-store.js';
import { documentOf, versionOf } from '../../support/builders.js';
import { failureOf } from '../../support/failure-of.js';
import { FAKE_MODEL } from '../../support/fake-embedder.js';
import { draftOf, embedAll, entryOf, publish } from '../../support/published.js';
import type { OpenSite } from '../knowledge-store-contract.js';

const A = versionOf(documentOf('a.md', { paragraphs: ['Alpha stands in the first document.'] }));
const B = versionOf(documentOf('b.md', { paragraphs: ['Beta stands in the second document.'] }));
const A2 = versionOf(
  documentOf('a.md', { paragraphs: ['Gamma has taken the place of the first document.'] }),
);

const LATER = new Date('2030-01-01');

async function filesOf(reader: KnowledgeReader, generation: Generation): Promise<string[]> {
  return (await reader.listDocuments(generation)).map((document) => document.file);
}

async function hits(
  reader: KnowledgeReader,
  generation: Generation,
  term: string,
): Promise<number> {
  const found = await reader.lexical(generation, { terms: [term], limit: 10, filter: {} });
  return found.length;
}

export function describeGenerations(site: OpenSite): void {
  describe('generations', () => {
    it('has none before the first is published', async () => {
      const store = site().openStore();
      expect(await store.current('default')).toBeNull();
      expect(await store.entryHashes('default')).toEqual(new Map());
    });

    it('keeps what was published after closing and opening again', async () => {
      const place = site();
      const store = place.openStore();
      const published = await publish(store, { put: [A, B] });
      await store.close();
      const reader = place.openReader();
      expect(await reader.current('default')).toEqual(published);
      expect(published).toMatchObject({ number: 1, documents: 2, passages: 2, model: FAKE_MODEL });
      expect(await filesOf(reader, published)).toEqual(['a.md', 'b.md']);
    });

    it('keeps what was measured of a generation, and of no other', async () => {
      const place = site();
      const store = place.openStore();
      const published = await publish(store, { put: [A] });
      expect(published.measure).toBeNull();
      const measured = await store.setMeasure(published, { vocabularyGap: 0.25 });
      expect(measured).toEqual({ ...published, measure: { vocabularyGap: 0.25 } });
      expect(await place.openReader().current('default')).toEqual(measured);
      expect((await publish(store, { put: [A2] })).measure).toBeNull();
    });

    it('gives the texts of a generation, or as many as are wanted, spread over it', async () => {
      const store = site().openStore();
      await publish(store, { collection: 'other', put: [B] });
      const many = Array.from({ length: 450 }, (_, i) =>
        versionOf(documentOf(`${i}.md`, { paragraphs: [`Text ${i}.`] })),
      );
      const generation = await publish(store, { put: many });
      const texts = async (most: number): Promise<string[]> => {
        const found: string[] = [];
        for await (const slice of store.sampleTexts(generation, most)) found.push(...slice);
        return found;
      };
      expect(await texts(1_000)).toEqual(many.map(({ passages }) => passages[0]?.text));
      const some = await texts(45);
      expect(some.length).toBeGreaterThanOrEqual(44);
      expect(some.length).toBeLessThanOrEqual(46);
      expect(await texts(45)).toEqual(some);
    });

    it('shows a published generation to a reader that was open before', async () => {
      const place = site();
      const store = place.openStore();
      const first = await publish(store, { put: [A] });
      const reader = place.openReader();
      expect(await reader.current('default')).toEqual(first);
      const second = await publish(store, { put: [B] });
      expect(await reader.current('default')).toEqual(second);
    });

    it('shows nothing of a draft before it is published', async () => {
      const place = site();
      const store = place.openStore();
      const published = await publish(store, { put: [A] });
      await embedAll(await draftOf(store, { put: [A2, B] }));
      const reader = place.openReader();
      expect(await reader.current('default')).toEqual(published);
      expect(await filesOf(reader, published)).toEqual(['a.md']);
      expect(await hits(reader, published, 'beta')).toBe(0);
      expect(await hits(reader, published, 'alpha')).toBe(1);
      expect(await reader.labelsMatching(published, {})).toHaveLength(1);
      expect([...(await store.entryHashes('default')).keys()]).toEqual([A.document.id]);
    });

    it('counts no word of a draft before it is published', async () => {
      const store = site().openStore();
      const published = await publish(store, { put: [A] });
      await draftOf(store, { put: [B] });
      expect(await store.termFrequencies(published, ['beta', 'alpha'])).toEqual([0, 1]);
    });

    it('counts a word once after every text was put again', async () => {
      const store = site().openStore();
      await publish(store, { put: [A, B] });
      const second = await publish(store, { put: [A, B], reuseVectors: false });
      expect(await store.termFrequencies(second, ['document'])).toEqual([2]);
    });

    it('keeps nothing of an abandoned draft but its vectors', async () => {
      const store = site().openStore();
      const published = await publish(store, { put: [A] });
      await embedAll(await draftOf(store, { put: [B], retire: [A.document.id] }));
      const draft = await draftOf(store);
      expect(await draft.counts()).toEqual({ documents: 1, passages: 1 });
      await draft.putEntry(entryOf(B));
      expect(await draft.pendingTexts()).toEqual([]);
      expect(draft.number).toBe(published.number + 1);
    });

    it('embeds anew where vectors may not be reused', async () => {
      const store = site().openStore();
      await publish(store, { put: [A] });
      const anew = await draftOf(store, { put: [A, B], reuseVectors: false });
      expect(await anew.pendingTexts()).toHaveLength(2);
    });

    it('embeds anew for another model, by itself or where that is forced', async () => {
      const place = site();
      const store = place.openStore();
      const before = await publish(store, { put: [A] });
      const model = { ...FAKE_MODEL, name: 'other', fingerprint: 'fake-2' };
      if (place.guardsModel === true) {
        const failure = await failureOf(() => draftOf(store, { model }));
        expect(failure.code).toBe('store_mismatch');
        expect(failure.message).toMatch(/fake .*not with other/);
        expect(failure.remedy).toContain('--force');
        expect(await store.current('default')).toEqual(before);
      }
      const reuseVectors = place.guardsModel !== true;
      const other = await draftOf(store, { put: [A], model, reuseVectors });
      expect(await other.pendingTexts()).toHaveLength(1);
      await embedAll(other);
      const canary = new Float32Array(64).fill(1);
      await other.publish({ canary, graph: null, builtAt: '2024-05-02T00:00:00.000Z' });
      expect((await store.current('default'))?.model).toEqual(model);
    });

    it('asks once for a text that stands in two documents', async () => {
      const store = site().openStore();
      const paragraphs = ['The same words stand here.'];
      const put = ['x.md', 'y.md'].map((file) => versionOf(documentOf(file, { paragraphs })));
      const draft = await draftOf(store, { put });
      expect(await embedAll(draft)).toBe(1);
      const { passages } = await draft.counts();
      expect(passages).toBe(2);
    });

    it('keeps one version of a document that is put twice into a draft', async () => {
      const store = site().openStore();
      const published = await publish(store, { put: [A, A2] });
      expect(await filesOf(store, published)).toEqual(['a.md']);
    });

    it('shows a replaced document to the generation before until it is swept', async () => {
      const store = site().openStore();
      const first = await publish(store, { put: [A, B] });
      const second = await publish(store, { put: [A2] });
      await store.sweep('default', LATER);
      expect(await hits(store, first, 'alpha')).toBe(1);
      expect(await hits(store, first, 'gamma')).toBe(0);
      expect(await hits(store, second, 'alpha')).toBe(0);
      expect(await hits(store, second, 'gamma')).toBe(1);
      await publish(store, { retire: [B.document.id] });
      await store.sweep('default', LATER);
      expect(await hits(store, first, 'alpha')).toBe(0);
    });

    it('shows a retired document to the generation before until it is swept', async () => {
      const store = site().openStore();
      const first = await publish(store, { put: [A, B] });
      const [label = 0] = await store.labelsOf(first, B.document.id);
      const second = await publish(store, { retire: [B.document.id] });
      await store.sweep('default', LATER);
      expect(await filesOf(store, first)).toEqual(['a.md', 'b.md']);
      expect(await filesOf(store, second)).toEqual(['a.md']);
      expect(await store.passages([label])).toHaveLength(1);
      await publish(store, { put: [A2] });
      await store.sweep('default', LATER);
      expect(await store.passages([label])).toEqual([]);
    });

    it('never gives a label twice', async () => {
      const store = site().openStore();
      const first = await publish(store, { put: [A, B] });
      const before = await store.labelsMatching(first, {});
      await draftOf(store, { put: [A2] });
      const second = await publish(store, { put: [A2, B] });
      const [fresh = 0] = await store.labelsOf(second, A2.document.id);
      expect(fresh).toBeGreaterThan(Math.max(...before));
    });

    it('points a generation at a graph that was built later', async () => {
      const place = site();
      const store = place.openStore();
      const published = await publish(store, { put: [A] });
      const sizes = { dimension: 64, count: 1, bytes: 5, sha256: 'ab' };
      const graph = { file: 'g.hnsw', metric: 'cosine' as const, ...sizes };
      const mended = await store.replaceGraph(published, graph);
      expect(mended).toEqual({ ...published, graph });
      expect(await place.openReader().current('default')).toEqual(mended);
    });

    it('refuses a vector of another dimension than the model has', async () => {
      const draft = await draftOf(site().openStore(), { put: [A] });
      await expect(putVector(draft, new Float32Array(3).fill(0.5))).rejects.toThrow();
    });

    it('refuses a vector that holds no numbers', async () => {
      const draft = await draftOf(site().openStore(), { put: [A] });
      await expect(putVector(draft, new Float32Array(64).fill(NaN))).rejects.toThrow();
    });
  });

  describe('collections', () => {
    it('keep the same document apart', async () => {
      const store = site().openStore();
      const here = await publish(store, { put: [A], collection: 'here' });
      const there = await publish(store, { put: [A2, B], collection: 'there' });
      await publish(store, { retire: [A.document.id], collection: 'there' });
      expect(await filesOf(store, here)).toEqual(['a.md']);
      expect(await hits(store, here, 'alpha')).toBe(1);
      expect(await hits(store, there, 'alpha')).toBe(0);
      expect(await hits(store, here, 'beta')).toBe(0);
      expect(await store.labelsOf(here, B.document.id)).toEqual([]);
      expect(await store.paragraphs(here, B.document.id)).toEqual([]);
      expect([...(await store.entryHashes('here')).keys()]).toEqual([A.document.id]);
    });

    it('do not show their words to each other', async () => {
      const store = site().openStore();
      const here = await publish(store, { put: [A], collection: 'here' });
      await publish(store, { put: [B], collection: 'there' });
      expect(await store.termFrequencies(here, ['beta'])).toEqual([0]);
    });

    it('give only their own vectors', async () => {
      const store = site().openStore();
      const here = await publish(store, { put: [A], collection: 'here' });
      await publish(store, { put: [B], collection: 'there' });
      const labels: number[] = [];
      for await (const { label } of store.allVectors(here)) labels.push(label);
      expect(labels).toEqual(await store.labelsMatching(here, {}));
    });
  });
}

async function putVector(
  draft: Awaited<ReturnType<typeof draftOf>>,
  passage: Float32Array,
): Promise<void> {
  const [pending] = await draft.pendingTexts();
  await draft.putEmbeddings([{ hash: pending?.hash ?? '', passage, sentences: [] }]);
}
