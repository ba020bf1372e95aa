import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asOfLine, type AsOfInput } from '../../src/replies/as-of.js';

const NOW = new Date('2024-05-01T12:00:00Z');
const CORPUS = { first: '2015-10-14', last: '2021-07-08' };

const line = (question: string, parts: Partial<AsOfInput> = {}): string | null =>
  asOfLine({ question, filter: {}, corpus: CORPUS, now: NOW, ...parts });

describe('asOfLine', () => {
  it.each([
    ['Who left in 2023?', '2023'],
    ['Who left in March 2024?', 'March 2024'],
    ['Who left on 9 July 2021?', '9 July 2021'],
    ['Who left on July 9th, 2021?', '9 July 2021'],
    ['Who left in 2021-09?', 'September 2021'],
    ['Who left on 2021-07-09?', '9 July 2021'],
    ['Who left in Sept. 2021?', 'September 2021'],
    ['What came of the 2023 sanctions?', '2023'],
    ['Who won the election 2022', '2022'],
    ['What changed between 2016 and 2023?', '2023'],
    ['What will the 2030s bring?', 'the 2030s'],
  ])('says of %j that the corpus ends before', (question, asked) => {
    expect(line(question)).toBe(
      `The corpus ends on 8 July 2021; the question asks about ${asked}.`,
    );
  });

  it.each([
    ['What happened in 1999?', '1999'],
    ['What happened in September 2015?', 'September 2015'],
    ['What happened in the 1990s?', 'the 1990s'],
    ['Who ruled from 1979 to 2016?', '1979'],
  ])('says of %j that the corpus begins after', (question, asked) => {
    expect(line(question)).toBe(
      `The corpus begins on 14 October 2015; the question asks about ${asked}.`,
    );
  });

  it.each([
    'Who left Bagram?',
    'Who left in 2021?',
    'Who left in July 2021?',
    'What happened in 2015?',
    'What happened in October 2015?',
    'What did 2030 soldiers eat?',
    'Who paid $2025 for it?',
    'Who paid 2,023 people?',
    'What is in file-2023 or A2023?',
    'Who fell on 2021-02-31 or on 31 February 2019?',
    'What did Russia Today report?',
    'What changed now that Veldania has left?',
  ])('says nothing of %j', (question) => {
    expect(line(question)).toBeNull();
  });

  it('claims nothing of a year that the corpus may still reach', () => {
    const corpus = { first: '2016', last: '2021' };
    expect(line('Who left in December 2021?', { corpus })).toBeNull();
    expect(line('Who left in January 2016?', { corpus })).toBeNull();
    expect(line('Who left in 2022?', { corpus })).toBe(
      'The corpus ends in 2021; the question asks about 2022.',
    );
  });

  it.each([
    [{ after: '2022' }, 'The corpus ends on 8 July 2021', 'from 2022 on'],
    [{ after: '2021-07-09' }, 'The corpus ends on 8 July 2021', 'from 9 July 2021 on'],
    [{ before: '2015' }, 'The corpus begins on 14 October 2015', 'before 2015'],
    [{ before: '2015-10-14' }, 'The corpus begins on 14 October 2015', 'before 14 October 2015'],
  ])('reads the filter %j', (filter, corpus, asked) => {
    expect(line('Who left?', { filter })).toBe(
      `${corpus}; the question asks for documents ${asked}.`,
    );
  });

  it.each([{ after: '2021' }, { after: '2021-07-08' }, { before: '2016' }, { before: '2030' }])(
    'says nothing of the filter %j',
    (filter) => {
      expect(line('Who left?', { filter })).toBeNull();
    },
  );

  it.each([
    ['What is the latest on the dam?', 'latest'],
    ['Who rules today?', 'today'],
    ['Today, who rules?', 'today'],
    ['Who rules now?', 'now'],
    ['What happened this week?', 'this week'],
    ['Who is currently in office?', 'currently'],
    ['What did they recently sign?', 'recently'],
    ['What happened yesterday?', 'yesterday'],
    ['What happened last month?', 'last month'],
  ])('says of %j that the corpus has ended', (question, word) => {
    expect(line(question)).toBe(
      `The corpus ends on 8 July 2021; the question asks about “${word}”.`,
    );
  });

  it('lets a corpus speak of the present for sixty days', () => {
    const at = (now: string) => line('Who rules today?', { now: new Date(now) });
    expect(at('2021-09-06T00:00:00Z')).toBeNull();
    expect(at('2021-09-07T00:00:00Z')).not.toBeNull();
  });

  it('speaks of a message as such, and leaves its own "today" alone', () => {
    expect(line('It will end in 2023.', { about: 'message' })).toBe(
      'The corpus ends on 8 July 2021; the message speaks of 2023.',
    );
    expect(line('It ends today.', { about: 'message' })).toBeNull();
  });

  it('says nothing of a corpus without dates', () => {
    const corpus = { first: null, last: null };
    expect(line('Who left in 2023?', { corpus, filter: { after: '2030' } })).toBeNull();
  });

  it('never throws and never claims that a day within the corpus lies beyond it', () => {
    const day = fc
      .date({ min: new Date('2015-10-14'), max: new Date('2021-07-08'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    const length = fc.constantFrom(4, 7, 10);
    fc.assert(
      fc.property(day, length, (date, characters) => {
        expect(line(`Who left on ${date.slice(0, characters)}?`)).toBeNull();
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (question) => {
        expect(() => line(question)).not.toThrow();
      }),
    );
  });
});
