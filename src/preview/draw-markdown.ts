// In: Markdown as Discord reads it, a subset. Out: HTML. Blocks go by lines: headings, small print, lists,
// quotations; within a line backslashes, code, links, bold, italics, underlines, strikes and spoilers.

import { escapeHtml } from './html.js';

interface Rule {
  readonly pattern: RegExp;
  readonly draw: (match: RegExpExecArray) => string;
}

/** Tried at each position of a line, in this order. */
const INLINE: readonly Rule[] = [
  { pattern: /\\([^0-9A-Za-z\s])/uy, draw: ([, character]) => escapeHtml(character ?? '') },
  { pattern: /(`+)([^`]+)\1/y, draw: ([, , code]) => `<code>${escapeHtml(code ?? '')}</code>` },
  {
    pattern: /\[((?:\\.|[^\]\\])+)\]\(<?(https?:\/\/[^\s>)]+)>?\)/y,
    draw: ([, text, url]) => `<a href="${escapeHtml(url ?? '')}">${drawLine(text ?? '')}</a>`,
  },
  { pattern: /<((?:@[!&]?|#)\d+)>/y, draw: ([, name]) => `<mark>${escapeHtml(name ?? '')}</mark>` },
  {
    pattern: /(@(?:everyone|here))/y,
    draw: ([, name]) => `<mark>${escapeHtml(name ?? '')}</mark>`,
  },
  {
    pattern: /(https?:\/\/[^\s<]+[^<.,:;"'\]\s])/y,
    draw: ([, url]) => `<a href="${escapeHtml(url ?? '')}">${escapeHtml(url ?? '')}</a>`,
  },
  { pattern: /\*\*((?:\\.|[^\\])+?)\*\*(?!\*)/suy, draw: ([, text]) => around('strong', text) },
  { pattern: /__((?:\\.|[^\\])+?)__(?!_)/suy, draw: ([, text]) => around('u', text) },
  { pattern: /\*(?=\S)((?:\\.|[^\\*])+?)\*(?!\*)/suy, draw: ([, text]) => around('em', text) },
  { pattern: /_((?:\\.|[^\\_])+?)_(?!\w)/suy, draw: ([, text]) => around('em', text) },
  { pattern: /~~((?:\\.|[^\\])+?)~~/suy, draw: ([, text]) => around('s', text) },
  { pattern: /\|\|((?:\\.|[^\\])+?)\|\|/suy, draw: ([, text]) => around('del', text) },
];

/** Draws a text of several lines. */
export function drawMarkdown(text: string): string {
  const blocks: string[] = [];
  let quoted: string[] = [];
  const closeQuote = (): void => {
    if (quoted.length > 0)
      blocks.push(`<blockquote>${drawMarkdown(quoted.join('\n'))}</blockquote>`);
    quoted = [];
  };
  for (const line of text.split('\n')) {
    if (line.startsWith('> ')) {
      quoted.push(line.slice(2));
      continue;
    }
    closeQuote();
    blocks.push(drawBlock(line));
  }
  closeQuote();
  return blocks.join('');
}

function drawBlock(line: string): string {
  const [, marks, heading] = /^(#{1,3}) +(.+)$/u.exec(line) ?? [];
  if (marks !== undefined) return element(`h${marks.length}`, heading);
  const [, print] = /^-# +(.+)$/u.exec(line) ?? [];
  if (print !== undefined) return element('small', print);
  const [, item] = /^ *(?:[-*+]|\d+\.) +(.+)$/u.exec(line) ?? [];
  if (item !== undefined) return element('li', item);
  return line === '' ? '<div class="blank"></div>' : element('div', line);
}

function drawLine(line: string): string {
  let html = '';
  for (let at = 0; at < line.length;) {
    const drawn = drawAt(line, at);
    html += drawn.html;
    at = drawn.end;
  }
  return html;
}

function drawAt(line: string, at: number): { readonly html: string; readonly end: number } {
  for (const { pattern, draw } of INLINE) {
    pattern.lastIndex = at;
    const match = pattern.exec(line);
    if (match !== null) return { html: draw(match), end: at + match[0].length };
  }
  const [character = ''] = line.slice(at, at + 2);
  return { html: escapeHtml(character), end: at + character.length };
}

function element(name: string, line: string | undefined): string {
  return `<${name}>${drawLine(line ?? '')}</${name}>`;
}

function around(name: string, text: string | undefined): string {
  return element(name, text);
}
