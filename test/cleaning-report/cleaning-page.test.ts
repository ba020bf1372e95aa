import { createHash } from 'node:crypto';
import { DomUtils, parseDocument } from 'htmlparser2';
import { describe, expect, it } from 'vitest';

import { drawCleaningPage, type ShownDocument } from '../../src/cleaning-report/cleaning-page.js';
import { ruleInWords } from '../../src/cleaning-report/rule-words.js';
import { WORDING_RULES } from '../../src/corpus/cleaning-rules.js';
import type { Rejection, Removal } from '../../src/corpus/document.js';
import { PLACE_RULES } from '../../src/corpus/place-rules.js';
import { RECURRING_RULE } from '../../src/corpus/recurring-lines.js';
import { documentOf } from '../support/builders.js';

const HOSTILE = `"'><script>alert(1)</script><img src=x onerror=alert(2)> \u202Eevil`;

function shown(
  text: string,
  removals: readonly Removal[] = [],
  url: string | null = null,
): ShownDocument {
  const document = documentOf(`${text}.txt`, {
    paragraphs: [text, 'Two.'],
    title: text,
    outlet: text,
    url,
  });
  const facts = { ...document, author: text, paragraphs: 2 };
  return {
    facts,
    status: 'new',
    cleaning: { ...document.cleaning, removals },
    paragraphs: document.paragraphs,
    copies: [{ document: facts, similarity: 0.84 }],
  };
}

async function draw(
  documents: readonly ShownDocument[],
  rejected: readonly Rejection[] = [],
): Promise<string> {
  async function* each() {
    for (const document of documents) yield await Promise.resolve(document);
  }
  const page = {
    collection: 'default',
    builtAt: '2024-05-01T10:00:00.000Z',
    documents: documents.length,
    passages: 2,
    rejected,
    left: 0,
  };
  let html = '';
  for await (const piece of drawCleaningPage(page, each())) html += piece;
  return html;
}

const textOf = (html: string): string =>
  DomUtils.textContent(parseDocument(html)).replace(/\s+/g, ' ');

describe('drawCleaningPage', () => {
  it('tells what was kept, what was removed and why, and what was left out', async () => {
    const removals = [
      { rule: 'date_line', line: '25.05.2021' },
      { rule: RECURRING_RULE, line: 'A harbour reads on' },
    ];
    const document = shown('The ferry left.', removals);
    const dated = { ...document, facts: { ...document.facts, date: '2021-05-25' } };
    const rejected = [
      { file: 'x.txt', code: 'looks_broken' as const, text: 'x.txt: it looks broken (links).' },
    ];
    const text = textOf(await draw([dated], rejected));
    expect(text).toContain('2021-05-25 from the line “25.05.2021”');
    expect(text).toContain('A harbour reads onstands in many documents of this source');
    expect(text).toContain('quarantine x.txt: it looks broken (links).');
    expect(text).toContain('84 % alike');
    expect(text).toContain('1The ferry left.');
  });

  it('says that something is unknown instead of leaving it out', async () => {
    const document = shown('Text.');
    const html = await draw([
      { ...document, facts: { ...document.facts, outlet: null, date: null } },
    ]);
    expect(textOf(html)).toContain('Dateunknown: the document does not say');
    expect(html).toContain('outlet unknown');
  });

  it('lets no text of a document become markup, wherever it stands', async () => {
    const rejected = [{ file: HOSTILE, code: 'unreadable' as const, text: HOSTILE }];
    const html = await draw(
      [
        shown(
          HOSTILE,
          [{ rule: HOSTILE, line: HOSTILE }],
          `https://x.example/"onmouseover=alert(1)`,
        ),
      ],
      rejected,
    );
    const elements = DomUtils.findAll(() => true, parseDocument(html).children);
    expect(elements.filter(({ name }) => name === 'img')).toEqual([]);
    expect(elements.filter(({ name }) => name === 'script')).toHaveLength(1);
    expect(
      elements
        .flatMap(({ attribs }) => Object.keys(attribs))
        .filter((name) => name.startsWith('on')),
    ).toEqual([]);
    expect(html).not.toContain('\u202E');
  });

  it('links web addresses only', async () => {
    const html = await draw([shown('Text.', [], 'javascript:alert(1)')]);
    expect(html).not.toContain('<a ');
    expect(await draw([shown('Text.', [], 'https://gull.example/a')])).toContain(
      '<a href="https://gull.example/a"',
    );
  });

  it('allows the one script that it brings, and nothing from elsewhere', async () => {
    const html = await draw([shown('Text.')]);
    const script = /<script>([\s\S]*?)<\/script>/.exec(html)?.[1] ?? '';
    const hash = createHash('sha256').update(script).digest('base64');
    expect(html).toContain(
      `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${hash}'`,
    );
    expect(html).not.toMatch(/(?:src|@import)\s*=?\s*["'(]?https?:/);
  });
});

describe('ruleInWords', () => {
  it('has words for every rule', () => {
    const rules = [...WORDING_RULES, ...PLACE_RULES].map(({ name }) => name).concat(RECURRING_RULE);
    expect(rules.filter((rule) => ruleInWords(rule) === rule.replaceAll('_', ' '))).toEqual([]);
  });
});
