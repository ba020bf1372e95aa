// Partial dates as ranges of days.

import { describe, expect, it } from 'vitest';
import { firstDay, isPartialDate, lastDay } from '../../src/store/partial-dates.js';

describe('isPartialDate', () => {
  it.each(['2021', '2021-07', '2021-07-08', '2024-02-29', '0999-12-31'])('takes %s', (text) => {
    expect(isPartialDate(text)).toBe(true);
  });

  it.each([
    '',
    '21',
    '2021-7',
    '2021-13',
    '2021-00',
    '2021-02-30',
    '2023-02-29',
    '2021-07-08T',
    'x',
  ])('refuses "%s"', (text) => {
    expect(isPartialDate(text)).toBe(false);
  });
});

describe('firstDay and lastDay', () => {
  it.each([
    ['2021', '2021-01-01', '2021-12-31'],
    ['2021-06', '2021-06-01', '2021-06-30'],
    ['2024-02', '2024-02-01', '2024-02-29'],
    ['2021-07-08', '2021-07-08', '2021-07-08'],
  ])('of %s are %s and %s', (date, first, last) => {
    expect(firstDay(date)).toBe(first);
    expect(lastDay(date)).toBe(last);
  });
});
