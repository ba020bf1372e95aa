import { describe, expect, it } from 'vitest';
import {
  contextOf,
  onlyHighlight,
  shrinkContext,
  shrinkHighlight,
} from '../../../src/discord/cards/shrink-quote.js';
import { quoteOf } from './cards.js';

const QUOTE = quoteOf('The board voted on Tuesday.', {
  before: 'Nobody knew. The towns waited for months. ',
  lead: 'Then it came. ',
  after: ' One voted against. The rest went home.',
});

describe('shrinkContext', () => {
  it('leaves a quotation alone that has room', () => {
    expect(shrinkContext(QUOTE, contextOf(QUOTE))).toBe(QUOTE);
  });

  it('keeps the nearest whole sentences and says what it left out', () => {
    expect(shrinkContext(QUOTE, 60)).toEqual({
      ...QUOTE,
      cutBefore: true,
      before: 'The towns waited for months. ',
      after: ' One voted against.',
      cutAfter: true,
    });
  });

  it('gives one side the room that the other does not need', () => {
    const { before, after } = shrinkContext({ ...QUOTE, before: '' }, 40);
    expect([before, after]).toEqual(['', QUOTE.after]);
  });

  it('never touches the sentence and what must be read before it', () => {
    const { lead, highlight, before, after } = shrinkContext(QUOTE, 0);
    expect([before, lead, highlight, after]).toEqual(['', QUOTE.lead, QUOTE.highlight, '']);
  });

  it('says nothing was left out where nothing but white space was', () => {
    const quote = shrinkContext(quoteOf('One.', { before: '  ', after: '\n\n' }), 0);
    expect([quote.cutBefore, quote.cutAfter]).toEqual([false, false]);
  });
});

describe('onlyHighlight', () => {
  it('counts what must be read before as left out', () => {
    expect(onlyHighlight(quoteOf('One.', { lead: 'Zero. ' }))).toMatchObject({
      cutBefore: true,
      lead: '',
      cutAfter: false,
    });
  });
});

describe('shrinkHighlight', () => {
  it('cuts the sentence at a word and says so', () => {
    expect(shrinkHighlight(quoteOf('The board voted on Tuesday.'), 17)).toMatchObject({
      highlight: 'The board voted',
      cutAfter: true,
    });
  });
});
