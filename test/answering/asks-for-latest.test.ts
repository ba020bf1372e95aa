import { describe, expect, it } from 'vitest';
import { asksForLatest } from '../../src/answering/asks-for-latest.js';

describe('asksForLatest', () => {
  it.each([
    'What is the latest on Bagram?',
    'Who holds the base today?',
    'Is it closed at present?',
  ])('hears that %s is about now', (question) => {
    expect(asksForLatest(question)).toBe(true);
  });

  it.each(['Who left Bagram in 2021?', 'Who presented the plan?', 'What did it cost?'])(
    'hears that %s is not',
    (question) => {
      expect(asksForLatest(question)).toBe(false);
    },
  );
});
