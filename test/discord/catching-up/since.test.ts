import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSince, SINCE_FORMS } from '../../../src/discord/catching-up/since.js';

/** A Wednesday. */
const NOW = Date.parse('2026-08-05T15:30:00.000Z');

const read = (text: string): string | null => {
  const since = readSince(text, NOW);
  return since === null ? null : new Date(since).toISOString().slice(0, 19);
};

describe('readSince', () => {
  it.each([
    ['30m', '2026-08-05T15:00:00'],
    ['90 minutes ago', '2026-08-05T14:00:00'],
    ['2h', '2026-08-05T13:30:00'],
    ['since 2 hours', '2026-08-05T13:30:00'],
    ['1d', '2026-08-04T15:30:00'],
    ['2 Weeks', '2026-07-22T15:30:00'],
    ['today', '2026-08-05T00:00:00'],
    [' Yesterday ', '2026-08-04T00:00:00'],
    ['monday', '2026-08-03T00:00:00'],
    ['last tuesday', '2026-08-04T00:00:00'],
    ['wednesday', '2026-07-29T00:00:00'],
    ['thursday', '2026-07-30T00:00:00'],
    ['2026-08-01', '2026-08-01T00:00:00'],
    ['2026-08-01 09:15', '2026-08-01T09:15:00'],
    ['2026-08-01T09:15:30+02:00', '2026-08-01T07:15:30'],
    ['2026-08-01t09:15z', '2026-08-01T09:15:00'],
  ])('reads %j', (text, moment) => {
    expect(read(text)).toBe(moment);
  });

  it.each([
    ...['', 'soon', '2', 'h', '-2h', '0h', '2.5h', '2y', '12345m', 'mon', '1d2h'],
    ...['2026-02-30', '2026-13-01', '2026-8-1', '2026-08-01 25:00', '2026-08-01 9:15', '26-08-01'],
  ])('does not guess what %j means', (text) => {
    expect(read(text)).toBeNull();
  });

  it.each(['2026-08-06', '2026-08-05 15:30', '9999-01-01'])('takes no future: %j', (text) => {
    expect(read(text)).toBeNull();
  });

  it('names only forms that it reads', () => {
    const forms = [...SINCE_FORMS.matchAll(/“([^”]+)”/g)].map(([, form = '']) => form);
    expect(forms.length).toBeGreaterThan(4);
    for (const form of forms) expect(read(form), form).not.toBeNull();
  });

  it('gives a moment before now or none, whatever is typed', () => {
    const typed = fc.oneof(
      fc.string(),
      fc.date({ noInvalidDate: true }).map((date) => date.toISOString().slice(0, 16)),
      fc
        .tuple(fc.integer(), fc.constantFrom('m', 'h', 'd', 'w', 'days ago'))
        .map((all) => all.join('')),
    );
    fc.assert(
      fc.property(typed, (text) => {
        const since = readSince(text, NOW);
        expect(since === null || (since >= 0 && since < NOW)).toBe(true);
      }),
    );
  });
});
