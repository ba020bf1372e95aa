// What is kept of news pages, against Readability alone: furniture that stays, and sentences of articles that go.

import { describe, expect, it } from 'vitest';

import { parseTree } from '../../src/corpus/html-tree.js';
import { linesOfNodes } from '../../src/corpus/html-lines.js';
import { findMainContent } from '../../src/corpus/main-content.js';
import { layOutTable } from '../../src/shared/lay-out-table.js';
import { NEWS_PAGES, type NewsPage } from '../support/news-pages.js';
import { acceptedDocument } from './read-bytes.js';

interface Figures {
  readonly kept: readonly string[];
  readonly lost: readonly string[];
}

function judge({ article, furniture }: NewsPage, lines: readonly string[]): Figures {
  const text = lines.join('\n');
  return {
    // A menu's "World" may well be a word of the text: a line of furniture counts as a line.
    kept: furniture.filter((line) =>
      line.length < 25 ? lines.includes(line) : text.includes(line),
    ),
    lost: article.filter((line) => !text.includes(line)),
  };
}

function ours(page: NewsPage): Figures {
  const { paragraphs } = acceptedDocument({ file: 'page.html', content: page.html });
  return judge(page, paragraphs.flatMap(({ headings, text }) => [...headings, text]));
}

function readabilityAlone(page: NewsPage): Figures {
  const main = findMainContent(page.html);
  const nodes = main === null ? [] : parseTree(main.html).children;
  return judge(page, linesOfNodes(nodes).map(({ text }) => text));
}

const results = NEWS_PAGES.map((page) => ({ page, ours: ours(page), alone: readabilityAlone(page) }));
const sum = (who: 'ours' | 'alone', what: keyof Figures): number =>
  results.reduce((total, result) => total + result[who][what].length, 0);

describe('htmlReader on news pages', () => {
  it('keeps less furniture and loses fewer sentences than Readability alone', () => {
    const rows = results.map(({ page, ours: own, alone }) =>
      [page.name, own.kept.length, alone.kept.length, own.lost.length, alone.lost.length].map(String),
    );
    const head = ['page', 'furniture kept: ours', 'Readability', 'sentences lost: ours', 'Readability'];
    const total = ['all', sum('ours', 'kept'), sum('alone', 'kept'), sum('ours', 'lost'), sum('alone', 'lost')];
    const table = layOutTable([head, ...rows, total.map(String)], ['left', 'right', 'right', 'right', 'right']);
    process.stdout.write(`${table.join('\n')}\n`);
    expect(sum('ours', 'kept')).toBeLessThan(sum('alone', 'kept'));
    expect(sum('ours', 'lost')).toBeLessThanOrEqual(sum('alone', 'lost'));
  });

  it.each(results)('is no worse on: $page.name', ({ ours: own, alone }) => {
    expect(own.kept.length).toBeLessThanOrEqual(alone.kept.length);
    expect(own.lost.length).toBeLessThanOrEqual(alone.lost.length);
  });

  it('keeps no furniture and loses nothing of these articles', () => {
    const wrong = results.flatMap(({ page, ours: { kept, lost } }) => [
      ...kept.map((line) => `${page.name} keeps: ${line}`),
      ...lost.map((line) => `${page.name} loses: ${line}`),
    ]);
    expect(wrong).toEqual([]);
  });
});
