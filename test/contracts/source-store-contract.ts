// What every SourceStore must do. In: a site where it can be opened, closed and opened again.

import { describe, expect, it } from 'vitest';
import type { SourceStore } from '../../src/sources/source-store.js';
import { afterNoon, NOON, originalOf, sourceOf, stateOf } from '../support/source-builders.js';

export interface SourceStoreUnderTest {
  readonly name: string;
  /** Opens a store in a fresh, empty place; it is closed when the test ends. */
  readonly open: () => SourceStore;
}

export function describeSourceStore({ name, open }: SourceStoreUnderTest): void {
  describe(`SourceStore contract: ${name}`, () => {
    describeSources(open);
    describeDue(open);
    describeOriginals(open);
    describeSettings(open);
    describeRemoval(open);
  });
}

type Open = SourceStoreUnderTest['open'];

function describeSources(open: Open): void {
  it('gives a source back as it was put, and only to its own collection', async () => {
    const store = open();
    const source = sourceOf({ include: ['*/a/*'], select: 'article', most: 5, language: 'en' });
    await store.putSource(source);
    expect(await store.source('default', source.id)).toEqual(source);
    expect(await store.sources('default')).toEqual([source]);
    expect(await store.source('other', source.id)).toBeNull();
    expect(await store.sources('other')).toEqual([]);
  });

  it('replaces a source with the same id, and its state stays', async () => {
    const store = open();
    const source = sourceOf();
    await store.putSource(source);
    await store.putState(stateOf(source));
    await store.putSource({ ...source, outlet: 'Another name' });
    expect((await store.source('default', source.id))?.outlet).toBe('Another name');
    expect(await store.states('default')).toEqual([stateOf(source)]);
  });

  it('keeps no state of a source that is not there', async () => {
    const store = open();
    await store.putState(stateOf(sourceOf()));
    expect(await store.states('default')).toEqual([]);
    await store.putSource(sourceOf());
    expect(await store.states('default')).toEqual([]);
  });

  it('replaces a state, with its problem and since when', async () => {
    const store = open();
    const source = sourceOf();
    const problem = { code: 'timeout', text: 'it took too long' };
    await store.putSource(source);
    await store.putState(stateOf(source));
    const failing = stateOf(source, { problem, failingSince: NOON, dueAt: null });
    await store.putState(failing);
    expect(await store.states('default')).toEqual([failing]);
    expect(await store.states('other')).toEqual([]);
  });

  it('removes a source with its state and originals, and nobody else’s', async () => {
    const store = open();
    const [one, two] = [sourceOf(), sourceOf({ place: 'https://b.example.org/' })];
    for (const source of [one, two]) {
      await store.putSource(source);
      await store.putState(stateOf(source));
      await store.putOriginal(originalOf('x', { url: source.place, sourceId: source.id }));
    }
    expect(await store.removeSource('other', one.id)).toBe(false);
    expect(await store.removeSource('default', one.id)).toBe(true);
    expect(await store.removeSource('default', one.id)).toBe(false);
    expect(await store.sources('default')).toEqual([two]);
    expect(await store.states('default')).toEqual([stateOf(two)]);
    expect((await store.originals('default')).map(({ sourceId }) => sourceId)).toEqual([two.id]);
  });
}

