import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeText } from '../../src/discord/cards/escape.js';
import { cleanText } from '../../src/discord/cards/clean-text.js';
import { drawMarkdown } from '../../src/preview/draw-markdown.js';
import { hostileText } from '../discord/cards/hostile-text.js';

describe('drawMarkdown', () => {
  it.each([
    ['**a** _b_ ~~c~~', '<div><strong>a</strong> <em>b</em> <s>c</s></div>'],
    ['-# a', '<small>a</small>'],
    ['## a', '<h2>a</h2>'],
    ['- a', '<li>a</li>'],
    ['> a\n> b', '<blockquote><div>a</div><div>b</div></blockquote>'],
    ['[a](<https://b.example>)', '<div><a href="https://b.example">a</a></div>'],
    ['`a*b*`', '<div><code>a*b*</code></div>'],
    ['\\*a\\*', '<div>*a*</div>'],
    ['**a\\*b**', '<div><strong>a*b</strong></div>'],
    ['@here <@1>', '<div><mark>@here</mark> <mark>@1</mark></div>'],
    ['https://b.example.', '<div><a href="https://b.example">https://b.example</a>.</div>'],
  ])('draws %s as Discord does', (text, html) => {
    expect(drawMarkdown(text)).toBe(html);
  });

  it('lets no text become HTML', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const tags = drawMarkdown(`${text}<script>"'&`).match(/<[^>]*>/g) ?? [];
        for (const tag of tags) expect(tag).toMatch(TAG);
      }),
    );
  });

  it('shows escaped text as the text itself, with nothing formatted', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const lines = cleanText(text)
          .split('\n')
          .map((line) =>
            line === '' ? '<div class="blank"></div>' : `<div>${entities(line)}</div>`,
          );
        expect(drawMarkdown(escapeText(text))).toBe(lines.join(''));
      }),
    );
  });
});

const TAG =
  /^<\/?(?:div|strong|em|u|s|del|code|mark|small|li|h[1-3]|blockquote|a(?: href="https?:[^"]*")?|div class="blank")>$/;

function entities(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
