import { describe, expect, it } from 'vitest';
import { NO_CONTROLS } from '../../../src/discord/cards/card.js';
import { ACCENT } from '../../../src/discord/cards/palette.js';
import { renderCard } from '../../../src/discord/cards/render-card.js';
import type { AboutReply, DocumentsReply, PrivacyReply } from '../../../src/replies/reply.js';
import { buttonsOf, citationOf, colorOf, linesOf } from './cards.js';

const { source } = citationOf('');

describe('the card of reasons', () => {
  it('tells words, ranks and how sure the answer is', () => {
    const card = renderCard(
      {
        kind: 'why',
        text: '79 passages were compared.',
        words: ['ferry (in 2 passages)', 'stop (in 6 passages)'],
        unknown: ['hydrofoil'],
        passages: [
          { n: 1, title: 'The river', paragraph: '¶ 7', reason: 'First, because it is close.' },
        ],
        confidence: 'Fairly sure.',
        speaksFor: ['its best sentence is close (.78, usually .64)', 'it stands out'],
        speaksAgainst: ['words are missing'],
      },
      NO_CONTROLS,
    );
    expect(linesOf(card)).toEqual([
      '79 passages were compared.',
      '**Words found:** ferry (in 2 passages), stop (in 6 passages)',
      '**In no passage:** hydrofoil',
      '\\[1\\] **The river**',
      '-# ¶ 7 · First, because it is close.',
      'Fairly sure.',
      '-# Speaks for it: its best sentence is close (.78, usually .64); it stands out',
      '-# Speaks against it: words are missing',
    ]);
  });
});

describe('the card of documents', () => {
  const listOf = (count: number): DocumentsReply => ({
    kind: 'documents',
    text: 'The corpus holds them:',
    documents: Array.from({ length: count }, (_, i) => ({ source, paragraphs: i + 1 })),
  });

  it('lists title, facts and length', () => {
    expect(linesOf(renderCard(listOf(1), NO_CONTROLS))).toEqual([
      'The corpus holds them:',
      '**The river**',
      '-# Harbour Post · 8 Jul 2021 · 1 paragraph · notes/river.md',
    ]);
  });

  it('says how many there are beside those it lists', () => {
    const lines = linesOf(renderCard(listOf(33), NO_CONTROLS));
    expect(lines.filter((line) => line === '**The river**')).toHaveLength(20);
    expect(lines.at(-1)).toBe('-# +13 more; a word narrows the list');
  });
});

describe('the card of Verbatim itself', () => {
  it('tells what it is, what it serves, and what is wrong', () => {
    const reply: AboutReply = {
      kind: 'about',
      text: 'Quotes only.',
      covers: 'It holds 3 documents.',
      version: '1.2.3',
      measured: 'Fitted on questions.',
      status: {
        collection: 'default',
        generation: 4,
        builtAt: '2026-08-01T06:00:00.000Z',
        model: 'small_model',
        index: 'exact',
        facts: { documents: 3, passages: 79, first: null, last: null, outlets: [] },
        notice: 'The graph is missing.',
      },
    };
    expect(linesOf(renderCard(reply, NO_CONTROLS)).slice(3)).toEqual([
      '-# Verbatim 1.2.3 · 79 passages · exact and word search',
      '-# Model small\\_model',
      '-# Index 4 of default · built 1 Aug 2026',
      '-# The graph is missing.',
    ]);
  });
});

describe('the card of help', () => {
  it('sets what is typed like code', () => {
    const commands = [{ usage: '/ask question', description: 'asks' }];
    const filters = [{ usage: '"exact words"', description: 'only these' }];
    const card = renderCard({ kind: 'help', text: 'Ask.', commands, filters }, NO_CONTROLS);
    expect(linesOf(card)).toEqual([
      'Ask.',
      '`"exact words"`',
      '-# only these',
      '`/ask question`',
      '-# asks',
    ]);
  });
});

describe('the card of privacy', () => {
  const reply: PrivacyReply = {
    kind: 'privacy',
    text: 'Nothing leaves this machine.',
    kept: [{ what: 'Your votes', howLong: '30 days' }],
    yours: 'Kept of you now: 2 votes.',
  };

  it('tells what is kept and offers to delete it', () => {
    const card = renderCard(reply, { kind: 'privacy' });
    expect(linesOf(card)).toEqual([
      'Nothing leaves this machine.',
      '**30 days**',
      'Your votes',
      'Kept of you now: 2 votes.',
    ]);
    expect(buttonsOf(card)).toEqual(['Delete what is kept of me v1:forget']);
  });

  it('offers nothing where nothing can be pressed', () => {
    expect(buttonsOf(renderCard(reply, NO_CONTROLS))).toEqual([]);
  });
});

describe('the card of a single text', () => {
  it('tells an error from a notice by its colour', () => {
    expect(colorOf(renderCard({ kind: 'error', text: 'No.' }, NO_CONTROLS))).toBe(ACCENT.error);
    expect(colorOf(renderCard({ kind: 'notice', text: 'So.' }, NO_CONTROLS))).toBe(ACCENT.neutral);
  });

  it('is never empty, which Discord would refuse', () => {
    expect(linesOf(renderCard({ kind: 'notice', text: '\u200B\n' }, NO_CONTROLS))).toEqual(['…']);
  });
});