function describeDue(open: Open): void {
  const due = async (store: SourceStore, minutes: number): Promise<string[]> =>
    (await store.due(new Date(afterNoon(minutes)))).map(({ place }) => place);

  it('names what is due over all collections, the longest waiting first', async () => {
    const store = open();
    const late = sourceOf({ place: 'late', collection: 'a' });
    const early = sourceOf({ place: 'early', collection: 'b' });
    for (const source of [late, early]) await store.putSource(source);
    await store.putState(stateOf(late, { dueAt: afterNoon(20) }));
    await store.putState(stateOf(early, { dueAt: afterNoon(10) }));
    expect(await due(store, 9)).toEqual([]);
    expect(await due(store, 10)).toEqual(['early']);
    expect(await due(store, 30)).toEqual(['early', 'late']);
  });

  it('reads what is fetched once at least, and uploads never', async () => {
    const store = open();
    await store.putSource(sourceOf({ place: 'once', everyMinutes: null }));
    await store.putSource(sourceOf({ place: 'upload', kind: 'upload' }));
    await store.putSource(sourceOf({ place: 'folder', kind: 'folder', everyMinutes: null }));
    expect(await due(store, 0)).toEqual(['once']);
    const once = sourceOf({ place: 'once', everyMinutes: null });
    await store.putState(stateOf(once, { dueAt: null }));
    expect(await due(store, 10_000)).toEqual([]);
  });

  it('goes by a schedule that was given later', async () => {
    const store = open();
    const source = sourceOf({ everyMinutes: null });
    await store.putSource(source);
    await store.putState(stateOf(source, { dueAt: null }));
    await store.putSource({ ...source, everyMinutes: 30 });
    expect(await due(store, 29)).toEqual([]);
    expect(await due(store, 30)).toEqual([source.place]);
  });
}

function describeOriginals(open: Open): void {
  it('gives an original back byte for byte, and only to its own collection', async () => {
    const store = open();
    const original = originalOf('\0ä\u{1F600}', {
      links: ['https://feeds.example.org/1'],
      stated: { title: null },
      fallback: { title: 'A title', date: '2024-05' },
    });
    await store.putOriginal(original);
    const found = await store.original('default', original.id);
    expect(Buffer.from(found?.bytes ?? [])).toEqual(original.bytes);
    expect({ ...found, bytes: null }).toEqual({ ...original, bytes: null });
    expect(await store.original('other', original.id)).toBeNull();
  });

  it('replaces an original as a whole', async () => {
    const store = open();
    await store.putOriginal(originalOf('one'));
    await store.putOriginal(originalOf('two, longer', { fallback: { outlet: 'X' } }));
    const [only, ...rest] = await store.originals('default');
    expect(rest).toEqual([]);
    expect(only).toMatchObject({ size: 11, fallback: { outlet: 'X' } });
    expect(await store.holdings('default')).toEqual({ originals: 1, bytes: 11 });
  });

  it('changes the facts and leaves the bytes', async () => {
    const store = open();
    const original = originalOf('text');
    await store.putOriginal(original);
    const { bytes, ...facts } = { ...original, seenAt: afterNoon(5), state: 'draft' as const };
    expect(await store.describeOriginal(facts)).toBe(true);
    expect(await store.originals('default', 'draft')).toEqual([facts]);
    expect(await store.originals('default')).toEqual([]);
    const found = await store.original('default', original.id);
    expect(Buffer.from(found?.bytes ?? [])).toEqual(bytes);
    expect(await store.describeOriginal({ ...facts, id: 'gone' })).toBe(false);
  });

  it('lists facts by id, of a collection or of one source', async () => {
    const store = open();
    const put = (url: string, sourceId: string, collection = 'default'): Promise<void> =>
      store.putOriginal(originalOf(url, { url, sourceId, collection }));
    await put('https://a.example/c', 's1');
    await put('https://a.example/a', 's2');
    await put('https://a.example/b', 's1');
    await put('https://a.example/b', 's1', 'other');
    const ids = (await store.originals('default')).map(({ id }) => id);
    expect(ids).toHaveLength(3);
    expect(ids).toEqual([...ids].sort());
    const ofOne = await store.originalsOf('default', 's1');
    expect(ofOne.map(({ url }) => url).sort()).toEqual([
      'https://a.example/b',
      'https://a.example/c',
    ]);
  });

  it('removes drafts that were not confirmed in time, and counts drafts as held', async () => {
    const store = open();
    const draft = { state: 'draft' as const };
    await store.putOriginal(originalOf('old', { ...draft, url: null, name: 'old.txt' }));
    const young = { ...draft, url: null, name: 'young.txt', fetchedAt: afterNoon(60) };
    await store.putOriginal(originalOf('young', young));
    await store.putOriginal(originalOf('kept'));
    expect(await store.holdings('default')).toEqual({ originals: 3, bytes: 12 });
    expect(await store.removeDrafts(new Date(afterNoon(30)))).toBe(1);
    expect((await store.originals('default', 'draft')).map(({ name }) => name)).toEqual([
      'young.txt',
    ]);
    expect(await store.originals('default')).toHaveLength(1);
  });

  it('says whether there was something to remove', async () => {
    const store = open();
    const { id } = originalOf('x');
    await store.putOriginal(originalOf('x'));
    expect(await store.removeOriginal('other', id)).toBe(false);
    expect(await store.removeOriginal('default', id)).toBe(true);
    expect(await store.removeOriginal('default', id)).toBe(false);
    expect(await store.original('default', id)).toBeNull();
  });
}

