// What a page's markup says of itself, in the forms that news sites use; what it does not say stays null.

import { describe, expect, it } from 'vitest';

import { acceptedDocument } from './read-bytes.js';

const PROSE =
  'The ferry leaves the old quay every morning at seven, and the captain greets each of the passengers by name.';

const read = (head: string, body = '') =>
  acceptedDocument({
    file: 'page.html',
    content: `<!doctype html><html><head>${head}</head><body><main><h1>Old quay</h1>${body}<p>${PROSE}</p><p>${PROSE} Again.</p></main></body></html>`,
  });
const linked = (data: unknown): string =>
  `<script type="application/ld+json">${JSON.stringify(data)}</script>`;

describe('metadataFromHtml', () => {
  it('follows references within a graph', () => {
    const head = linked({
      '@graph': [
        { '@type': 'WebPage', '@id': '#page', inLanguage: 'en-GB', datePublished: '2019-01-01' },
        { '@type': 'NewsArticle', headline: 'Old quay', author: { '@id': '#ann' }, publisher: { '@id': '#gull' }, datePublished: '2020-03-04T10:00:00Z', dateModified: '2021-01-01' },
        { '@type': 'Person', '@id': '#ann', name: 'Ann Lee' },
        { '@type': 'NewsMediaOrganization', '@id': '#gull', name: 'Daily Gull' },
      ],
    });
    expect(read(head)).toMatchObject({ date: '2020-03-04', author: 'Ann Lee', outlet: 'Daily Gull', language: 'en-GB' });
  });

  it('takes the article that the page shows, of several', () => {
    const article = (headline: string, datePublished: string) => ({ '@type': 'Article', headline, datePublished });
    const head = linked([article('Another quay', '2011-01-01'), article('Old quay', '2020-03')]);
    expect(read(head)).toMatchObject({ title: 'Old quay', date: '2020-03' });
    const others = linked([article('Another quay', '2011-01-01'), article('A third', '2012-01-01')]);
    expect(read(others).date).toBeNull();
  });

  it.each([
    ['<meta property="article:published_time" content="2021-05-25T13:55:00+03:00">', '', '2021-05-25'],
    ['<meta name="date" content="soon"><meta name="pubdate" content="2021-05">', '', '2021-05'],
    ['', '<p itemscope><span itemprop="datePublished" content="2021-05-25">yesterday</span></p>', '2021-05-25'],
    ['', '<div class="byline">By Ann Lee <time datetime="2021-05-25T10:00">25 May</time></div><p>On <time datetime="1999-01-01">a day</time>.</p>', '2021-05-25'],
    ['', '<p class="post-meta"><time class="updated" datetime="2022-01-01">x</time><time class="entry-date published" datetime="2021-05-25">y</time></p>', '2021-05-25'],
  ])('knows the date of %s%s', (head, body, date) => {
    expect(read(head, body).date).toBe(date);
  });

  it.each([
    ['<meta property="article:modified_time" content="2022-01-01">', ''],
    ['', '<p class="post-meta">Updated <time class="updated" datetime="2022-01-01">x</time></p>'],
    ['', '<div class="comment"><time datetime="2022-01-01">x</time></div>'],
    ['', '<aside class="related"><time class="published" datetime="2022-01-01">x</time></aside>'],
    ['', '<p>From <time datetime="1999-01-01">a day</time> to <time datetime="1999-02-01">another</time>.</p>'],
    ['<meta name="date" content="July 7">', ''],
  ])('takes no other date for it: %s%s', (head, body) => {
    expect(read(head, body).date).toBeNull();
  });

  it('passes a profile’s address over for the name', () => {
    const head = '<meta property="article:author" content="https://social.example/ann"><meta name="byl" content="By Ann Lee">';
    expect(read(head).author).toBe('Ann Lee');
    expect(read('', '<p><span itemprop="author" itemscope><a itemprop="name">Bob Ray</a></span></p>').author).toBe('Bob Ray');
  });

  it.each([
    ['<link rel="canonical" href="/quay"><base href="https://gull.example/x/">', 'https://gull.example/quay'],
    ['<link rel="canonical" href="/quay"><meta property="og:url" content="https://gull.example/a">', 'https://gull.example/quay'],
    ['<link rel="canonical" href="https://gull.example/"><meta property="og:url" content="https://gull.example/a">', 'https://gull.example/a'],
    ['<link rel="canonical" href="/quay">', null],
    ['<link rel="canonical" href="javascript:alert(1)">', null],
  ])('knows the canonical address of %s', (head, url) => {
    expect(read(head).url).toBe(url);
  });
});
