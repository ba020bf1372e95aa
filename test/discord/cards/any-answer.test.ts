import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asPublic } from '../../../src/discord/cards/as-public.js';
import { cleanText } from '../../../src/discord/cards/clean-text.js';
import { escapeText } from '../../../src/discord/cards/escape.js';
import { renderCard } from '../../../src/discord/cards/render-card.js';
import type { AnswerReply } from '../../../src/replies/reply.js';
import { quote } from './arbitrary-parts.js';
import { REPLIES } from './arbitrary-replies.js';
import { problemsOf, textsOf } from './validate-card.js';

const PRIVATE = { kind: 'answer', answerId: 'a1b2c3', isPrivate: true } as const;

describe('the card of any answer', () => {
  it('shows the sentence of the first citation bold and whole, unless it alone is too much', () => {
    fc.assert(
      fc.property(quote, (shown) => {
        const card = renderCard(answerOf(shown), PRIVATE);
        const size = escapeText(shown.highlight).length;
        fc.pre(size < 3_000 && Buffer.byteLength(shown.highlight) < 5_000);
        const text = textsOf(card).find((content) => content.includes('\\[1\\]')) ?? '';
        expect(boldOf(text)).toEqual(linesOf(cleanText(shown.highlight)));
      }),
      { numRuns: 700 },
    );
  });

  it('quotes one unbroken stretch of the corpus', () => {
    fc.assert(
      fc.property(quote, (shown) => {
        const card = renderCard(answerOf(shown), PRIVATE);
        const text = textsOf(card).find((content) => content.includes('\\[1\\]')) ?? '';
        const { before, lead, highlight, after } = shown;
        const whole = squeezed(cleanText(before + lead) + cleanText(highlight) + cleanText(after));
        expect(whole).toContain(squeezed(readOf(text)));
      }),
      { numRuns: 700 },
    );
  });
});

describe('asPublic', () => {
  it('makes a card that Discord takes of any private answer', () => {
    const [answers] = REPLIES.flatMap(([kind, replies]) => (kind === 'answer' ? [replies] : []));
    fc.assert(
      fc.property(answers ?? fc.constant(answerOf(PLAIN)), (reply) => {
        const shared = asPublic(renderCard(reply, PRIVATE).components, PRIVATE.answerId);
        expect(shared === null ? ['not shared'] : problemsOf(shared)).toEqual([]);
      }),
      { numRuns: 250 },
    );
  });
});

const PLAIN = {
  cutBefore: false,
  before: '',
  lead: '',
  highlight: 'The ferry stops.',
  after: '',
  cutAfter: false,
};

function answerOf(shown: typeof PLAIN): AnswerReply {
  const source = {
    outlet: null,
    title: 'T',
    date: null,
    place: { kind: 'file', file: 'f' } as const,
  };
  return {
    kind: 'answer',
    question: 'q',
    about: 'question',
    reading: null,
    asOf: null,
    confidence: 0.7,
    corpus: '3 documents',
    citations: [{ n: 1, quote: shown, source, paragraph: '¶ 1 of 2', score: 1 }],
  };
}

/** What stands between bold marks, line by line, as it is read. */
function boldOf(text: string): string[] {
  return [...text.matchAll(/\*\*((?:\\[^0-9A-Za-z\s]|[^*\n\\])+)\*\*/gu)].map(([, bold]) =>
    unescaped(bold ?? ''),
  );
}

/** The quotation of a citation's text, as it is read. */
function readOf(text: string): string {
  const quoted = text.replace(/\n?-# \\\[1\\\].*$/s, '');
  const bare = quoted.replace(/^(?:…\u00A0)?“|”(?:\u00A0…)?$/g, '');
  return unescaped(
    bare.replace(/\\[^0-9A-Za-z\s]|\*\*/gu, (found) => (found === '**' ? '' : found)),
  );
}

function unescaped(text: string): string {
  return text.replace(/\\([^0-9A-Za-z\s])/gu, '$1');
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** Line breaks may become fewer where pieces meet, and marks may meet others: letters alone are compared. */
function squeezed(text: string): string {
  return text.replace(/[\s\p{M}\u200C\u200D]/gu, '');
}
