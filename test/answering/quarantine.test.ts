// Questions that a process died with.

import { describe, expect, it } from 'vitest';
import { Quarantine, questionKey } from '../../src/answering/quarantine.js';

describe('questionKey', () => {
  it('is the same for the same words in the same collection, and tells neither', () => {
    expect(questionKey(' who  left?\n')).toBe(questionKey('who left?', 'default'));
    expect(questionKey('who left?', 'other')).not.toBe(questionKey('who left?'));
    expect(questionKey('who stayed?')).not.toBe(questionKey('who left?'));
    expect(questionKey('who left?')).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('Quarantine', () => {
  it('suspects a question after one death and refuses it after two', () => {
    const quarantine = new Quarantine();
    expect([quarantine.isSuspect('a'), quarantine.isRefused('a')]).toEqual([false, false]);
    quarantine.blame(new Set(['a']));
    expect([quarantine.isSuspect('a'), quarantine.isRefused('a')]).toEqual([true, false]);
    quarantine.blame(new Set(['a']));
    expect([quarantine.isSuspect('a'), quarantine.isRefused('a')]).toEqual([true, true]);
    expect(quarantine.isSuspect('b')).toBe(false);
  });

  it('forgets what came back with an answer', () => {
    const quarantine = new Quarantine();
    quarantine.blame(new Set(['a']));
    quarantine.clear('a');
    quarantine.blame(new Set(['a']));
    expect(quarantine.isRefused('a')).toBe(false);
  });

  it('remembers the hundred that were blamed last', () => {
    const quarantine = new Quarantine();
    const keys = Array.from({ length: 101 }, (_, i) => `key ${i}`);
    for (const key of keys) quarantine.blame(new Set([key, 'key 0']));
    expect(keys.filter((key) => !quarantine.isSuspect(key))).toEqual(['key 1']);
    expect(quarantine.isRefused('key 0')).toBe(true);
  });
});
