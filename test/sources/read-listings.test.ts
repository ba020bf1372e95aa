// Feeds in their four formats, sitemaps, canonical links and names.

import { describe, expect, it } from 'vitest';
import { canonicalLink } from '../../src/sources/canonical-link.js';
import { listPages, NO_VALIDATORS } from '../../src/sources/list-pages.js';
import { nextState } from '../../src/sources/next-state.js';
import { originalName } from '../../src/sources/original-name.js';
import { readFeed } from '../../src/sources/read-feed.js';
import { readSitemap } from '../../src/sources/read-sitemap.js';
import { isDueAgain } from '../../src/sources/revisit.js';
import { afterNoon, NOON, sourceOf } from '../support/source-builders.js';

const URL_OF_FEED = 'https://news.example.org/feed';
const feed = (text: string): ReturnType<typeof readFeed> =>
  readFeed(Buffer.from(text), URL_OF_FEED);

const EXPECTED = {
  url: 'https://news.example.org/a/1',
  metadata: { title: 'A & B', outlet: 'News', author: 'A. Writer', date: '2024-05-01' },
  fullText: '<p>All of it &amp; more</p>',
};

describe('readFeed', () => {
  it.each([
    [
      'RSS',
      `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
       <channel><title>News</title><link>https://news.example.org/</link><item><title>A &amp;amp; B</title>
       <link>/a/1#top</link><dc:creator>A. Writer</dc:creator><pubDate>Wed, 01 May 2024 23:30:00 -0800</pubDate>
       <content:encoded><![CDATA[<p>All of it &amp; more</p>]]></content:encoded></item></channel></rss>`,
    ],
    [
      'Atom',
      `<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><entry><title type="html">A &amp;amp; B</title>
       <id>urn:1</id><link rel="alternate" href="https://news.example.org/a/1"/><author><name>A. Writer</name></author>
       <published>2024-05-01T23:30:00-08:00</published><updated>2024-05-02T00:00:00Z</updated>
       <content type="html">&lt;p&gt;All of it &amp;amp; more&lt;/p&gt;</content></entry></feed>`,
    ],
    [
      'RDF',
      `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
       xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
       <channel><title>News</title><link>https://news.example.org/</link></channel><item><title>A &amp;amp; B</title>
       <link>https://news.example.org/a/1</link><dc:creator>A. Writer</dc:creator><dc:date>2024-05-01T23:30:00-08:00</dc:date>
       <content:encoded>&lt;p&gt;All of it &amp;amp; more&lt;/p&gt;</content:encoded></item></rdf:RDF>`,
    ],
    [
      'JSON',
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: 'News',
        items: [
          {
            id: '1',
            url: 'https://news.example.org/a/1',
            title: 'A &amp; B',
            authors: [{ name: 'A. Writer' }],
            date_published: '2024-05-01T23:30:00-08:00',
            content_html: '<p>All of it &amp; more</p>',
          },
        ],
      }),
    ],
  ])('reads %s, with the day as it is written', (_, text) => {
    expect(feed(text)?.items).toMatchObject([EXPECTED]);
  });

  it('does not take a feed that gathers others for their outlet', () => {
    const item = '<item><title>x</title><link>https://other.example.com/1</link></item>';
    const text = `<rss version="2.0"><channel><title>Gathered</title>${item}</channel></rss>`;
    expect(feed(text)?.items[0]?.metadata).toEqual({ title: 'x' });
  });

  it('counts what has no address that could be asked for', () => {
    const items = ['javascript:alert(1)', '', 'http://['].map(
      (link) => `<item><title>x</title><link>${link}</link></item>`,
    );
    const text = `<rss version="2.0"><channel><title>t</title>${items.join('')}</channel></rss>`;
    expect(feed(text)).toEqual({ items: [], withoutAddress: 3 });
  });

  it.each([
    ['a page', '<!doctype html><html><body>x</body></html>'],
    ['nothing', ''],
    ['bytes', '\0\x01\x02'],
    ['deep nesting', `<rss version="2.0"><channel><item>${'<a>'.repeat(20_000)}`],
  ])('finds no feed in %s', (_, text) => {
    expect(feed(text)).toBeNull();
  });

  it('resolves no entity of the file’s own', () => {
    const entities = Array.from(
      { length: 9 },
      (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`,
    );
    const text = `<!DOCTYPE r [<!ENTITY e0 "lol"><!ENTITY f SYSTEM "file:///etc/passwd">${entities.join('')}]>
      <rss version="2.0"><channel><title>t</title><item><title>&e9;&f;</title><link>https://a.example.org/</link></item></channel></rss>`;
    expect(feed(text)?.items[0]?.metadata.title?.length ?? 0).toBeLessThan(100);
  });
});

describe('readSitemap', () => {
  const read = (text: string): ReturnType<typeof readSitemap> => readSitemap(Buffer.from(text));

  it('reads pages with their dates, entities resolved, pictures passed over', () => {
    const text = `<?xml version="1.0"?><urlset xmlns:image="x"><url><loc> https://a.example.org/?a=1&amp;b=2 </loc>
      <lastmod>2024-05-01</lastmod><image:image><image:loc>https://a.example.org/p.png</image:loc></image:image></url>
      <url><loc>file:///etc/passwd</loc></url></urlset>`;
    expect(read(text)).toEqual({
      kind: 'pages',
      entries: [{ url: 'https://a.example.org/?a=1&b=2', changedAt: new Date('2024-05-01') }],
    });
  });

  it('tells an index from a list, and reads a plain list', () => {
    const index =
      '<sitemapindex><sitemap><loc>https://a.example.org/1.xml</loc></sitemap></sitemapindex>';
    expect(read(index)?.kind).toBe('index');
    expect(read('https://a.example.org/1\nhttps://a.example.org/2\n')?.entries).toHaveLength(2);
    expect(read('https://a.example.org/1\nand a word')).toBeNull();
  });
});

