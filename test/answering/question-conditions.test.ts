// Conditions that a question sets and that what was found may not meet.

import { describe, expect, it } from 'vitest';
import {
  namesMissing,
  negationMissing,
  numbersMissing,
} from '../../src/answering/question-conditions.js';

describe('numbersMissing', () => {
  it('is the share of numbers that do not stand there as they are', () => {
    expect(numbersMissing('Did 12 ships leave in 2015?', 'In 2015 a ship left.')).toBe(0.5);
    expect(numbersMissing('Did 1,000 leave?', 'Some 1,000 left.')).toBe(0);
    expect(numbersMissing('Did they leave?', 'They left in 2015.')).toBe(0);
  });
});

describe('namesMissing', () => {
  it('is the share of names that do not stand there, in whatever case', () => {
    expect(namesMissing('Did Karzai’s men meet Ghani?', 'karzai’s men met nobody.')).toBe(0.5);
    expect(namesMissing('Was Erdoğan there?', 'Erdogan was there.')).toBe(0);
  });

  it('takes the first word for none, since it is capitalised anyway', () => {
    expect(namesMissing('Ferries stopped when?', 'Nothing.')).toBe(0);
  });
});

describe('negationMissing', () => {
  it.each([
    ['Who did not sign?', 'All signed.', 1],
    ['Who didn’t sign?', 'All signed.', 1],
    ['Who did not sign?', 'Two never signed.', 0],
    ['Who signed?', 'Nobody did not sign.', 0],
    ['Is it notable?', 'It is noted.', 0],
  ])('of "%s" in "%s" is %d', (question, sentence, missing) => {
    expect(negationMissing(question, sentence)).toBe(missing);
  });
});
