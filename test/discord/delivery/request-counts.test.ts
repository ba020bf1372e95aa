// Invalid requests are counted over ten minutes, and told in time.

import { describe, expect, it } from 'vitest';
import { openRequestCounts } from '../../../src/discord/delivery/request-counts.js';

const MINUTE = 60_000;

function open(invalidMark?: number) {
  let time = 0;
  const told: number[] = [];
  const seen: string[] = [];
  const counts = openRequestCounts({
    now: () => time,
    onInvalid: (count) => told.push(count),
    onRequest: (requestClass) => seen.push(requestClass),
    ...(invalidMark === undefined ? {} : { invalidMark }),
  });
  const fail = (times: number): void => {
    for (let n = 0; n < times; n += 1) counts.record({ class: '4xx', isInvalid: true });
  };
  return { counts, told, seen, fail, pass: (milliseconds: number) => (time += milliseconds) };
}

describe('openRequestCounts', () => {
  it('counts by class and tells each request', () => {
    const { counts, seen } = open();
    counts.record({ class: '2xx', isInvalid: false });
    counts.record({ class: 'no_response', isInvalid: false });
    expect(counts.byClass()).toEqual({ '2xx': 1, '4xx': 0, '429': 0, '5xx': 0, no_response: 1 });
    expect(seen).toEqual(['2xx', 'no_response']);
    expect(counts.invalid()).toBe(0);
  });

  it('tells of the five hundredth within ten minutes, once', () => {
    const { told, fail } = open();
    fail(499);
    expect(told).toEqual([]);
    fail(200);
    expect(told).toEqual([500]);
  });

  it('forgets what is older than ten minutes', () => {
    const { counts, told, fail, pass } = open(10);
    fail(6);
    pass(6 * MINUTE);
    fail(3);
    pass(4 * MINUTE + 1);
    fail(6);
    expect(counts.invalid()).toBe(9);
    expect(told).toEqual([]);
    pass(10 * MINUTE + 1);
    expect(counts.invalid()).toBe(0);
  });

  it('tells again when it gets worse after it was better', () => {
    const { told, fail, pass } = open(10);
    fail(12);
    pass(11 * MINUTE);
    fail(10);
    expect(told).toEqual([10, 10]);
  });

  it('keeps no more than Discord would count', () => {
    const { counts, fail } = open();
    fail(10_050);
    expect(counts.invalid()).toBe(10_000);
  });
});
