// The copy of a store that stands for a database: what is in it afterwards, what was read for it, and what is gone.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Generation, KnowledgeReader } from '../../src/store/knowledge-store.js';
import { openHnswIndex } from '../../src/vector-index/hnsw-index.js';
import { copySite, stands, storyOf, type CopySite } from '../support/copy-site.js';
import { hnsw, requireHnsw } from '../support/graphs.js';
import { publish } from '../support/published.js';

/** Everything that a search may read of a collection's current generation. */
async function everythingIn(reader: KnowledgeReader, collection = 'default') {
  const generation = await reader.current(collection);
  if (generation === null) return null;
  const labels = await reader.labelsMatching(generation, {});
  const documents = await reader.listDocuments(generation);
  const ofEach = async <T>(read: (one: Generation, id: string) => Promise<T>): Promise<T[]> => {
    const all: T[] = [];
    for (const { id } of documents) all.push(await read(generation, id));
    return all;
  };
  return {
    generation,
    facts: await reader.facts(generation),
    documents,
    paragraphs: await ofEach((one, id) => reader.paragraphs(one, id)),
    labelsOf: await ofEach((one, id) => reader.labelsOf(one, id)),
    copies: await ofEach((one, id) => reader.copiesOf(one, id)),
    passages: await reader.passages(labels),
    vectors: await reader.vectors(labels),
    sentences: await reader.sentenceVectors(labels),
    words: await reader.lexical(generation, {
      terms: ['harbour', 'wrote'],
      limit: 100,
      filter: {},
    }),
    frequencies: await reader.termFrequencies(generation, ['harbour', 'anna']),
    phrases: await reader.labelsMatching(generation, { phrases: ['part 2 of anna'] }),
  };
}

const everythingCopied = (site: CopySite, collection?: string) =>
  site.look((copy) => everythingIn(copy, collection));

