import { describe, expect, it } from 'vitest';
import { cite, showParagraph } from '../../src/replies/cite.js';
import { citationOf } from './answers.js';

describe('cite', () => {
  it('gives outlet, title, date, paragraph and link', () => {
    const document = { url: 'https://example.org/a?b=1' };
    const shown = cite(citationOf('It is so.', { n: 3, document }), 700);
    expect(shown).toMatchObject({
      n: 3,
      paragraph: '¶ 7 of 23',
      source: {
        outlet: 'Inforos',
        title: 'A title',
        date: '8 Jul 2021',
        place: { kind: 'link', url: 'https://example.org/a?b=1' },
      },
    });
  });

  it.each([
    null,
    '',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'http://',
    'https://a b',
    'ftp://a.b/c',
  ])('names the file where the address is %j', (url) => {
    const { source } = cite(citationOf('It is so.', { document: { url } }), 700);
    expect(source.place).toEqual({ kind: 'file', file: 'notes/a.md' });
  });

  it('leaves out a date that is not known', () => {
    const { source } = cite(citationOf('It is so.', { document: { date: null } }), 700);
    expect(source.date).toBeNull();
  });
});

describe('showParagraph', () => {
  it('names a range where a passage spans several', () => {
    expect(showParagraph({ first: 7, last: 8, of: 23 })).toBe('¶ 7–8 of 23');
  });
});
