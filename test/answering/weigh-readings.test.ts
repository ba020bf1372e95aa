import { describe, expect, it } from 'vitest';
import { supportsCompleted } from '../../src/answering/weigh-readings.js';
import { answerOf, citationOf } from '../replies/answers.js';

const asked = answerOf({ question: 'What did Lavrov say?', confidence: 0.5 });
const completed = (text: string, confidence: number) =>
  answerOf({ confidence, citations: [citationOf(text, { label: 7 })] });

const HOLDS = 'Lavrov called the ferry a failure.';

describe('supportsCompleted', () => {
  it('is true where a passage shown before speaks of whom the question names', () => {
    expect(supportsCompleted({ asked, completed: completed(HOLDS, 0.8), shown: [7] })).toBe(true);
  });

  it.each([
    ['the passage was not shown before', completed(HOLDS, 0.8), [3]],
    ['the passage does not speak of them', completed('The ferry failed.', 0.8), [7]],
    ['the question is supported as well as it was asked', completed(HOLDS, 0.5), [7]],
  ])('is false where %s', (_, found, shown) => {
    expect(supportsCompleted({ asked, completed: found, shown })).toBe(false);
  });

  it('is false where the completed question is not answered', () => {
    const closest = { ...completed(HOLDS, 0.9), outcome: 'closest' as const };
    expect(supportsCompleted({ asked, completed: closest, shown: [7] })).toBe(false);
    const none = answerOf({ outcome: 'none', citations: [] });
    expect(supportsCompleted({ asked, completed: none, shown: [7] })).toBe(false);
  });
});
