import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageLink, textFragmentLink } from '../../../src/discord/cards/text-link.js';
import { hostileText, shortHostileText } from './hostile-text.js';

const PAGE = 'https://post.example/river';
const LONG = 'On Tuesday the board voted six to one to close the old crossing, in spring.';

describe('textFragmentLink', () => {
  it('names a short sentence whole, without the marks at its ends', () => {
    expect(textFragmentLink(PAGE, '“The ferry stops in April.”')).toBe(
      `${PAGE}#:~:text=The%20ferry%20stops%20in%20April`,
    );
  });

  it('names the first and the last words of a long one', () => {
    expect(textFragmentLink(PAGE, LONG)).toBe(
      `${PAGE}#:~:text=On%20Tuesday%20the%20board,old%20crossing%2C%20in%20spring`,
    );
  });

  it('encodes what means something in a text fragment', () => {
    expect(textFragmentLink(PAGE, 'well-known (a), b & c')).toBe(
      `${PAGE}#:~:text=well%2Dknown%20%28a%29%2C%20b%20%26%20c`,
    );
  });

  it('reaches over paragraphs from the first to the last', () => {
    const link = textFragmentLink(PAGE, 'One two.\n\nThree four five six seven.');
    expect(link).toBe(`${PAGE}#:~:text=One%20two,four%20five%20six%20seven`);
  });

  it('finds words where no spaces stand between them', () => {
    const sentence = '港務局在星期二以六比一的票數決定，從四月一日起停止渡輪服務。'.repeat(3);
    const [start = '', end = ''] =
      textFragmentLink(PAGE, sentence)?.split('text=')[1]?.split(',') ?? [];
    expect(sentence.startsWith(decodeURIComponent(start))).toBe(true);
    expect(sentence.endsWith(`${decodeURIComponent(end)}。`)).toBe(true);
  });

  it('keeps the page’s own fragment and replaces another text fragment', () => {
    expect(textFragmentLink(`${PAGE}#part`, 'One.')).toBe(`${PAGE}#part:~:text=One`);
    expect(textFragmentLink(`${PAGE}#:~:text=old`, 'One.')).toBe(`${PAGE}#:~:text=One`);
  });

  it('leads to the page where the whole gets too long or no word is there', () => {
    const long = `https://post.example/${'x'.repeat(1_460)}`;
    expect(textFragmentLink(long, LONG)).toBe(long);
    expect(textFragmentLink(PAGE, ' … ')).toBe(PAGE);
    expect(textFragmentLink(`${long}${'x'.repeat(100)}`, LONG)).toBeNull();
  });

  it('is always safe inside a Markdown link', () => {
    const address = shortHostileText.map((text) => `https://post.example/${text}`);
    fc.assert(
      fc.property(address, hostileText, (url, sentence) => {
        const link = textFragmentLink(url, sentence);
        if (link === null) return;
        expect(link).toMatch(/^https:\/\/[^\s<>()\\`|"'\u0000-\u0020]+$/);
        expect(link.length).toBeLessThanOrEqual(1_500);
        expect(URL.canParse(link)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('pageLink', () => {
  it('takes web addresses only', () => {
    expect(pageLink('javascript:alert(1)')).toBeNull();
    expect(pageLink('ftp://post.example/a')).toBeNull();
    expect(pageLink('notes/a.md')).toBeNull();
    expect(pageLink('https://')).toBeNull();
  });

  it('encodes what would end a Markdown link', () => {
    expect(pageLink('https://post.example/a_(b)?c=<d>')).toBe(
      'https://post.example/a_%28b%29?c=%3Cd%3E',
    );
  });

  it('shows nobody’s password', () => {
    expect(pageLink('https://user:secret@post.example/a')).toBe('https://post.example/a');
  });
});
