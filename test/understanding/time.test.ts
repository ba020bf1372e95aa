// The time a question asks about, and what it adds to a passage's score.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { presentWord } from '../../src/understanding/present-word.js';
import { timeAsked } from '../../src/understanding/time-asked.js';
import { DATE_BONUS, RECENCY_BONUS, timeBonus } from '../../src/understanding/time-bonus.js';
import { scoredOf } from '../support/builders.js';

const passage = (text: string, date: string | null) =>
  scoredOf(text, { document: { date } }).passage;

describe('timeAsked', () => {
  it.each([
    ['Who left in October 2015?', '2015-10-01', '2015-10-31'],
    ['Who left in 2021?', '2021-01-01', '2021-12-31'],
    ['Who left on 14 October 2015?', '2015-10-14', '2015-10-14'],
    ['Who left between March 2015 and May 2016?', '2015-03-01', '2016-05-31'],
    ['Who ruled from 2004 to 2014?', '2004-01-01', '2014-12-31'],
    ['Who has left since 2019?', '2019-01-01', null],
    ['Who ruled until May 2016?', null, '2016-05-31'],
    ['What of the 1990s?', '1990-01-01', '1999-12-31'],
  ])('reads %j', (question, from, to) => {
    expect(timeAsked(question)).toEqual([{ from, to }]);
  });

  it('reads two dates that are no span apart, in their order', () => {
    expect(timeAsked('Who ruled in 2021 and who in 2015?')).toEqual([
      { from: '2021-01-01', to: '2021-12-31' },
      { from: '2015-01-01', to: '2015-12-31' },
    ]);
  });

  it.each(['Who left before the withdrawal?', 'Who sent 2000 soldiers?', 'Who left?'])(
    'leaves %j alone',
    (question) => {
      expect(timeAsked(question)).toEqual([]);
    },
  );
});

describe('timeBonus', () => {
  const corpus = { first: '2015-10-14', last: '2021-07-08' };
  const of2015 = { ranges: timeAsked('in October 2015'), isRecent: false };

  it('prefers what is dated in the time, and what tells of it', () => {
    const bonus = timeBonus(of2015, corpus);
    expect(bonus?.(passage('They met.', '2015-10-14'))).toBe(DATE_BONUS);
    expect(bonus?.(passage('They met.', '2015'))).toBe(DATE_BONUS);
    expect(bonus?.(passage('They met in October 2015.', '2021-07-08'))).toBe(DATE_BONUS);
    expect(bonus?.(passage('They met in 2015.', '2021-07-08'))).toBe(0);
    expect(bonus?.(passage('They met.', null))).toBe(0);
  });

  it('prefers the newer where the newest is asked for', () => {
    const bonus = timeBonus({ ranges: [], isRecent: true }, corpus);
    const [newest, older, oldest] = ['2021-07-08', '2020-02', '2015-10-14'].map(
      (date) => bonus?.(passage('Same.', date)) ?? 0,
    );
    expect(newest).toBe(RECENCY_BONUS);
    expect(older).toBeLessThan(newest ?? 0);
    expect(oldest).toBeLessThan(older ?? 0);
    expect(bonus?.(passage('Same.', null))).toBe(0);
  });

  it('is none where no time is asked for', () => {
    expect(timeBonus({ ranges: [], isRecent: false }, corpus)).toBeNull();
  });

  it('is bounded whatever the dates', () => {
    const day = fc
      .date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(day, day, day, (date, first, last) => {
        const bonus = timeBonus({ ...of2015, isRecent: true }, { first, last });
        const added = bonus?.(passage('Same.', date)) ?? -1;
        expect(added).toBeGreaterThanOrEqual(0);
        expect(added).toBeLessThanOrEqual(DATE_BONUS + RECENCY_BONUS);
      }),
    );
  });
});

describe('presentWord', () => {
  it.each([
    ['What is the latest on the dam?', 'latest'],
    ['What happened last month?', 'last month'],
    ['What happened in the last year of the war?', null],
    ['What did Russia Today report?', null],
  ])('reads %j', (question, word) => {
    expect(presentWord(question)).toBe(word);
  });
});
