import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSameSide, narrowTo, readSide, readSides } from '../../src/comparisons/side.js';
import { isPartialDate } from '../../src/store/partial-dates.js';

describe('readSide', () => {
  it.each([
    ['2015', '2015', '2016'],
    ['2021-05', '2021-05', '2021-06'],
    ['2021-12', '2021-12', '2022-01'],
    ['2020-02-28', '2020-02-28', '2020-02-29'],
    ['2021-12-31', '2021-12-31', '2022-01-01'],
    ['May 2021', '2021-05', '2021-06'],
    ['sept. 2021', '2021-09', '2021-10'],
    ['2015..2019', '2015', '2020'],
    ['2015-2019', '2015', '2020'],
    ['2015 – 2019', '2015', '2020'],
    ['2015 to 2021-05', '2015', '2021-06'],
    ['before 2016', null, '2016'],
    ['before:2016', null, '2016'],
    ['until 2016', null, '2017'],
    ['After 2020', '2020', null],
    ['since March 2020', '2020-03', null],
  ])('reads "%s" as a period', (typed, after, before) => {
    expect(readSide(typed)).toEqual({ kind: 'period', after, before, text: typed });
  });

  it.each(['Inforos', 'France 24', '2021-13', 'After Dark', '5 to 9', 'before the war', '20155'])(
    'takes "%s" for an outlet',
    (typed) => {
      expect(readSide(` ${typed} `)).toEqual({ kind: 'outlet', outlet: typed });
    },
  );

  it.each(['', '   ', '2019..2015', '2021-05 to 2021-04'])('refuses "%s"', (typed) => {
    expect(() => readSide(typed)).toThrow(expect.objectContaining({ code: 'bad_question' }));
  });

  it('gives nothing but dates and names, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (typed) => {
        fc.pre(typed.trim() !== '');
        const side = readSide(`x${typed}`);
        const dates = side.kind === 'period' ? [side.after, side.before] : [];
        expect(dates.every((date) => date === null || isPartialDate(date))).toBe(true);
      }),
    );
  });
});

describe('narrowTo', () => {
  it('keeps the narrower of two bounds', () => {
    const side = readSide('2015..2019');
    expect(narrowTo(side, { after: '2016-03', before: '2021' })).toEqual({
      after: '2016-03',
      before: '2020',
    });
    expect(narrowTo(side, { after: '2014' })).toEqual({ after: '2015', before: '2020' });
  });

  it('leaves the other filters alone', () => {
    const filter = { after: '2016', phrases: ['exactly so'] };
    expect(narrowTo(readSide('Inforos'), filter)).toEqual({ ...filter, outlet: 'Inforos' });
  });

  it('refuses two outlets at once', () => {
    expect(() => narrowTo(readSide('Inforos'), { outlet: 'AFP' })).toThrow('twice');
  });
});

describe('readSides', () => {
  it('reads two sides that go with a filter', () => {
    const [first, second] = readSides('2015', 'Inforos', { after: '2014' });
    expect([first.kind, second.kind]).toEqual(['period', 'outlet']);
  });

  it('refuses a side against itself, and a second outlet', () => {
    expect(() => readSides('2021-05', 'May 2021')).toThrow('the same');
    expect(() => readSides('2021', 'Inforos', { outlet: 'AFP' })).toThrow('twice');
  });
});

describe('isSameSide', () => {
  it('knows a side again however it is written', () => {
    expect(isSameSide(readSide('2021-05'), readSide('May 2021'))).toBe(true);
    expect(isSameSide(readSide('Inforos'), readSide('inforos'))).toBe(true);
    expect(isSameSide(readSide('2021'), readSide('after 2021'))).toBe(false);
    expect(isSameSide(readSide('Inforos'), readSide('2021'))).toBe(false);
  });
});
