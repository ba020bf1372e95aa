// Addresses and sitemaps: canonical links, pages that go, patterns, and what never leads inside.

import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { articleOf } from '../support/feed-server.js';
import { loopbackServer } from '../support/loopback-server.js';
import { afterNoon } from '../support/source-builders.js';
import { refreshing, type Refreshing } from './refreshing.js';

const urlsOf = async ({ kept }: Refreshing): Promise<unknown> =>
  (await kept()).map(({ url }) => (url === null ? null : new URL(url).pathname)).sort();

describe('refreshSource of an address', () => {
  it('keeps the page, asks by condition, and takes it anew where it changed', async () => {
    const { site, refresh, original, pass } = await refreshing({ kind: 'address' });
    site.articles.set('/a/1', articleOf(1));
    expect(await refresh()).toMatchObject({ added: 1 });
    pass(10);
    expect(await refresh()).toMatchObject({ unchanged: 1 });
    expect(site.unchanged).toEqual(['/a/1']);
    expect(await original('/a/1')).toMatchObject({
      changedAt: afterNoon(0),
      seenAt: afterNoon(10),
    });
    site.articles.set('/a/1', articleOf(9));
    pass(10);
    expect(await refresh()).toMatchObject({ changed: 1 });
    expect(await original('/a/1')).toMatchObject({ changedAt: afterNoon(20) });
  });

  it('is named by the canonical address of its own site', async () => {
    const at = await refreshing({ kind: 'address', path: '/a/1?from=mail' });
    const head = '<link rel="canonical" href="/a/1">';
    at.site.articles.set('/a/1?from=mail', articleOf(1, { head }));
    await at.refresh();
    expect(await at.original('/a/1')).toMatchObject({ links: [at.site.urlOf('/a/1?from=mail')] });
    at.pass(10);
    expect(await at.refresh()).toMatchObject({ unchanged: 1, added: 0 });
    expect(await at.kept()).toHaveLength(1);
  });

  it.each([
    ['another site', 'https://other.example.org/a/1'],
    ['an address inside', 'http://169.254.169.254/a/1'],
    ['no address', 'javascript:alert(1)'],
    ['a port of its own', 'http://127.0.0.1:1/a/1'],
  ])('is not renamed by a canonical link to %s, nor is that asked', async (_, href) => {
    const at = await refreshing({ kind: 'address' });
    at.site.articles.set('/a/1', articleOf(1, { head: `<link rel="canonical" href="${href}">` }));
    await at.refresh();
    expect(await urlsOf(at)).toEqual(['/a/1']);
    expect(at.site.server.paths).toEqual(['/robots.txt', '/a/1']);
  });

  it('keeps its copy and says why where it cannot be had; leaves where it is gone', async () => {
    const at = await refreshing({ kind: 'address' });
    at.site.articles.set('/a/1', articleOf(1));
    await at.refresh();
    at.site.articles.set('/a/1', articleOf(1, { status: 502 }));
    expect(await at.refresh()).toMatchObject({ unchanged: 1, removed: 0 });
    expect((await at.original('/a/1')).problem?.code).toBe('http_status');
    expect((await at.state()).failingSince).toBe(afterNoon(0));
    at.site.articles.delete('/a/1');
    expect(await at.refresh()).toMatchObject({ removed: 1 });
    expect(await at.kept()).toEqual([]);
  });

  it('takes up what the operator changed without asking for what did not', async () => {
    const at = await refreshing();
    at.site.articles.set('/a/1', articleOf(1));
    await at.refresh();
    at.site.forget();
    await at.store.putSource({
      ...at.source,
      select: 'article',
      outlet: 'Another',
      acceptBroken: true,
    });
    await at.refresh();
    expect(at.site.bodies).toEqual([]);
    const { select, acceptBroken, fallback } = await at.original('/a/1');
    expect([select, acceptBroken, fallback.outlet]).toEqual(['article', true, 'Another']);
  });

  it('keeps no pictures', async () => {
    const at = await refreshing({ kind: 'address' });
    at.site.extra.set('/a/1', (_, response) =>
      response.writeHead(200, { 'content-type': 'image/png' }).end('\x89PNG'),
    );
    const report = await at.refresh();
    expect(report.problems.map(({ code }) => code)).toEqual(['no_document']);
    expect(await at.kept()).toEqual([]);
  });

  it('never follows what a feed or a page lists inside', async () => {
    const inside = await loopbackServer((_, response) => response.end('secret'));
    const at = await refreshing();
    const items = [
      `http://127.0.0.1:${inside.port}/`,
      `http://localhost:${inside.port}/`,
      'file:///etc/passwd',
    ];
    const listed = items.map(
      (link) => `<item><title>x</title><link>${link}</link><description>y</description></item>`,
    );
    at.site.extra.set('/feed.xml', (_, response) =>
      response.end(
        `<rss version="2.0"><channel><title>t</title>${listed.join('')}</channel></rss>`,
      ),
    );
    const report = await at.refresh();
    expect(report.problems.map(({ code }) => code).sort()).toEqual([
      'bad_address',
      'blocked_port',
      'blocked_port',
    ]);
    expect(await at.kept()).toEqual([]);
    expect(inside.connections()).toBe(0);
  });
});

