import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { findDate, parseDate } from '../../src/corpus/parse-date.js';

describe('parseDate', () => {
  it.each([
    ['2021-05-25', '2021-05-25'],
    ['2021-05-25T23:30:00+03:00', '2021-05-25'],
    ['2021/05/25', '2021-05-25'],
    ['2021-05', '2021-05'],
    ['2021', '2021'],
    ['14.06.2020 09:20', '2020-06-14'],
    ['3.4.2021', '2021-04-03'],
    ['25/05/2021', '2021-05-25'],
    ['05/25/2021', '2021-05-25'],
    ['25 May 2021', '2021-05-25'],
    ['May 25, 2021', '2021-05-25'],
    ['Tuesday, 25th of May, 2021 at 3:15 p.m.', '2021-05-25'],
    ['Sept. 2021', '2021-09'],
    ['MARCH 2018', '2018-03'],
    ['25 мая 2021 г.', '2021-05-25'],
    ['май 2021', '2021-05'],
    ['25 Mayıs 2021', '2021-05-25'],
    ['25. März 2021', '2021-03-25'],
    ['le 1er février 2021', '2021-02-01'],
    ['25 de mayo de 2021', '2021-05-25'],
  ])('reads %s as %s', (written, date) => {
    expect(parseDate(written)).toBe(date);
  });

  it.each(['July 7', '7 июля', 'Mar 3, 21', 'yesterday', '', '25.05.21', 'soon', '12345'])(
    'supplies no year to %j',
    (written) => {
      expect(parseDate(written)).toBeNull();
    },
  );

  it.each(['2021-02-30', '31 June 2021', '31.04.2021', '2021-13-01', '0000-01-01'])(
    'refuses %s, which no calendar has',
    (written) => {
      expect(parseDate(written)).toBeNull();
    },
  );

  it('keeps only the year of a date that could be read two ways', () => {
    expect(parseDate('03/04/2021')).toBe('2021');
    expect(parseDate('04/04/2021')).toBe('2021-04-04');
  });

  it('gives back every calendar day written in ISO form', () => {
    const days = fc.date({ min: new Date('1500-01-01'), max: new Date('2500-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(days, (day) => {
        const iso = day.toISOString();
        return parseDate(iso) === iso.slice(0, 10);
      }),
      { numRuns: 100 },
    );
  });
});

describe('findDate', () => {
  it('says where in the text the date stands', () => {
    expect(findDate('Published: 25 May 2021')).toMatchObject({ date: '2021-05-25', start: 11, end: 22 });
  });

  it('passes over numbers that are no dates', () => {
    expect(findDate('call 8.800.2000.600 or 10.0.0.2021')).toBeNull();
  });
});
