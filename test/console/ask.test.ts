import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { askBatch, batchLine, type BatchResult } from '../../src/console/ask-batch.js';
import { readAskCall } from '../../src/console/ask-call.js';
import { readLines } from '../../src/console/read-lines.js';
import { ReadableError } from '../../src/shared/errors.js';
import { answerOf } from '../replies/answers.js';
import { failureOf } from '../support/failure-of.js';
import { fakeAnswerer, type FakeAnswerer } from './fake-answerer.js';

const call = (...words: string[]) => readAskCall(['node', 'ask', ...words]);

describe('readAskCall', () => {
  it('reads a question with filters', () => {
    const filters = ['--after', '2015', '--phrase', 'a b', '--phrase', 'c', '--limit', '3'];
    expect(call('Who left?', ...filters, '--json')).toMatchObject({
      request: {
        question: 'Who left?',
        filter: { after: '2015', phrases: ['a b', 'c'] },
        limit: 3,
      },
      json: true,
    });
  });

  it('takes words without quotation marks for one question', () => {
    expect(call('Who', 'left?').request?.question).toBe('Who left?');
  });

  it('lists every problem at once', async () => {
    const wrong = ['--after', 'x', '--before', '2021-13', '--limit', '21', '--collection', 'A B'];
    const { code, message } = await failureOf(() => call('Who before:y?', ...wrong));
    expect(code).toBe('bad_call');
    expect(message.split('; ').map((problem) => problem.split(' ')[0])).toEqual([
      ...['after', 'before', 'collection', 'limit'],
      'before:y?',
      'write',
    ]);
  });

  it.each([
    ['no question', []],
    ['an empty question', ['  ']],
    ['a question that is only a filter', ['after:2015']],
    ['a question beside --batch', ['Who?', '--batch']],
    ['an unknown flag', ['Who?', '--frobnicate']],
    ['a limit of nothing', ['Who?', '--limit', '0']],
    ['a limit that is no number', ['Who?', '--limit', '5x']],
  ])('refuses %s', async (_, words) => {
    expect((await failureOf(() => call(...words))).code).toBe('bad_call');
  });

  it('leaves the questions of a batch to stdin', () => {
    expect(call('--batch').request).toBeNull();
  });
});

async function batch(answerer: FakeAnswerer, ...lines: string[]): Promise<BatchResult[]> {
  const input = new PassThrough();
  input.end(lines.join('\n'));
  const results: BatchResult[] = [];
  const options = { answerer, explain: false, onDefect: () => undefined };
  for await (const result of askBatch(readLines(input), options)) results.push(result);
  return results;
}

const errorOf = (result: BatchResult | undefined) =>
  result !== undefined && 'error' in result ? result.error : null;

describe('readAskCall with --batch', () => {
  it('refuses filters that the lines bring themselves, by name', () => {
    expect(() => call('--batch', '--limit', '1', '--outlet', 'Nope')).toThrow(
      /outlet, limit|limit, outlet/,
    );
    expect(call('--batch', '--explain')).toMatchObject({ request: null, explain: true });
  });
});

describe('askBatch', () => {
  it('answers every line in order, each with its id as it was given', async () => {
    const results = await batch(
      fakeAnswerer(),
      '{"id":"a","question":"One?"}',
      '',
      '{"id":2,"question":"Two?"}',
      '{"question":"Three?"}',
    );
    expect(results.map(({ id }) => id)).toEqual(['a', 2, null]);
    expect(results[1]).toMatchObject({ question: 'Two?', outcome: 'answer' });
  });

  it('passes filters on and ignores fields that it does not know', async () => {
    const answerer = fakeAnswerer();
    const line = { question: 'One?', after: '2015', phrases: 'a b', without: ['c'], limit: 2 };
    await batch(answerer, JSON.stringify({ ...line, before: null, answers: ['x'] }));
    expect(answerer.asked[0]).toMatchObject({
      filter: { after: '2015', phrases: ['a b'], without: ['c'], before: undefined },
      limit: 2,
    });
  });

  it.each([
    ['{"id":"a",', null, 'bad_call'],
    ['["a"]', null, 'bad_call'],
    ['{"id":"a"}', 'a', 'bad_question'],
    ['{"id":"a","question":" "}', 'a', 'bad_question'],
    ['{"id":"a","question":"x","after":"y"}', 'a', 'bad_call'],
    ['{"id":"a","question":"x after:y"}', 'a', 'bad_question'],
    ['{"id":"a","question":"x","limit":21}', 'a', 'bad_call'],
    ['{"id":{},"question":7}', null, 'bad_question'],
  ])('gives an error for the line %s, and goes on', async (line, id, code) => {
    const results = await batch(fakeAnswerer(), line, '{"id":"next","question":"x"}');
    expect(results[0]?.id).toBe(id);
    expect(errorOf(results[0])?.code).toBe(code);
    expect(results[1]).toMatchObject({ id: 'next', outcome: 'answer' });
  });

  it('gives an error for a question that fails, and tells a defect to the log alone', async () => {
    const answerer = fakeAnswerer({
      answer: ({ question }) => {
        if (question === 'readable') throw new ReadableError({ code: 'closed', text: 'Gone.' });
        throw new TypeError('x is undefined');
      },
    });
    const results = await batch(answerer, '{"question":"readable"}', '{"question":"defect"}');
    expect(errorOf(results[0])).toEqual({ code: 'closed', message: 'Gone.' });
    expect(errorOf(results[1])).toMatchObject({ code: 'defect' });
    expect(errorOf(results[1])?.message).not.toContain('undefined');
  });
});

describe('batchLine', () => {
  it('stays one line, whatever stands in the text', () => {
    const question = 'a\nb\u2028c\u2029d';
    const line = batchLine({ ...answerOf({ question }), id: 'x' });
    expect(line).not.toMatch(/[\n\u2028\u2029]/);
    expect(JSON.parse(line)).toMatchObject({ id: 'x', question });
  });
});

describe('readLines', () => {
  it('puts characters together that come in pieces, and keeps a last line without an end', async () => {
    const input = new PassThrough();
    const bytes = Buffer.from('斑馬\r\n\u2028x\nlast');
    for (const byte of bytes) input.write(Buffer.from([byte]));
    input.end();
    const lines: string[] = [];
    for await (const line of readLines(input)) lines.push(line);
    expect(lines).toEqual(['斑馬', '\u2028x', 'last']);
  });
});
