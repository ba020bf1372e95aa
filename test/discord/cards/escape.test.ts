import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanLine, cleanText } from '../../../src/discord/cards/clean-text.js';
import {
  boldText,
  escapeLine,
  escapePart,
  escapeText,
  typedText,
} from '../../../src/discord/cards/escape.js';
import { hostileText } from './hostile-text.js';
import { withoutOurs } from './validate-card.js';

describe('escapeText', () => {
  it.each([
    ['bold', '**x**', '\\*\\*x\\*\\*'],
    ['underlines', 'a_b __c__', 'a\\_b \\_\\_c\\_\\_'],
    ['strikes and spoilers', '~~a~~ ||b||', '\\~\\~a\\~\\~ \\|\\|b\\|\\|'],
    ['code', '`a` ```b```', '\\`a\\` \\`\\`\\`b\\`\\`\\`'],
    ['a heading', '## a', '\\#\\# a'],
    ['small print', '-# a', '\\-\\# a'],
    ['a list', '- a\n  + b\n1. c\n 23) d', '\\- a\n  \\+ b\n1\\. c\n 23\\) d'],
    ['a quotation', '> a\n>>> b', '\\> a\n\\>\\>\\> b'],
    ['a link with a name', '[a](http://b.example)', '\\[a\\]\\(http\\://b.example)'],
    ['a bare link', 'see https://b.example/c', 'see https\\://b.example/c'],
    ['an invite', 'Discord.GG/abc', 'Discord\\.GG/abc'],
    ['a mention', '<@1> <@&2> <#3> @here', '\\<\\@1\\> \\<\\@&2\\> \\<\\#3\\> \\@here'],
    ['a timestamp', '<t:0:R>', '\\<t\\:0:R\\>'],
    ['an emoji’s name', 'ratio 1:100:5', 'ratio 1\\:100:5'],
    ['a command', '</ask:1>', '\\</ask:1\\>'],
    ['a backslash', 'a\\*b', 'a\\\\\\*b'],
    ['a shrug', '¯\\_(ツ)_/¯', '¯\\\\\\_(ツ)\\_/¯'],
  ])('takes away the meaning of %s', (_, text, escaped) => {
    expect(escapeText(text)).toBe(escaped);
  });

  it('leaves ordinary prose alone', () => {
    const prose = 'On 1 April – at 10:30, well-known “Orlan” (pop. 4.5 m) paid $3; 50 % & more!';
    expect(escapeText(prose)).toBe(prose);
  });

  it('adds nothing but backslashes that Discord takes away again', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(asRead(escapeText(text))).toBe(cleanText(text));
        expect(asRead(escapeLine(text))).toBe(cleanLine(text));
      }),
      { numRuns: 3_000 },
    );
  });

  it('escapes a list however far it is set in', () => {
    const space = ' '.repeat(120);
    expect(escapeText(`${space}- one`)).toBe(`${space}\\- one`);
    expect(escapeText(`${space}1. one`)).toBe(`${space}1\\. one`);
  });

  it('leaves nothing that formats, links or lists', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const left = withoutOurs(escapeText(text));
        expect(left).not.toMatch(
          /[*_~`|<>@#[\]]|^[^\S\n]*(?:[-+]|\d+[.)](?!\d))|:\/\/|discord\.gg/im,
        );
      }),
      { numRuns: 800 },
    );
  });
});

describe('boldText', () => {
  it('sets each line bold, with white space outside the marks', () => {
    expect(boldText('  one \n\ntwo')).toBe('  **one** \n\n**two**');
  });

  it('is not ended by what stands in the text', () => {
    expect(boldText('*a* and **b**')).toBe('**\\*a\\* and \\*\\*b\\*\\***');
  });
});

describe('escapePart', () => {
  it('isolates what is written from right to left from its neighbours', () => {
    expect(escapePart('القاهرة')).toBe('\u2068القاهرة\u2069');
    expect(escapePart('Orlan')).toBe('Orlan');
  });
});

describe('typedText', () => {
  it('is set like code, unless it could close the code', () => {
    expect(typedText('after:2015')).toBe('`after:2015`');
    expect(typedText('a `b` @here')).toBe('a \\`b\\` \\@here');
  });
});

/** What Discord shows of escaped text. */
function asRead(text: string): string {
  return text.replace(/\\([^0-9A-Za-z\s])/g, '$1');
}
