import { describe, expect, it } from 'vitest';
import { showDate, spellDate } from '../../src/replies/show-date.js';

describe('showDate', () => {
  it.each([
    ['2015-10-14', '14 Oct 2015'],
    ['2021-07-08', '8 Jul 2021'],
    ['2021-07', 'July 2021'],
    ['2021', '2021'],
  ])('writes %s as precisely as it is known: %s', (date, shown) => {
    expect(showDate(date)).toBe(shown);
  });

  it('gives back what is no date', () => {
    expect(showDate('2021-13-01')).toBe('2021-13-01');
  });
});

describe('spellDate', () => {
  it.each([
    ['2021-07-08', '8 July 2021'],
    ['2021-07', 'July 2021'],
    ['2021', '2021'],
    ['2021-13-01', '2021-13-01'],
  ])('writes %s out: %s', (date, shown) => {
    expect(spellDate(date)).toBe(shown);
  });
});
