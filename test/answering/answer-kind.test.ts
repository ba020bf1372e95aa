// The kind of answer a question asks for, and whether a sentence holds one.

import { describe, expect, it } from 'vitest';
import { holdsKind, kindAskedFor } from '../../src/answering/answer-kind.js';

describe('kindAskedFor', () => {
  it.each([
    ['When was Bagram given up?', 'time'],
    ['In which year did it open?', 'time'],
    ['How many soldiers were there?', 'amount'],
    ['What is the population of Orlan?', 'amount'],
    ['Who left?', 'actor'],
    ['Which company built it?', 'actor'],
    ['Where did they meet?', 'place'],
    ['In what country is it?', 'place'],
    ['Why did they go?', 'reason'],
    ['What did Lavrov say about the talks?', null],
    ['CSTO members', null],
  ])('of "%s" is %s', (question, kind) => {
    expect(kindAskedFor(question)).toBe(kind);
  });
});

describe('holdsKind', () => {
  it.each([
    ['It closed on 3 May.', 'When did it close?', true],
    ['It closed for good.', 'When did it close?', false],
    ['There were 12 of them.', 'How many were there?', true],
    ['There were twelve of them.', 'How many were there?', true],
    ['Of those in 2015 few came.', 'How many came in 2015?', false],
    ['The door was opened by Karzai.', 'Who opened the door?', true],
    ['The door was opened by Karzai.', 'Who saw Karzai?', false],
    ['They met in Bishkek.', 'Where did they meet?', true],
    ['It closed because of the war.', 'Why did it close?', true],
    ['It closed early.', 'Why did it close?', false],
  ] as const)('"%s" for "%s": %s', (sentence, question, holds) => {
    const kind = kindAskedFor(question);
    expect(kind !== null && holdsKind(kind, sentence, question)).toBe(holds);
  });
});
