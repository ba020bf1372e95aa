import { describe, expect, it } from 'vitest';

import { acceptedDocument, rejectionFor, textsOf } from './read-bytes.js';

const markdown = (content: string): Parameters<typeof acceptedDocument>[0] => ({
  file: 'note.md',
  content,
});

describe('markdownReader', () => {
  it('gives the text as rendered, without marks and with entities resolved', () => {
    const document = acceptedDocument(
      markdown('A *gull* & a [boat](http://x.example) &mdash; `code`, ~~old~~ **new**\nline <!-- no -->.'),
    );
    expect(textsOf(document)).toEqual(['A gull & a boat — code, old new line .']);
  });

  it('keeps the path of ATX and setext headings', () => {
    const content = '# Town\n\n## Quay ##\n\nStones.\n\nHarbour\n-------\n\nWater.\n\n### Gulls\n\nWings.';
    const { title, paragraphs } = acceptedDocument(markdown(content));
    expect(title).toBe('Town');
    expect(paragraphs.map(({ headings, text }) => [...headings, text])).toEqual([
      ['Quay', 'Stones.'],
      ['Harbour', 'Water.'],
      ['Harbour', 'Gulls', 'Wings.'],
    ]);
  });

  it('makes a paragraph of every list item and table row, and of a wrapped quote', () => {
    const content = '- one\n- two\n  - three\n\n> said\n> she\n\n| a | b |\n|---|---|\n| c | d |';
    expect(textsOf(acceptedDocument(markdown(content)))).toEqual([
      'one',
      'two',
      'three',
      'said she',
      'a b',
      'c d',
    ]);
  });

  it('leaves images, scripts and comments out', () => {
    const content = 'Seen. ![not seen](a.png)\n\n<script>alert(1)</script>\n\n<!-- nor\nthis -->';
    expect(textsOf(acceptedDocument(markdown(content)))).toEqual(['Seen.']);
  });

  it('takes metadata from front matter, under the names other tools use', () => {
    const content =
      '---\nheadline: "Gulls: a study"\nauthors: [Jane Doe, John Roe]\npublished: 25 May 2021\nsource: Harbour Times\nlink: https://x.example/a\nlang: en\ntags: [a]\n---\nThe text.';
    expect(acceptedDocument(markdown(content))).toMatchObject({
      title: 'Gulls: a study',
      author: 'Jane Doe, John Roe',
      date: '2021-05-25',
      outlet: 'Harbour Times',
      url: 'https://x.example/a',
      language: 'en',
    });
  });

  it.each([
    ['YAML that does not parse', '---\ntitle: ok\nauthor: [a, b\n---\nText.', /line [34]/],
    ['a date that is none', '---\ntitle: ok\ndate: 2021-02-30\n---\nText.', /line 3: `date` is not a date/],
    ['a block that is never closed', '---\ntitle: ok\n\nText.', /never closed/],
    ['TOML', '+++\ntitle = "ok"\n+++\nText.', /TOML/],
  ])('refuses %s and names file and line', (_, content, said) => {
    const rejection = rejectionFor(markdown(content));
    expect(rejection.code).toBe('bad_front_matter');
    expect(rejection.text).toMatch(/^note\.md: front matter, line \d+/);
    expect(rejection.text).toMatch(said);
  });

  it('takes a rule above prose for a rule', () => {
    expect(textsOf(acceptedDocument(markdown('---\n\nJust text below a rule.')))).toEqual([
      'Just text below a rule.',
    ]);
  });

  it.each([
    ['quotes', '>'.repeat(5000) + 'a'],
    ['lists', Array.from({ length: 300 }, (_, depth) => `${' '.repeat(2 * depth)}- a`).join('\n')],
    ['raw tags', '<div>'.repeat(1000) + 'x'],
    ['emphasis marks', '_a'.repeat(50_000)],
  ])('refuses %s without end', (_, content) => {
    expect(rejectionFor(markdown(content)).code).toBe('too_complex');
  });
});