describe('canonicalLink', () => {
  const link = (
    href: string,
    url = 'https://www.example.org/a?x=1',
  ): ReturnType<typeof canonicalLink> =>
    canonicalLink(
      Buffer.from(`<html><head><link rel="canonical" href="${href}"></head><body>`),
      url,
    );

  it('is resolved and told apart by site', () => {
    expect(link('/a#top')).toEqual({ url: 'https://www.example.org/a', isSameSite: true });
    expect(link('https://m.example.org/a')?.isSameSite).toBe(true);
    expect(link('https://user:pass@www.example.org/a')?.url).toBe('https://www.example.org/a');
    expect(link('https://other.example.org/a')).toEqual({
      url: 'https://other.example.org/a',
      isSameSite: false,
    });
    expect(link('https://example.org.evil.example/a')?.isSameSite).toBe(false);
  });

  it.each(['http://169.254.169.254/', 'file:///etc/passwd', 'http://localhost/', ''])(
    'is not %j',
    (href) => {
      expect(link(href)).toBeNull();
    },
  );

  it('is not the front page for a page that is not', () => {
    expect(link('/')).toBeNull();
    expect(link('/', 'https://example.org/')).not.toBeNull();
  });

  it('is looked for in the head alone', () => {
    const page = '<head></head><body><link rel="canonical" href="/forged"></body>';
    expect(canonicalLink(Buffer.from(page), 'https://example.org/a')).toBeNull();
  });
});

describe('originalName', () => {
  it.each([
    ['https://a.example/x/report.php?id=1', 'text/html; charset=utf-8', 'report.html'],
    ['https://a.example/', 'text/html', 'index.html'],
    ['https://a.example/file', 'application/pdf', 'file.pdf'],
    ['https://a.example/notes.md', 'text/plain', 'notes.md'],
    ['https://a.example/a.epub', 'application/octet-stream', 'a.epub'],
    ['https://a.example/..%2f..%2fetc%2fpasswd', null, 'passwd.html'],
    ['https://a.example/%00%E2%80%AEgpj.exe%', null, '00-E2-80-AEgpj.html'],
  ])('calls %s (%s) %s', (url, type, name) => {
    expect(originalName(url, type)).toBe(name);
  });
});

describe('isDueAgain', () => {
  const validators = { etag: null, lastModified: null };
  const kept = { changedAt: NOON, seenAt: afterNoon(100), problem: null, validators };
  const due = (minutes: number, statedAt: Date | null = null): boolean =>
    isDueAgain(kept, { now: new Date(afterNoon(minutes)), statedAt });

  it('asks seldom for what has long been the same, at once for what is said to have changed', () => {
    expect(due(105)).toBe(false);
    expect(due(112)).toBe(true);
    expect(due(105, new Date(afterNoon(101)))).toBe(true);
    expect(due(105, new Date(afterNoon(99)))).toBe(false);
    expect(due(112, new Date(afterNoon(-500)))).toBe(false);
    const old = {
      ...kept,
      validators: { etag: null, lastModified: 'Mon, 01 Apr 2024 12:00:00 GMT' },
    };
    expect(isDueAgain(old, { now: new Date(afterNoon(112)), statedAt: null })).toBe(false);
    expect(
      isDueAgain(
        { ...kept, problem: { code: 'x', text: 'x' } },
        { now: new Date(afterNoon(101)), statedAt: null },
      ),
    ).toBe(true);
  });
});

describe('nextState', () => {
  it('is due on demand only where the source has no schedule and succeeded', () => {
    const source = sourceOf({ everyMinutes: null });
    const end = { now: new Date(NOON), problem: null, retryAt: null, validators: null };
    expect(nextState(source, null, end)).toMatchObject({ dueAt: null, succeededAt: NOON });
    const problem = { code: 'timeout', text: 'late' };
    const failed = nextState(source, null, { ...end, problem });
    expect(failed).toMatchObject({ dueAt: afterNoon(15), failingSince: NOON, succeededAt: null });
    const later = { ...end, problem, retryAt: afterNoon(500) };
    expect(nextState(source, failed, later).dueAt).toBe(afterNoon(500));
  });
});

describe('an index of sitemaps', () => {
  it('of millions of pages is read as far as they are of use', async () => {
    const asked: string[] = [];
    const place = 'https://a.example.org/index.xml';
    const below = Array.from({ length: 50 }, (_, i) => `https://a.example.org/${i}.xml`);
    const tags = (names: readonly string[], tag: string): string =>
      names.map((name) => `<${tag}><loc>${name}</loc></${tag}>`).join('');
    const pages = (list: string): string[] =>
      Array.from({ length: 30_000 }, (_, i) => `${list}/${i}`);
    const listing = await listPages(
      ({ url }) => {
        asked.push(url);
        const text =
          url === place
            ? `<sitemapindex>${tags(below, 'sitemap')}</sitemapindex>`
            : `<urlset>${tags(pages(url), 'url')}</urlset>`;
        const bytes = Buffer.from(text);
        const facts = { mediaType: null, validators: NO_VALIDATORS, fetchedAt: NOON };
        return Promise.resolve({ kind: 'fetched' as const, url, bytes, ...facts });
      },
      sourceOf({ kind: 'sitemap', place, most: 50 }),
      NO_VALIDATORS,
    );
    expect(asked).toHaveLength(3);
    expect(listing).toMatchObject({ isWhole: false, problems: [{ code: 'too_large' }] });
  });
});
