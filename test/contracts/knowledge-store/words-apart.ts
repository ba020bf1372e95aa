// Scores and counts are those of one collection's published texts: nothing of another collection shows in them.

import { describe, expect, it } from 'vitest';
import type { Generation, KnowledgeReader } from '../../../src/store/knowledge-store.js';
import { documentOf, versionOf } from '../../support/builders.js';
import { draftOf, embedAll, publish } from '../../support/published.js';
import type { OpenSite } from '../knowledge-store-contract.js';

const texts = (name: string, lines: readonly string[]) =>
  lines.map((line, i) => versionOf(documentOf(`${name}-${i}.md`, { paragraphs: [line] })));

const HERE = texts('here', [
  'The consulate in the north was closed.',
  'A consulate is not an embassy, and the consulate knew.',
  'Nothing was said of it in the south.',
]);

const THERE = texts('there', [
  'Consulate after consulate was closed there.',
  'A very long text of other things, which makes the mean length of a text another one by far.',
  'The consulate again.',
]);

/** What a search shows of the words of a collection. */
async function seen(reader: KnowledgeReader, generation: Generation) {
  const terms = ['consulate', 'closed', 'embassy'];
  return {
    scores: await reader.lexical(generation, { terms, limit: 10, filter: {} }),
    frequencies: await reader.termFrequencies(generation, terms),
    without: await reader.labelsMatching(generation, { without: ['consulate'] }),
    phrase: await reader.labelsMatching(generation, { phrases: ['was closed'] }),
  };
}

export function describeWordsApart(site: OpenSite): void {
  describe('words of a collection', () => {
    it('score the same whatever another collection holds', async () => {
      const store = site().openStore();
      const here = await publish(store, { put: HERE, collection: 'here' });
      const alone = await seen(store, here);
      await publish(store, { put: THERE, collection: 'there' });
      expect(await seen(site().openStore(), here)).not.toEqual(alone);
      expect(await seen(store, here)).toEqual(alone);
      await store.removeCollection('there');
      expect(await seen(store, here)).toEqual(alone);
    });

    it('score the same while a draft is being made', async () => {
      const place = site();
      const store = place.openStore();
      const published = await publish(store, { put: HERE });
      const before = await seen(store, published);
      await embedAll(await draftOf(store, { put: THERE, retire: [HERE[0]?.document.id ?? ''] }));
      expect(await seen(place.openReader(), published)).toEqual(before);
    });

    it('score as if what left had never been, once it is swept', async () => {
      const store = site().openStore();
      await publish(store, { put: [...HERE, ...THERE] });
      await publish(store, { retire: THERE.map(({ document }) => document.id) });
      const last = await publish(store, { put: texts('new', ['A late line.']) });
      await store.sweep('default', new Date('2030-01-01'));
      const fresh = site().openStore();
      const same = await publish(fresh, { put: [...HERE, ...texts('new', ['A late line.'])] });
      const bm25 = async (reader: KnowledgeReader, generation: Generation) =>
        (await seen(reader, generation)).scores.map((candidate) => candidate.bm25.toFixed(9));
      expect(await bm25(store, last)).toEqual(await bm25(fresh, same));
    });

    it('are asked for among the labels of that collection alone', async () => {
      const store = site().openStore();
      const here = await publish(store, { put: HERE, collection: 'here' });
      const there = await publish(store, { put: THERE, collection: 'there' });
      const foreign = await store.labelsMatching(there, {});
      expect(await store.termPresence(here, ['consulate'], foreign)).toEqual([new Set()]);
      const [hits] = await store.termPresence(there, ['consulate'], foreign);
      expect(hits?.size).toBe(2);
    });

    it('are none where the collection was never published', async () => {
      const store = site().openStore();
      const here = await publish(store, { put: HERE, collection: 'here' });
      const nowhere = { ...here, collection: 'nowhere' };
      expect(await seen(store, nowhere)).toEqual({
        scores: [],
        frequencies: [0, 0, 0],
        without: [],
        phrase: [],
      });
    });
  });
}
