// Each event once, for as long as it could be answered twice.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openSeenIds } from '../../../src/discord/delivery/seen-ids.js';

const MINUTE = 60_000;

function open(most = 3) {
  let time = 0;
  const seen = openSeenIds({ now: () => time, most });
  return { seen, pass: (milliseconds: number) => (time += milliseconds) };
}

describe('openSeenIds', () => {
  it('knows an id again for a quarter of an hour after it first came, and not for ever', () => {
    const { seen, pass } = open();
    expect(seen.isNew('a')).toBe(true);
    expect(seen.isNew('a')).toBe(false);
    pass(15 * MINUTE);
    expect(seen.isNew('a')).toBe(false);
    pass(1);
    expect(seen.isNew('a')).toBe(true);
    expect(seen.isNew('a')).toBe(false);
  });

  it('forgets the oldest where there is no room', () => {
    const { seen } = open(2);
    expect(['a', 'b', 'c'].map((id) => seen.isNew(id))).toEqual([true, true, true]);
    expect(seen.isNew('c')).toBe(false);
    expect(seen.isNew('b')).toBe(false);
    expect(seen.isNew('a')).toBe(true);
  });

  it('has room for a hundred thousand', () => {
    const seen = openSeenIds({ now: () => 0 });
    for (let n = 0; n < 100_000; n += 1) seen.isNew(String(n));
    expect(seen.isNew('0')).toBe(false);
    seen.isNew('one more');
    expect(seen.isNew('0')).toBe(true);
  });

  it('agrees with a plain list of who came when', () => {
    const events = fc.array(fc.tuple(fc.nat(5), fc.nat(8 * MINUTE)), { maxLength: 40 });
    fc.assert(
      fc.property(events, (arrivals) => {
        const { seen, pass } = open(100);
        const first = new Map<string, number>();
        let time = 0;
        for (const [id, later] of arrivals.map(([n, ms]) => [String(n), ms] as const)) {
          time += later;
          pass(later);
          const known = first.get(id);
          const isNew = known === undefined || time - known > 15 * MINUTE;
          if (isNew) first.set(id, time);
          expect(seen.isNew(id)).toBe(isNew);
        }
      }),
    );
  });
});
