import { describe, expect, it } from 'vitest';

import { acceptedDocument, rejectionFor, textsOf } from './read-bytes.js';

const PROSE =
  'The ferry leaves the old quay every morning at seven, and the captain greets each of the passengers by name.';
const page = (content: string): Parameters<typeof acceptedDocument>[0] => ({ file: 'page.html', content });
const article = (inner: string, head = ''): Parameters<typeof acceptedDocument>[0] =>
  page(
    `<!doctype html><html lang="en-GB"><head>${head}</head><body><nav><a href="/">Home</a></nav><main><h1>Old quay</h1><p>${PROSE}</p>${inner}</main><footer>Imprint</footer></body></html>`,
  );

describe('htmlReader', () => {
  it('keeps the main content with its headings and short lists, and nothing around it', () => {
    const { paragraphs, title } = acceptedDocument(
      article(`<h2>Gulls &amp; boats</h2><p>${PROSE}</p><ul><li>One roof</li><li>Two boats</li></ul>`),
    );
    expect(title).toBe('Old quay');
    expect(paragraphs.map(({ headings, text }) => [...headings, text])).toEqual([
      [PROSE],
      ['Gulls & boats', PROSE],
      ['Gulls & boats', 'One roof'],
      ['Gulls & boats', 'Two boats'],
    ]);
  });

  it.each([
    '<script>secret()</script>',
    '<style>secret</style>',
    '<noscript>secret</noscript>',
    '<div hidden>secret</div>',
    '<p style="color:red; DISPLAY : none">secret</p>',
    '<p style="visibility:hidden">secret</p>',
    '<!-- secret -->',
    '<template>secret</template>',
  ])('does not index %s', (hidden) => {
    const document = acceptedDocument(article(`${hidden}<p>${PROSE} Again.</p>`));
    expect(textsOf(document).join(' ')).not.toContain('secret');
  });

  it('prefers JSON-LD to other metadata', () => {
    const data = {
      '@graph': [
        { '@type': 'Organization', name: 'x' },
        {
          '@type': ['NewsArticle'],
          headline: 'The quay',
          datePublished: '2020-03-04T23:00:00+03:00',
          author: [{ name: 'Ann Lee' }, 'Bob Ray'],
          publisher: { name: 'Daily Gull' },
        },
      ],
    };
    const head = `<script type="application/ld+json">${JSON.stringify(data)}</script><meta property="og:title" content="Other"><link rel="canonical" href="https://gull.example/quay">`;
    expect(acceptedDocument(article('', head))).toMatchObject({
      title: 'The quay',
      date: '2020-03-04',
      author: 'Ann Lee, Bob Ray',
      outlet: 'Daily Gull',
      url: 'https://gull.example/quay',
      language: 'en-GB',
    });
  });

  it('reads OpenGraph, meta names and the browser title', () => {
    const head =
      '<title>Old quay | Daily Gull</title><meta name="author" content="Ann Lee"><meta property="article:published_time" content="2020-03-04"><meta property="og:url" content="https://gull.example/q">';
    expect(acceptedDocument(article('', head))).toMatchObject({
      title: 'Old quay',
      outlet: 'Daily Gull',
      author: 'Ann Lee',
      date: '2020-03-04',
      url: 'https://gull.example/q',
    });
  });

  it('takes no date from one of several times', () => {
    const times = '<p><time datetime="2019-01-01">then</time> <time datetime="2020-01-01">now</time></p>';
    expect(acceptedDocument(article(times)).date).toBeNull();
  });

  it('passes over broken JSON-LD', () => {
    const head = '<script type="application/ld+json">{"@type":</script>';
    expect(acceptedDocument(article('', head)).title).toBe('Old quay');
  });

  it('reads the whole body where there is no main content to find', () => {
    expect(textsOf(acceptedDocument(page('<p>Short.</p><p>Shorter.</p>')))).toEqual(['Short.', 'Shorter.']);
  });

  it('takes two breaks in a row for the end of a paragraph, one for white space', () => {
    expect(textsOf(acceptedDocument(page('<div>a<br>b<br><br>c d</div>')))).toEqual(['a b', 'c d']);
  });

  it.each([
    ['nested 20,000 deep', '<div>'.repeat(20_000) + 'x'],
    ['12,000 unclosed elements', '<b>x'.repeat(12_000)],
    ['100,000 attributes', `<p ${Array.from({ length: 100_000 }, (_, n) => `a${n}`).join(' ')}>x`],
    ['100,000 nodes', '<i>x</i>'.repeat(50_001)],
    ['large and deep', '<div>'.repeat(200) + '<i>x</i>'.repeat(10_000)],
  ])('refuses HTML with %s', (_, content) => {
    expect(rejectionFor(page(content)).code).toBe('too_complex');
  });
});
