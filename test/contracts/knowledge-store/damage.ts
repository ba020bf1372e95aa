// Bytes that changed behind the store's back are named; they are never quoted and never compared.

import { describe, expect, it } from 'vitest';
import { documentOf, versionOf } from '../../support/builders.js';
import { failureOf } from '../../support/failure-of.js';
import { publish } from '../../support/published.js';
import type { OpenSite, StoreSite } from '../knowledge-store-contract.js';

async function withTwoDocuments(place: StoreSite) {
  const store = place.openStore();
  const put = ['sound.md', 'broken.md'].map((file) =>
    versionOf(documentOf(file, { paragraphs: [`This is ${file}. It has two sentences.`] })),
  );
  const generation = await publish(store, { put });
  const [sound = 0, broken = 0] = await store.labelsMatching(generation, {});
  return { store, generation, sound, broken };
}

export function describeDamage(site: OpenSite): void {
  describe('damaged bytes', () => {
    it('in a text: refused with the name of the file, while others are read', async () => {
      const place = site();
      const { store, sound, broken } = await withTwoDocuments(place);
      await place.damageText(broken);
      const failure = await failureOf(() => store.passages([sound, broken]));
      expect(failure.code).toBe('index_corrupt');
      expect(failure.message).toContain('broken.md');
      expect(failure.remedy).toContain('build-index');
      expect(await store.passages([sound])).toHaveLength(1);
    });

    it('in a vector: refused, alone and among all', async () => {
      const place = site();
      const { store, generation, sound, broken } = await withTwoDocuments(place);
      await place.damageVector(broken);
      expect((await failureOf(() => store.vectors([broken]))).code).toBe('index_corrupt');
      expect(await store.vectors([sound])).toHaveLength(1);
      const all = async (): Promise<void> => {
        for await (const item of store.allVectors(generation)) expect(item.label).toBe(sound);
      };
      expect((await failureOf(all)).code).toBe('index_corrupt');
    });

    it('in the vector of a neighbour: refused', async () => {
      const place = site();
      const store = place.openStore();
      const paragraphs = ['One line. '.repeat(15).trim(), 'Two lines. '.repeat(15).trim()];
      const generation = await publish(store, {
        put: [versionOf(documentOf('n.md', { paragraphs }))],
      });
      const [first = 0, second = 0] = await store.labelsMatching(generation, {});
      await place.damageVector(second);
      expect((await failureOf(() => store.neighbourVectors([first]))).code).toBe('index_corrupt');
    });

    it('in the vectors of sentences: refused', async () => {
      const place = site();
      const { store, broken } = await withTwoDocuments(place);
      await place.damageSentences(broken);
      expect((await failureOf(() => store.sentenceVectors([broken]))).code).toBe('index_corrupt');
    });
  });
}
