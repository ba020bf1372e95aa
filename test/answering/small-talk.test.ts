// Greetings and noise get no citation.

import { describe, expect, it } from 'vitest';
import { isGreeting, isNoise } from '../../src/answering/small-talk.js';

describe('isGreeting', () => {
  it.each([
    'hi',
    'Hello!',
    'HEY THERE',
    'good morning everyone',
    'thank you so much',
    "what's up?",
    'Привет!',
    'Hello, bot 👋',
  ])('takes "%s" as a greeting', (text) => {
    expect(isGreeting(text)).toBe(true);
  });

  it.each([
    'hi, who left Bagram?',
    'Who said hello to Karzai?',
    'test of the missile',
    '',
    'okay then why',
  ])('takes "%s" as something else', (text) => {
    expect(isGreeting(text)).toBe(false);
  });
});

describe('isNoise', () => {
  const term = (frequency: number) => ({ term: 'x', frequency, idf: 1 });

  it('is a question of which no word stands in the corpus', () => {
    expect(isNoise([term(0), term(0)])).toBe(true);
    expect(isNoise([])).toBe(true);
    expect(isNoise([term(0), term(1)])).toBe(false);
  });
});
