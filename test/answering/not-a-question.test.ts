import { describe, expect, it } from 'vitest';
import { notAQuestion } from '../../src/answering/not-a-question.js';

describe('notAQuestion', () => {
  it.each([
    ['thanks, that helps!', 'greeting'],
    ['Who are you?', 'about_us'],
    ['hello, what can you do?', 'about_us'],
    ['where do you get your information?', 'about_us'],
    ['and in 2015?', 'incomplete'],
    ['before March 2016?', 'incomplete'],
    ['why?', 'incomplete'],
    ['who said that?', 'incomplete'],
    ['tell me more', 'incomplete'],
    ['what did he want for it?', 'incomplete'],
    ['what did he promise?', 'incomplete'],
    ['what about it?', 'incomplete'],
  ] as const)('%j is %s', (question, reason) => {
    expect(notAQuestion(question)).toBe(reason);
  });

  it.each([
    'What happened in 2015?',
    'and Korrin?',
    'what about Turkey?',
    'Who left Bagram?',
    'What did he say about the dam and the ferry?',
    'How do you say "dam" in Korrin?',
    'Who resigned?',
    'help for refugees',
    '2015 summit',
    'и в 2015?',
    '',
  ])('%j is asked of the corpus', (question) => {
    expect(notAQuestion(question)).toBeNull();
  });
});
