// Identifiers and numbers as a text may write them.

import { describe, expect, it } from 'vitest';
import { exactForms } from '../../src/understanding/exact-forms.js';

describe('exactForms', () => {
  it.each([
    ['Who bought the S-400?', ['S-400', 'S400']],
    ['Who bought the S400?', ['S-400']],
    ['What did COVID-19 change?', ['COVID-19', 'COVID19']],
    ['What followed 9/11?', ['9/11', '911']],
    ['Who paid 1,000 people?', ['1,000', '1000']],
    ['Who paid 12500 people?', ['12,500']],
    ['What does the Rs-28 carry?', ['Rs-28', 'Rs28']],
  ])('reads %j', (question, forms) => {
    expect(exactForms(question)).toEqual(forms);
  });

  it.each([
    'Who left in 2015?',
    'What happened on the 19th of May?',
    'What did UN resolution 2019 say?',
    'Is Mazar-i-Sharif a well-known place?',
  ])('has nothing to add to %j', (question) => {
    expect(exactForms(question)).toEqual([]);
  });
});
