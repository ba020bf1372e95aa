import { describe, expect, it } from 'vitest';
import { readSummarizeCall } from '../../src/console/summarize-call.js';
import { failureOf } from '../support/failure-of.js';

const call = (...words: string[]) => readSummarizeCall(['node', 'summarize', ...words]);

describe('readSummarizeCall', () => {
  it('reads a document and a number of sentences', () => {
    expect(call('--document', 'a-000000', '--sentences', '5', '--json')).toMatchObject({
      request: { about: 'document', document: 'a-000000', sentences: 5 },
      json: true,
    });
  });

  it('reads a topic with a length and filters', () => {
    const words = ['--topic', 'the ferry', '--length', 'long', '--after', '2015'];
    expect(call(...words, '--phrase', 'a b', '--without', 'c')).toMatchObject({
      request: {
        ...{ about: 'topic', topic: 'the ferry', length: 'long' },
        filter: { after: '2015', phrases: ['a b'], without: ['c'] },
      },
      json: false,
    });
  });

  it('lists every problem at once', async () => {
    const failure = await failureOf(() => call('--length', 'tall', '--sentences', '0'));
    expect(failure.code).toBe('bad_call');
    expect(failure.message.split('; ')).toHaveLength(3);
  });

  it.each([
    ['neither', []],
    ['both', ['--document', 'a', '--topic', 'b']],
    ['an empty topic', ['--topic', ' ']],
    ['a topic that is only a filter', ['--topic', 'after:2015']],
    ['a filter beside a document', ['--document', 'a', '--after', '2015']],
    ['a date that is none', ['--topic', 'a', '--after', 'x']],
    ['too many sentences', ['--topic', 'a', '--sentences', '21']],
    ['an unknown flag', ['--topic', 'a', '--frobnicate']],
  ])('refuses %s', async (_, words) => {
    expect((await failureOf(() => call(...words))).code).toBe('bad_call');
  });
});
