import { describe, expect, it } from 'vitest';
import { needsAnswer, readTurn, type TurnBefore } from '../../src/answering/read-turn.js';

const BEFORE: TurnBefore = {
  question: 'Who opened the bridge?',
  answer: { sentence: 'It was opened by Ines Calder.', before: '', title: 'A bridge' },
  outlets: ['Harbour Post', 'Island Letter', 'Island News'],
};

const read = (question: string, before: Partial<TurnBefore> = {}) =>
  readTurn(question, { ...BEFORE, ...before });

describe('readTurn', () => {
  it.each(['more', 'Tell me more!', 'ok, tell me more about it', 'what else?', 'go on'])(
    'takes %j as a wish for more',
    (question) => {
      expect(read(question)).toEqual({ kind: 'more' });
    },
  );

  it.each(['who said that?', 'And who says so?', 'says who?'])(
    'takes %j as asking who said what was quoted',
    (question) => {
      expect(read(question)).toMatchObject({
        kind: 'speaker',
        question: expect.stringMatching(/ — It was opened by Ines Calder$/) as string,
      });
    },
  );

  it.each([
    ['who is she?', 'Who is Ines Calder?'],
    ['what did she promise?', 'What did Ines Calder promise — who opened the bridge?'],
    ['what was her reason?', "What was Ines Calder's reason — who opened the bridge?"],
  ])('puts whom the answer names into %j', (question, complete) => {
    expect(read(question)).toEqual({ kind: 'completed', question: complete, isCertain: true });
  });

  it.each([
    ['and according to the Harbour Post?', 'Who opened the bridge? outlet:"Harbour Post"'],
    ['what does the Letter say?', 'Who opened the bridge? outlet:"Island Letter"'],
    ['and the Harbour Post?', 'Who opened the bridge? outlet:"Harbour Post"'],
    ['according to Ada Tull?', 'Who opened the bridge according to Ada Tull?'],
  ])('asks the same of whom %j names', (question, complete) => {
    expect(read(question)).toEqual({ kind: 'completed', question: complete, isCertain: true });
  });

  it('lets the outlet asked before make way for another', () => {
    const question = 'What did Island News say of the dam? outlet:"Island News" after:2015';
    expect(read('and the Harbour Post?', { question })).toMatchObject({
      question: 'What did Harbour Post say of the dam? after:2015 outlet:"Harbour Post"',
    });
  });

  it('takes a name that several outlets share as a name', () => {
    expect(read('what does Island say?')).not.toMatchObject({ kind: 'more' });
    expect(JSON.stringify(read('what does Island say?'))).not.toContain('outlet:');
  });

  it('is not certain of a new name with a verb that anybody may do', () => {
    expect(read('What did Sel say?')).toMatchObject({ kind: 'completed', isCertain: false });
  });

  it.each(['Who is Ivo Sel?', 'Tell me more about the ferry', 'what happened in May 2016?'])(
    'takes %j as asked',
    (question) => {
      expect(read(question)).toEqual({ kind: 'asked' });
    },
  );

  it('takes a filter that makes no sense as asked: whoever searches tells', () => {
    expect(read('more after:soon')).toEqual({ kind: 'asked' });
  });
});

describe('needsAnswer', () => {
  it('is true only where the words of the answer may be needed', () => {
    expect(['who said that?', 'who is she?', 'and in 2015?', 'why?'].map(needsAnswer)).toEqual([
      ...[true, true, false, false],
    ]);
  });
});
