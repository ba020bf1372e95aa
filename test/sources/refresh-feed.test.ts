// A feed of a thousand articles: read once, then ten change. Only those are sent, and only those are embedded again.

import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readDocument } from '../../src/corpus/read-document.js';
import { openOriginals } from '../../src/sources/open-originals.js';
import { openSqliteSourceStore } from '../../src/store/sqlite/sqlite-source-store.js';
import { buildSite } from '../support/build.js';
import { fakeEmbedder } from '../support/fake-embedder.js';
import { articleOf } from '../support/feed-server.js';
import { afterNoon } from '../support/source-builders.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { refreshing } from './refreshing.js';

const ARTICLES = 1_000;
const CHANGED = 10;

describe('a feed of 1,000 articles', () => {
  it('costs ten articles where ten have changed', { timeout: 180_000 }, async () => {
    const store = openSqliteSourceStore({ path: join(temporaryFolder(), 'sources.sqlite') });
    onTestFinished(() => store.close());
    const { site, refresh, pass, now, source } = await refreshing({ store });
    for (let n = 0; n < ARTICLES; n += 1) site.articles.set(`/a/${n}`, articleOf(n));
    const corpus = openOriginals({
      collection: source.collection,
      withStore: (work) => work(store),
      read: (file) => Promise.resolve(readDocument(file)),
    });
    const builds = buildSite({});

    const started = performance.now();
    const first = await refresh();
    const firstMs = performance.now() - started;
    expect(first).toMatchObject({ added: ARTICLES, changed: 0, unchanged: 0, problems: [] });
    expect(site.bodies).toHaveLength(ARTICLES + 1);
    const embedder = fakeEmbedder();
    await builds.build({ source: corpus, embedder });
    expect(embedder.texts.length).toBeGreaterThanOrEqual(ARTICLES);

    site.forget();
    pass(60);
    const changed = Array.from({ length: CHANGED }, (_, i) => `/a/${i * 97}`);
    for (const path of changed) {
      const before = site.articles.get(path);
      const text = [...(before?.text ?? []), `A correction was added to ${path} in the evening.`];
      site.articles.set(path, { ...articleOf(0), ...before, text, date: now() });
    }
    const again = performance.now();
    const second = await refresh();
    const secondMs = performance.now() - again;
    expect(second).toMatchObject({ added: 0, changed: CHANGED, unchanged: ARTICLES - CHANGED });
    expect([...site.bodies].sort()).toEqual([...changed, '/feed.xml'].sort());
    // A month old and not said to have changed: not asked for after an hour.
    expect(site.unchanged).toEqual([]);

    const later = fakeEmbedder();
    const report = await builds.build({ source: corpus, embedder: later });
    expect(report.published).toBe(true);
    const texts = later.texts.filter((text) => text.includes('A correction was added to'));
    expect(new Set(texts.map((text) => /to (\S+) in/.exec(text)?.[1]))).toEqual(new Set(changed));
    expect(later.texts.length).toBeLessThan(embedder.texts.length / 20);

    site.forget();
    const third = fakeEmbedder();
    await refresh();
    await builds.build({ source: corpus, embedder: third });
    expect(site.bodies).toEqual([]);
    expect(third.texts).toEqual([]);
    process.stdout.write(
      `feed of ${ARTICLES}: read ${firstMs.toFixed(0)} ms, refreshed with ${CHANGED} changed ${secondMs.toFixed(0)} ms\n`,
    );
  });
});