describe('copyRound', () => {
  it('makes a copy that reads as the store does, label by label', async () => {
    const site = copySite();
    await publish(site.database, { put: [storyOf('anna'), storyOf('bert'), storyOf('carl')] });
    const draft = await site.database.current('default');
    if (draft !== null) await site.database.setMeasure(draft, { vocabularyGap: 0.25 });
    expect(await site.round()).toMatchObject({ copied: ['default'], removed: [] });
    expect(await everythingCopied(site)).toEqual(await everythingIn(site.database));
  });

  it('reads only what is new, and takes what has left along as a past version', async () => {
    const site = copySite();
    const first = [storyOf('anna'), storyOf('bert'), storyOf('carl')];
    await publish(site.database, { put: first });
    await site.round();
    const before = await everythingIn(site.database);
    await publish(site.database, {
      put: [storyOf('dora'), storyOf('bert', { word: 'station' })],
      retire: [first[2]?.document.id ?? ''],
      builtAt: '2024-05-01T13:00:00.000Z',
    });
    const fresh = new Set((await everythingIn(site.database))?.passages.map(({ label }) => label));
    for (const { label } of before?.passages ?? []) fresh.delete(label);
    site.switched.forgetRows();
    expect(await site.round()).toMatchObject({ copied: ['default'], removed: [] });
    expect(fresh.size).toBeGreaterThan(0);
    expect(site.switched.rows('passages')).toBe(fresh.size);
    expect(site.switched.rows('vectors')).toBe(fresh.size);
    expect(site.switched.rows('sentenceVectors')).toBe(fresh.size);
    expect(site.switched.rows('paragraphs')).toBe(12);
    expect(await everythingCopied(site)).toEqual(await everythingIn(site.database));
    const left = (before?.passages ?? []).map(({ label }) => label);
    const past = await site.database.pastPassages('default', left);
    expect(past.map((one) => one.left)).toContain('withdrawn');
    expect(await site.look((copy) => copy.pastPassages('default', left))).toEqual(past);
    const [label = 0] = past.map(({ passage }) => passage.label);
    expect(await site.look((copy) => copy.pastParagraphs('default', label))).toEqual(
      await site.database.pastParagraphs('default', label),
    );
  });

  it('reads nothing of a generation that it has', async () => {
    const site = copySite();
    await publish(site.database, { put: [storyOf('anna')] });
    await site.round();
    site.switched.forgetRows();
    expect(await site.round()).toMatchObject({ copied: [], removed: [] });
    expect(site.switched.rows('labelsMatching')).toBe(0);
    expect(site.switched.rows('passages')).toBe(0);
  });

  it('skips generations, as far as several were published between two rounds', async () => {
    const site = copySite();
    await publish(site.database, { put: [storyOf('anna')] });
    await site.round();
    for (const name of ['bert', 'carl', 'dora']) {
      await publish(site.database, { put: [storyOf(name)] });
      await site.database.sweep('default', new Date('2024-06-01'));
    }
    await site.round();
    expect(await everythingCopied(site)).toEqual(await everythingIn(site.database));
  });

  it('goes on with what was copied before the database went away, of whichever generation', async () => {
    const site = copySite();
    const names = Array.from({ length: 8 }, (_, i) => `person-${i}`);
    await publish(site.database, { put: names.map((name) => storyOf(name, { sentences: 12 })) });
    let reads = 0;
    site.switched.beforeCall = (method) => {
      if (method === 'paragraphs' && (reads += 1) > 5) site.switched.isOn = false;
    };
    await expect(site.round()).rejects.toMatchObject({ code: 'store_unavailable' });
    expect(await everythingCopied(site)).toBeNull();
    site.switched.beforeCall = () => undefined;
    site.switched.isOn = true;
    await publish(site.database, { put: [storyOf('late')] });
    site.switched.forgetRows();
    await site.round();
    expect(site.switched.rows('paragraphs')).toBe(3 * 12 + 6);
    expect(await everythingCopied(site)).toEqual(await everythingIn(site.database));
  });

  it('copies documents without passages, and those whose facts alone changed', async () => {
    const site = copySite();
    const bare = storyOf('bare', { sentences: 1 });
    await publish(site.database, { put: [{ ...bare, passages: [] }, storyOf('anna')] });
    await site.round();
    expect(await everythingCopied(site)).toEqual(await everythingIn(site.database));
    const renamed = { ...bare, document: { ...bare.document, title: 'Another title' } };
    await publish(site.database, { put: [{ ...renamed, passages: [] }] });
    await site.round();
    expect(await everythingCopied(site)).toEqual(await everythingIn(site.database));
    await publish(site.database, { put: [renamed] });
    await site.round();
    expect(await everythingCopied(site)).toEqual(await everythingIn(site.database));
  });

  it('keeps what is used here apart, and names what is too large once', async () => {
    const site = copySite();
    const used = ['g-100000000000000001', 'default', 'gone'];
    for (const collection of ['default', 'g-100000000000000001', 'g-100000000000000002']) {
      await publish(site.database, { collection, put: [storyOf(`of-${collection}`)] });
    }
    await publish(site.database, {
      put: Array.from({ length: 9 }, (_, i) => storyOf(`much-${i}`)),
    });
    const limits = { passages: 20, passagesInAll: 30 };
    await site.round({ used, limits });
    await site.round({ used, limits });
    expect(site.said).toEqual([
      '"default" is not copied to this machine: it has more passages than are copied of one collection.',
    ]);
    const { copied, notCopied } = await site.look((copy) => copy.notes());
    expect([...copied.keys()]).toEqual(['g-100000000000000001']);
    expect(Object.fromEntries(notCopied)).toEqual({
      default: 'too_large',
      'g-100000000000000002': 'not_used',
    });
  });

  it('leaves no trace of a collection that was removed, in no file', async () => {
    const site = copySite();
    await publish(site.database, { put: [storyOf('anna')] });
    const collection = 'g-100000000000000001';
    const used = ['default', collection];
    await publish(site.database, { collection, put: [storyOf('quetzalroad')] });
    await site.round({ used });
    await publish(site.database, { collection, put: [storyOf('quetzalroad', { word: 'canal' })] });
    await site.round({ used });
    expect(stands('quetzalroad', site.folder)).toBe(true);
    await site.database.removeCollection(collection);
    expect(await site.round({ used })).toMatchObject({
      copied: [],
      removed: [collection],
      inUse: ['default'],
    });
    expect(stands('quetzalroad', site.folder)).toBe(false);
    expect(stands(collection, site.folder)).toBe(false);
    expect(await everythingCopied(site)).toEqual(await everythingIn(site.database));
  });

  it('leaves no trace of a document that was removed for good, from the current generation or a past one', async () => {
    const site = copySite();
    const secret = storyOf('quetzalroad');
    await publish(site.database, { put: [storyOf('anna'), secret] });
    await site.round();
    expect(stands('quetzalroad', site.folder)).toBe(true);
    await site.database.forgetDocument('default', secret.document.id);
    await site.round();
    expect(stands('quetzalroad', site.folder)).toBe(false);
    expect(await everythingCopied(site)).toEqual(await everythingIn(site.database));
    await publish(site.database, { put: [secret] });
    await site.round();
    await publish(site.database, { retire: [secret.document.id] });
    await site.round();
    expect(stands('quetzalroad', site.folder)).toBe(true);
    await site.database.forgetDocument('default', secret.document.id);
    await site.round({ now: () => new Date('2024-05-01T14:00:00.000Z') });
    expect(stands('quetzalroad', site.folder)).toBe(false);
  });

  it.skipIf(hnsw === null)(
    'has a graph where there are too many vectors to compare, and lets it grow',
    async () => {
      const site = copySite();
      const parts = { hnsw, mostExact: 10 };
      await publish(site.database, {
        put: ['anna', 'bert', 'carl', 'dora'].map((one) => storyOf(one)),
      });
      await site.round(parts);
      await publish(site.database, { put: [storyOf('emma')] });
      await site.round(parts);
      const generation = await site.look((copy) => copy.current('default'));
      const graph = generation?.graph ?? null;
      if (generation === null || graph === null) throw new Error('there is no graph');
      const path = join(site.folder, 'graphs', graph.file);
      const index = await openHnswIndex(requireHnsw(), path, graph);
      const labels = await site.database.labelsMatching(generation, {});
      for (const { label, vector } of await site.database.vectors(labels)) {
        expect((await index.search(vector, 1))[0]?.label).toBe(label);
      }
      await index.close();
      expect(index.count).toBe(labels.length);
      // The graph of the generation before serves who is still on it.
      expect(readdirSync(join(site.folder, 'graphs'))).toHaveLength(2);
      await site.database.removeCollection('default');
      await site.round(parts);
      expect(readdirSync(join(site.folder, 'graphs'))).toEqual([]);
    },
  );

  it('copies anew where the store was set back or is another one', async () => {
    const site = copySite();
    await publish(site.database, { put: [storyOf('anna')] });
    await publish(site.database, { put: [storyOf('bert')] });
    await site.round();
    const other = copySite();
    await publish(other.database, { put: [storyOf('dora')], builtAt: '2024-07-01T00:00:00.000Z' });
    await site.round({ reader: other.database });
    expect(await everythingCopied(site)).toEqual(await everythingIn(other.database));
  });
});
