// Vectors travel: what one store exports another takes in, bit for bit, and embeds nothing again.

import { describe, expect, it } from 'vitest';
import type { CarriedEmbedding } from '../../../src/store/knowledge-store.js';
import { documentOf, versionOf } from '../../support/builders.js';
import { failureOf } from '../../support/failure-of.js';
import { FAKE_MODEL } from '../../support/fake-embedder.js';
import { draftOf, publish } from '../../support/published.js';
import type { OpenSite } from '../knowledge-store-contract.js';

const PUT = ['One sentence alone.', 'Two sentences here. They are both short.'].map((text, i) =>
  versionOf(documentOf(`${i}.md`, { paragraphs: [text] })),
);

async function exported(site: OpenSite): Promise<CarriedEmbedding[]> {
  const store = site().openStore();
  await publish(store, { put: [versionOf(documentOf('x.md'))], collection: 'other' });
  const generation = await publish(store, { put: PUT });
  const items: CarriedEmbedding[] = [];
  for await (const item of store.exportEmbeddings(generation)) items.push(item);
  return items;
}

export function describeCarrying(site: OpenSite): void {
  describe('embeddings', () => {
    it('of a generation are exported once each, and imported so that nothing is pending', async () => {
      const items = await exported(site);
      expect(items).toHaveLength(2);
      expect(items.map(({ sentences }) => sentences?.count ?? null).sort()).toEqual([2, null]);
      const store = site().openStore();
      expect(await store.importEmbeddings(FAKE_MODEL, items)).toBe(2);
      expect(await store.importEmbeddings(FAKE_MODEL, items)).toBe(0);
      const draft = await draftOf(store, { put: PUT });
      expect(await draft.pendingTexts()).toEqual([]);
      const canary = new Float32Array(64).fill(1);
      const generation = await draft.publish({ canary, graph: null, builtAt: '2024-05-01' });
      const again: CarriedEmbedding[] = [];
      for await (const item of store.exportEmbeddings(generation)) again.push(item);
      const byHash = (a: CarriedEmbedding, b: CarriedEmbedding) => (a.hash < b.hash ? -1 : 1);
      expect(again.sort(byHash)).toEqual(items.sort(byHash));
    });

    it('of another model are not taken for this one', async () => {
      const items = await exported(site);
      const store = site().openStore();
      await store.importEmbeddings({ ...FAKE_MODEL, fingerprint: 'fake-2' }, items);
      const draft = await draftOf(store, { put: PUT });
      expect(await draft.pendingTexts()).toHaveLength(2);
    });

    it('that are not what they should be are refused, and none of their batch is kept', async () => {
      const [sound, ...others] = await exported(site);
      if (sound === undefined) throw new Error('nothing was exported');
      const two = [sound, ...others].find(({ sentences }) => sentences !== null)?.sentences;
      if (two === undefined || two === null) throw new Error('no sentences were exported');
      const broken: CarriedEmbedding[] = [
        { ...sound, hash: '../../etc' },
        { ...sound, passage: new Float32Array(3).fill(1) },
        { ...sound, passage: new Float32Array(64).fill(NaN) },
        { ...sound, passage: new Float32Array(64) },
        { ...sound, sentences: { ...two, count: 3 } },
        { ...sound, sentences: { ...two, scales: new Float32Array([Infinity, 1]) } },
      ];
      for (const item of broken) {
        const store = site().openStore();
        const failure = await failureOf(() => store.importEmbeddings(FAKE_MODEL, [sound, item]));
        expect(failure.code).toBe('model_mismatch');
        expect(await store.importEmbeddings(FAKE_MODEL, [sound])).toBe(1);
      }
    });
  });
}