describe('refreshSource of a sitemap', () => {
  it('reads every page that its patterns take', async () => {
    const source = { include: ['*/a/*'], exclude: ['*/a/2'] };
    const at = await refreshing({ kind: 'sitemap', source });
    for (const path of ['/a/1', '/a/2', '/b/1'])
      at.site.articles.set(path, articleOf(1, { title: path }));
    expect(await at.refresh()).toMatchObject({ added: 1 });
    expect(await urlsOf(at)).toEqual(['/a/1']);
  });

  it('checks a page that is listed no more, and removes it only where it is gone', async () => {
    const at = await refreshing({ kind: 'sitemap' });
    for (const n of [1, 2]) at.site.articles.set(`/a/${n}`, articleOf(n));
    await at.refresh();
    for (const n of [1, 2]) at.site.unlisted.add(`/a/${n}`);
    at.site.articles.set('/a/3', articleOf(3));
    at.site.articles.delete('/a/2');
    expect(await at.refresh()).toMatchObject({ added: 1, unchanged: 1, removed: 1 });
    expect(await urlsOf(at)).toEqual(['/a/1', '/a/3']);
  });

  it('reads an index of packed sitemaps, and only pages of its own host', async () => {
    const at = await refreshing({ kind: 'sitemap' });
    at.site.articles.set('/a/1', articleOf(1));
    const { extra } = at.site;
    const urlOf = (path: string): string => at.site.urlOf(path);
    const pages = `<urlset><url><loc>${urlOf('/a/1')}</loc></url><url><loc>https://other.example.org/</loc></url></urlset>`;
    extra.set('/pages.xml.gz', (_, response) => response.end(gzipSync(pages)));
    const below = ['/pages.xml.gz', '/gone.xml'].map(
      (path) => `<sitemap><loc>${urlOf(path)}</loc></sitemap>`,
    );
    extra.set('/sitemap.xml', (_, response) =>
      response.end(`<sitemapindex>${below.join('')}</sitemapindex>`),
    );
    const report = await at.refresh();
    expect(report).toMatchObject({ added: 1 });
    expect(report.problems.map(({ code }) => code)).toEqual(['http_status']);
    expect(await urlsOf(at)).toEqual(['/a/1']);
  });

  it.each([
    ['a page', '<html><body>no sitemap</body></html>'],
    ['a bomb', gzipSync(Buffer.alloc(64 * 1024 * 1024))],
    ['nothing', ''],
  ])('says that %s is no sitemap', async (_, body) => {
    const at = await refreshing({ kind: 'sitemap' });
    at.site.extra.set('/sitemap.xml', (__, response) => response.end(body));
    const report = await at.refresh();
    expect(report.problems.map(({ code }) => code)).toEqual(['not_a_sitemap']);
    expect((await at.state()).problem?.code).toBe('not_a_sitemap');
  });
});
