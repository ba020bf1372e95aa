import { describe, expect, it } from 'vitest';
import { ask } from '../../src/replies/ask.js';
import { fakeAnswerer } from '../console/fake-answerer.js';
import { answerOf, citationOf } from './answers.js';

const EARLIER = { question: 'What did Veldania say about the dam?', cited: [], seen: [] };

describe('ask', () => {
  it('gives the answer, everything found, the reply and how much was searched', async () => {
    const sources = [citationOf('One.', { n: 1 }), citationOf('Two.', { n: 2, label: 2 })];
    const answerer = fakeAnswerer({ sources });
    const asked = await ask(answerer, { question: 'Who left?', limit: 3, explain: true });
    expect(answerer.asked[0]).toMatchObject({ question: 'Who left?', limit: 3, found: 20 });
    expect(asked).toMatchObject({ question: 'Who left?', searched: 12, found: sources });
    expect(asked.reply).toMatchObject({ kind: 'answer', question: 'Who left?', reading: null });
  });

  it('searches the complete question, and shows the one that was asked', async () => {
    const answerer = fakeAnswerer();
    const asked = await ask(answerer, { question: ' and  Korrin? ' }, { earlier: EARLIER });
    const complete = 'What did Korrin say about the dam?';
    expect(answerer.asked[0]?.question).toBe(complete);
    expect(asked.question).toBe(complete);
    expect(asked.reply).toMatchObject({ question: 'and Korrin?', reading: complete });
  });

  it('leaves filters that were given beside a question to that question', async () => {
    const answerer = fakeAnswerer();
    const filter = { after: '2015', outlet: 'Veldt Post' };
    const first = await ask(answerer, { question: EARLIER.question, filter });
    expect(first.question).toBe(EARLIER.question);
    const next = await ask(answerer, { question: 'And Korrin?' }, { earlier: first.turn });
    expect(next.question).toBe('What did Korrin say about the dam?');
  });

  it('takes a message as it stands', async () => {
    const answerer = fakeAnswerer();
    const message = 'and Korrin? after:2015 it goes on';
    const context = { earlier: EARLIER, about: 'message' } as const;
    const asked = await ask(answerer, { question: message }, context);
    expect(answerer.asked[0]).toMatchObject({ question: message, isPlain: true });
    expect(asked.reply).toMatchObject({ about: 'message', reading: null, question: message });
  });

  it('says where the complete question asks beyond the corpus', async () => {
    const now = new Date('2024-05-01T00:00:00Z');
    const { reply } = await ask(
      fakeAnswerer(),
      { question: 'and in 2023?' },
      { earlier: EARLIER, now },
    );
    expect(reply).toMatchObject({
      asOf: 'The corpus ends in July 2021; the question asks about 2023.',
    });
  });

  it('reads what the corpus covers where there is no answer', async () => {
    const none = answerOf({ outcome: 'none', citations: [], reason: 'nothing_near' });
    const { reply } = await ask(fakeAnswerer({ answer: () => none }), { question: 'Who?' });
    expect(reply).toMatchObject({
      kind: 'none',
      covers: expect.stringContaining('from Inforos and SouthFront') as string,
    });
  });

  it('shows for "more" what was not shown, as passages that come next', async () => {
    const sources = [1, 2, 3].map((label) => citationOf(`Passage ${label}.`, { n: label, label }));
    const answerer = fakeAnswerer({ sources });
    const first = await ask(answerer, { question: EARLIER.question });
    const next = await ask(answerer, { question: 'tell me more' }, { earlier: first.turn });
    expect(next.answer.citations.map(({ n, label }) => [n, label])).toEqual([
      [1, 2],
      [2, 3],
    ]);
    expect(next.reply).toMatchObject({
      kind: 'closest',
      text: 'These passages come next for the same question:',
      reading: `more on ${EARLIER.question}`,
    });
    const last = await ask(answerer, { question: 'more' }, { earlier: next.turn });
    expect(last.reply).toMatchObject({ kind: 'none', reason: 'nothing_more' });
  });

  it('completes an uncertain question only where the corpus supports it, and says how to undo it', async () => {
    const passage = citationOf('Sel blamed the dam.', { label: 1 });
    const answerer = fakeAnswerer({
      answer: ({ question }) =>
        answerOf({
          question,
          citations: [passage],
          confidence: question.includes('dam') ? 0.9 : 0.4,
        }),
    });
    const { turn } = await ask(answerer, { question: EARLIER.question });
    const sel = await ask(answerer, { question: 'What did Sel say?' }, { earlier: turn });
    expect(sel.reply).toMatchObject({
      reading: 'What did Sel say about the dam?',
      hint: 'Ask it once more to have it searched as it stands.',
    });
    const again = await ask(answerer, { question: 'What did Sel say?' }, { earlier: sel.turn });
    expect(again.reply).toMatchObject({ reading: null });
    const tull = await ask(answerer, { question: 'What did Tull say?' }, { earlier: turn });
    expect(tull.reply).toMatchObject({ reading: null, hint: null });
  });

  it('goes on from nothing where the corpus was not asked', async () => {
    const hello = answerOf({ outcome: 'none', citations: [], reason: 'greeting' });
    const { turn } = await ask(fakeAnswerer({ answer: () => hello }), { question: 'thanks' });
    expect(turn).toBeNull();
  });

  it('refuses a filter that makes no sense, also in a follow-up', async () => {
    const failing = ask(fakeAnswerer(), { question: 'and after:x?' }, { earlier: EARLIER });
    await expect(failing).rejects.toMatchObject({ code: 'bad_question' });
  });
});