function describeSettings(open: Open): void {
  it('shares a collection with nobody unless it is told to, and the operator’s own with everyone', async () => {
    const store = open();
    expect(await store.settings('a')).toEqual({ collection: 'a', sharedWith: [] });
    await store.putSettings({ collection: 'a', sharedWith: ['2', '1'] });
    await store.putSettings({ collection: 'b', sharedWith: 'everyone' });
    expect(await store.settings('a')).toEqual({ collection: 'a', sharedWith: ['1', '2'] });
    expect(await store.sharedWith('1')).toEqual(['a', 'b', 'default']);
    expect(await store.sharedWith('3')).toEqual(['b', 'default']);
    expect(await store.sharedWith(null)).toEqual(['b', 'default']);
    expect(await store.settings('default')).toMatchObject({ sharedWith: 'everyone' });
    await store.putSettings({ collection: 'b', sharedWith: [] });
    await store.putSettings({ collection: 'default', sharedWith: ['3'] });
    expect(await store.sharedWith('1')).toEqual(['a']);
    expect(await store.sharedWith('3')).toEqual(['default']);
    expect(await store.sharedWith(null)).toEqual([]);
  });

  it('narrows a channel, and lifts it again', async () => {
    const store = open();
    const scope = { guild: '1', channel: '7', collections: ['g-1', 'default'] };
    await store.putChannelScope(scope);
    expect(await store.channelScope('1', '7')).toEqual(scope);
    expect(await store.channelScope('2', '7')).toBeNull();
    await store.putChannelScope({ ...scope, collections: [] });
    expect(await store.channelScope('1', '7')).toBeNull();
  });

  it('names every collection that has anything', async () => {
    const store = open();
    expect(await store.collections()).toEqual([]);
    await store.putSource(sourceOf({ collection: 'c' }));
    await store.putOriginal(originalOf('x', { collection: 'b' }));
    await store.putSettings({ collection: 'a', sharedWith: [] });
    expect(await store.collections()).toEqual(['a', 'b', 'c']);
  });
}

function describeRemoval(open: Open): void {
  it('removes everything of a collection and nothing of another', async () => {
    const store = open();
    for (const collection of ['a', 'b']) {
      const source = sourceOf({ collection });
      await store.putSource(source);
      await store.putState(stateOf(source));
      await store.putOriginal(originalOf('x', { collection, sourceId: source.id }));
      await store.putOriginal(originalOf('y', { collection, url: null, state: 'draft' }));
      await store.putSettings({ collection, sharedWith: 'everyone' });
    }
    expect(await store.removeCollection('a')).toBe(2);
    expect(await store.removeCollection('a')).toBe(0);
    expect(await store.collections()).toEqual(['b']);
    expect(await store.states('a')).toEqual([]);
    expect(await store.states('b')).toHaveLength(1);
    expect(await store.sharedWith(null)).toEqual(['b', 'default']);
    expect(await store.holdings('a')).toEqual({ originals: 0, bytes: 0 });
    expect(await store.holdings('b')).toEqual({ originals: 2, bytes: 2 });
  });

  it('widens no channel when a collection goes', async () => {
    const store = open();
    const scope = { guild: '1', channel: '7', collections: ['a'] };
    await store.putSettings({ collection: 'a', sharedWith: [] });
    await store.putChannelScope(scope);
    await store.removeCollection('a');
    expect(await store.channelScope('1', '7')).toEqual(scope);
  });
}