describe('refreshSource of a feed', () => {
  it('takes what the feed says of an article as a fallback, and the operator’s word before it', async () => {
    const { site, refresh, original } = await refreshing({ source: { language: 'en-GB' } });
    site.articles.set('/a/1', articleOf(1));
    await refresh();
    expect(await original('/a/1')).toMatchObject({
      name: '1.html',
      mediaType: 'text/html',
      fetchedAt: afterNoon(0),
      fallback: {
        title: 'Report number 1',
        outlet: 'Example News',
        author: 'A. Writer',
        date: '2024-04-01',
        language: 'en-GB',
      },
    });
  });

  it('keeps what has left the feed, and lets go of what is gone', async () => {
    const { site, refresh, kept, pass, now } = await refreshing();
    for (const n of [1, 2, 3]) site.articles.set(`/a/${n}`, articleOf(n, { date: now() }));
    await refresh();
    site.unlisted.add('/a/1');
    site.articles.delete('/a/2');
    site.articles.set('/a/3', articleOf(3, { status: 410, date: now() }));
    pass(60);
    expect(await refresh()).toMatchObject({ removed: 2, unchanged: 1 });
    expect((await kept()).map(({ url }) => url)).toEqual([site.urlOf('/a/1')]);
  });

  it('takes the feed’s own text where the article cannot be had, and the article once it can', async () => {
    const { site, refresh, original, pass } = await refreshing();
    const fullText = '<p>The whole text, as the feed carries it.</p>';
    site.articles.set('/a/1', articleOf(1, { status: 500, fullText }));
    expect((await refresh()).added).toBe(1);
    const copy = await original('/a/1');
    expect(Buffer.from(copy.bytes).toString()).toContain(fullText);
    expect(copy.problem?.code).toBe('http_status');
    site.articles.set('/a/1', articleOf(1, { fullText }));
    pass(60);
    expect((await refresh()).changed).toBe(1);
    const page = await original('/a/1');
    expect(Buffer.from(page.bytes).toString()).toContain('The committee met');
    expect(page.problem).toBeNull();
  });

  it('keeps its last good copies where it fails, says since when, and asks less and less', async () => {
    const { site, refresh, kept, state, pass, now } = await refreshing();
    site.articles.set('/a/1', articleOf(1));
    await refresh();
    expect(await state()).toMatchObject({
      failingSince: null,
      succeededAt: afterNoon(0),
      dueAt: afterNoon(60),
    });
    site.extra.set('/feed.xml', (_, response) => response.writeHead(500).end());
    const waits: number[] = [];
    let since: string | null = null;
    for (let tries = 0; tries < 6; tries += 1) {
      const due = Date.parse((await state()).dueAt ?? '');
      pass((due - now().getTime()) / 60_000);
      const report = await refresh();
      expect(report.problems.map(({ code }) => code)).toEqual(['http_status']);
      const { failingSince, succeededAt, dueAt } = await state();
      since ??= failingSince;
      expect([failingSince, succeededAt]).toEqual([since, afterNoon(0)]);
      waits.push((Date.parse(dueAt ?? '') - now().getTime()) / 60_000);
    }
    expect(waits).toEqual([60, 60, 120, 240, 480, 960]);
    expect(await kept()).toHaveLength(1);
    site.extra.clear();
    await refresh();
    expect(await state()).toMatchObject({ failingSince: null, problem: null });
  });

  it('stops where a server asks to be left alone, and comes back when it said', async () => {
    const { site, refresh, state } = await refreshing();
    for (const n of [1, 2, 3]) site.articles.set(`/a/${n}`, articleOf(n));
    site.articles.set('/a/2', articleOf(2, { status: 429, headers: { 'retry-after': '36000' } }));
    await refresh();
    expect(site.server.paths.filter((path) => path.startsWith('/a/'))).toEqual(['/a/3', '/a/2']);
    expect(await state()).toMatchObject({
      problem: { code: 'http_status' },
      dueAt: afterNoon(600),
    });
  });

  it('keeps the newest that its limit allows', async () => {
    const { site, refresh, kept, pass } = await refreshing({ source: { most: 2 } });
    for (const n of [1, 2, 3]) site.articles.set(`/a/${n}`, articleOf(n));
    const urls = async (): Promise<unknown> => (await kept()).map(({ url }) => url).sort();
    expect(await refresh()).toMatchObject({ added: 2, removed: 0 });
    expect(await urls()).toEqual([site.urlOf('/a/2'), site.urlOf('/a/3')]);
    site.articles.set('/a/4', articleOf(4));
    pass(60);
    expect(await refresh()).toMatchObject({ added: 1, removed: 1 });
    expect(await urls()).toEqual([site.urlOf('/a/3'), site.urlOf('/a/4')]);
  });

  it('keeps no more than the quota lets it, and says so once', async () => {
    const { site, refresh, kept } = await refreshing();
    for (const n of [1, 2, 3, 4]) site.articles.set(`/a/${n}`, articleOf(n));
    let left = 2;
    const report = await refresh({
      mayKeep: ({ originals }) => {
        left -= originals;
        return Promise.resolve(left < 0 ? { code: 'quota', text: 'it is full' } : null);
      },
    });
    expect(report).toMatchObject({ added: 2, problems: [{ code: 'quota', text: 'it is full' }] });
    expect(site.bodies.filter((path) => path.startsWith('/a/'))).toHaveLength(3);
    expect(await kept()).toHaveLength(2);
  });

  it('leaves nothing of a source that was removed meanwhile', async () => {
    const { site, store, source, refresh, kept } = await refreshing();
    site.articles.set('/a/1', articleOf(1));
    site.extra.set('/a/2', (_, response) => {
      void store.removeSource(source.collection, source.id).then(() => response.end('<p>late</p>'));
    });
    site.articles.set('/a/2', articleOf(2));
    await refresh();
    expect(await kept()).toEqual([]);
    expect(await store.states(source.collection)).toEqual([]);
  });

  it('ends between two pages when it is told to, and stays due', async () => {
    const { site, store, refresh, now } = await refreshing();
    for (const n of [1, 2, 3]) site.articles.set(`/a/${n}`, articleOf(n));
    const ending = new AbortController();
    const seen: string[] = [];
    await refresh({
      signal: ending.signal,
      onProgress: ({ done, total }) => {
        seen.push(`${done} of ${total}`);
        if (done === 2) ending.abort();
      },
    });
    expect(seen).toEqual(['1 of 3', '2 of 3']);
    expect(await store.due(now())).toHaveLength(1);
  });
});
