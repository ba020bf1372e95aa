// What a person typed, taken apart.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isStatement,
  MAX_QUESTION_CHARACTERS,
  parseQuestion,
  plainQuestion,
} from '../../src/retrieval/question.js';
import { failureOf } from '../support/failure-of.js';

const NOTHING = { phrases: [], without: [] };

describe('parseQuestion', () => {
  it('folds white space and keeps the words as they were typed', () => {
    const question = parseQuestion('  Who \n left\tBagram?  ');
    expect(question.asked).toBe('Who left Bagram?');
    expect(question.text).toBe('Who left Bagram?');
    expect(question.filter).toEqual(NOTHING);
    expect(question.collection).toBeNull();
  });

  it.each(['"day of doom"', '“day of doom”'])(
    'takes %s as a phrase that stays in the text',
    (quoted) => {
      const question = parseQuestion(`Who spoke of the ${quoted} there?`);
      expect(question.text).toBe('Who spoke of the day of doom there?');
      expect(question.filter.phrases).toEqual(['day of doom']);
      expect(question.asked).toContain(quoted);
    },
  );

  it('takes several phrases, and none from quotes around nothing', () => {
    expect(parseQuestion('"one" and “two” and "!"').filter.phrases).toEqual(['one', 'two']);
    expect(parseQuestion('a "" b').filter.phrases).toEqual([]);
    expect(parseQuestion('an unclosed "quote').filter.phrases).toEqual([]);
  });

  it('takes -word as a word that must not stand there', () => {
    const question = parseQuestion('Afghanistan -Taliban -Kabul’s');
    expect(question.filter.without).toEqual(['Taliban', 'Kabul’s']);
    expect(question.text).toBe('Afghanistan');
  });

  it.each(['state-of-the-art', 'a - b', '-', '--', 'minus -5% -'])(
    'leaves the dashes of "%s" that are no operator',
    (text) => {
      const { filter } = parseQuestion(text);
      expect(filter.without).toEqual(text.includes('-5') ? ['5'] : []);
    },
  );

  it('takes dates, outlet and collection, whatever their case', () => {
    const question = parseQuestion(
      'AFTER:2021-07 troops before:2022 outlet:"Al Jazeera" collection:News in Bagram',
    );
    expect(question.filter).toEqual({
      ...NOTHING,
      after: '2021-07',
      before: '2022',
      outlet: 'Al Jazeera',
    });
    expect(question.collection).toBe('news');
    expect(question.text).toBe('troops in Bagram');
  });

  it('takes curly quotes around a value', () => {
    expect(parseQuestion('outlet:“Al Jazeera” x').filter.outlet).toBe('Al Jazeera');
  });

  it('does not look inside words: "thereafter:2021" is no filter', () => {
    expect(parseQuestion('thereafter:2021').filter).toEqual(NOTHING);
  });

  it('joins given filters with typed ones; given ones win, undefined ones do not', () => {
    const given = { after: '2020', before: undefined, phrases: ['b'], without: ['d'] };
    const question = parseQuestion('after:2019 before:2022 "a" -c x', given);
    expect(question.filter).toEqual({
      after: '2020',
      before: '2022',
      phrases: ['a', 'b'],
      without: ['c', 'd'],
    });
  });

  it.each(['after:yesterday', 'before:2021-13', 'after:2021-02-30'])(
    'refuses "%s" with a sentence that says how to write it',
    async (typed) => {
      const failure = await failureOf(() => parseQuestion(`troops ${typed}`));
      expect(failure.code).toBe('bad_question');
      expect(failure.message).toContain('2021-07-08');
    },
  );

  it('leaves an operator without a value in the text', () => {
    expect(parseQuestion('what came after:').text).toBe('what came after:');
  });

  it('refuses a given date that is none', async () => {
    const failure = await failureOf(() => parseQuestion('troops', { after: 'soon' }));
    expect(failure.code).toBe('bad_question');
  });

  it('refuses a question that is too long and says how long it may be', async () => {
    const failure = await failureOf(() => parseQuestion('x'.repeat(MAX_QUESTION_CHARACTERS + 1)));
    expect(failure.code).toBe('bad_question');
    expect(failure.message).toContain(String(MAX_QUESTION_CHARACTERS));
    expect(parseQuestion('x'.repeat(MAX_QUESTION_CHARACTERS)).asked).toHaveLength(2_000);
  });

  it('searches with the words that carry meaning, each once and folded', () => {
    const { terms } = parseQuestion("Who did Erdoğan's envoy meet, and who met the ENVOY?");
    expect(terms).toEqual(['erdogan', 'envoy', 'meet', 'met']);
  });
});

describe('plainQuestion', () => {
  it('reads no operator in a text, and takes given filters as they are', () => {
    const typed = 'after:2021 he said "day of doom" -never collection:news';
    const question = plainQuestion(` ${typed}\n`, { outlet: 'Inforos', phrases: ['x'] });
    expect(question).toMatchObject({ asked: typed, text: typed, collection: null });
    expect(question.filter).toEqual({ outlet: 'Inforos', phrases: ['x'], without: [] });
    expect(question.terms).toEqual(expect.arrayContaining(['doom', 'news']));
    expect(plainQuestion('x', { phrases: undefined }).filter).toEqual(NOTHING);
  });

  it('refuses a given date that is none', async () => {
    const failure = await failureOf(() => plainQuestion('troops', { after: 'soon' }));
    expect(failure.code).toBe('bad_question');
  });

  it('cuts a long text between two words', () => {
    const text = 'word '.repeat(1_000);
    const { asked } = plainQuestion(text);
    expect(asked).toBe(text.slice(0, MAX_QUESTION_CHARACTERS - 1));
    const exact = 'x'.repeat(MAX_QUESTION_CHARACTERS);
    expect(plainQuestion(exact).asked).toBe(exact);
    expect(plainQuestion(`${exact} y`).asked).toBe(exact);
  });

  it('takes any text: its beginning, never too long and never with half a character', () => {
    const pieces = fc.constantFrom('a', ' ', '\n', '"', '😀', '-b', 'after:2021', 'é'.repeat(700));
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 3_000 }), (all) => {
        const whole = all.join('').replace(/\s+/g, ' ').trim();
        const { asked } = plainQuestion(all.join(''));
        expect(whole.startsWith(asked)).toBe(true);
        expect(asked.length).toBeLessThanOrEqual(MAX_QUESTION_CHARACTERS);
        expect(asked).not.toMatch(/\p{Surrogate}/u);
        expect(asked === '').toBe(whole === '');
      }),
      { numRuns: 50 },
    );
  });
});

describe('isStatement', () => {
  it.each([
    'Smoking raises the risk of heart disease.',
    'The ferry to Orlan stopped sailing in May',
  ])('knows "%s" for one', (text) => {
    expect(isStatement(text)).toBe(true);
  });

  it.each([
    'Does smoking raise the risk of heart disease',
    'The ferry to Orlan stopped sailing when?',
    'In which year did the ferry stop sailing',
    'and what did the minister say of it',
    'CSTO members and limits',
    '',
  ])('knows "%s" for none', (text) => {
    expect(isStatement(text)).toBe(false);
  });
});
