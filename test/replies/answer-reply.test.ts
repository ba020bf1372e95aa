import { describe, expect, it } from 'vitest';
import type { NoneReason } from '../../src/answering/answer.js';
import { answerReply } from '../../src/replies/answer-reply.js';
import type { NoneReply } from '../../src/replies/reply.js';
import { answerOf, citationOf, COVERAGE, spanOf } from './answers.js';

const LONG = Array.from({ length: 12 }, (_, i) => `Sentence number ${i} stands here.`).join(' ');
const highlight = spanOf(LONG, 'Sentence number 5 stands here.');
const cited = [1, 2].map((n) => citationOf(LONG, { n, highlight }));

describe('answerReply', () => {
  it('shows an answer with its confidence and what was searched', () => {
    expect(answerReply(answerOf())).toMatchObject({
      kind: 'answer',
      confidence: 0.8,
      corpus: '3 documents, 14 Oct 2015 to July 2021',
      citations: [{ n: 1, quote: { highlight: 'American forces left Bagram.' } }],
    });
  });

  it('quotes enough around the first citation and little around the others', () => {
    const reply = answerReply(answerOf({ citations: cited }));
    if (reply.kind !== 'answer') throw new Error(reply.kind);
    const [first, second] = reply.citations.map(({ quote }) => quote);
    expect(first).toMatchObject({ cutBefore: false, cutAfter: false });
    expect(second?.before.length).toBeLessThan(first?.before.length ?? 0);
  });

  it('says plainly that the closest passages are no answer, and quotes each in brief', () => {
    const reply = answerReply(answerOf({ outcome: 'closest', citations: cited }));
    if (reply.kind !== 'closest') throw new Error(reply.kind);
    expect(reply.text).toContain('does not seem to answer');
    expect(reply.citations[0]?.quote.cutBefore).toBe(true);
  });

  it('shows three closest passages at most', () => {
    const citations = [1, 2, 3, 4, 5].map((n) => citationOf(LONG, { n, highlight }));
    const reply = answerReply(answerOf({ outcome: 'closest', citations }));
    expect(reply).toMatchObject({ citations: [{ n: 1 }, { n: 2 }, { n: 3 }] });
    expect(reply).not.toHaveProperty('citations.3');
  });

  it.each(['answer', 'closest', 'none'] as const)(
    'says of an outcome %s how the question was read and what lies beyond the corpus',
    (outcome) => {
      const asked = { question: 'why?', reading: 'Why did they leave?', asOf: 'It ends in 2021.' };
      const reply = answerReply(answerOf({ outcome }), asked);
      expect(reply).toMatchObject({ kind: outcome, about: 'question', ...asked });
    },
  );

  it('takes a question as it was asked unless told', () => {
    const plain = { question: 'Who left Bagram?', about: 'question', reading: null, asOf: null };
    expect(answerReply(answerOf())).toMatchObject(plain);
  });

  it.each(['closest', 'none'] as const)('speaks of a message, not of a question: %s', (outcome) => {
    const reply = answerReply(answerOf({ outcome, reason: 'greeting' }), { about: 'message' });
    expect(reply).toMatchObject({ about: 'message' });
    expect('text' in reply ? reply.text : '').not.toMatch(/question|Hello/);
  });

  const none = (reason?: NoneReason): NoneReply => {
    const given = reason === undefined ? {} : { reason };
    const answer = answerOf({ outcome: 'none', confidence: 0, citations: [], ...given });
    return answerReply(answer, { coverage: COVERAGE }) as NoneReply;
  };

  it.each<[NoneReason, RegExp, RegExp]>([
    ['greeting', /^Hello!/, /What is said about “The/],
    ['noise', /None of these words/, /What is said about “The/],
    ['filtered', /filters/, /after:.*outlet:/],
    ['nothing_near', /comes near/, /other words.*What is said about/],
  ])('has a text and a suggestion of its own for %s', (reason, text, suggestion) => {
    const reply = none(reason);
    expect(reply).toMatchObject({ kind: 'none', reason });
    expect(reply.text).toMatch(text);
    expect(reply.suggestion).toMatch(suggestion);
  });

  it('says what the corpus covers where there is no answer, and cites nothing', () => {
    const reply = none('nothing_near');
    expect(reply.covers).toBe(
      'The corpus holds 3 documents, 14 Oct 2015 to July 2021, from Inforos and SouthFront.',
    );
    expect(reply).not.toHaveProperty('citations');
  });

  it('takes a missing reason for nothing near', () => {
    expect(none().reason).toBe('nothing_near');
  });

  it('suggests whole questions where the corpus names no titles', () => {
    const answer = answerOf({ outcome: 'none', citations: [], reason: 'greeting' });
    expect(answerReply(answer)).toMatchObject({
      suggestion: 'Ask a whole question, with the name of a person or a place.',
    });
  });
});
