// The lexical leg with other forms of what a question names.

import { describe, expect, it } from 'vitest';
import { joinForms, lexicalLeg, OTHER_FORM_WEIGHT } from '../../src/retrieval/lexical-leg.js';
import { parseQuestion } from '../../src/retrieval/question.js';
import { documentOf } from '../support/builders.js';
import { indexedCorpus } from '../support/indexed-corpus.js';

describe('joinForms', () => {
  it('takes the better of two scores, the other form a little less', () => {
    const own = [
      { label: 1, bm25: 10 },
      { label: 2, bm25: 4 },
    ];
    const other = [
      { label: 2, bm25: 20 },
      { label: 3, bm25: 10 },
    ];
    expect(joinForms(own, other)).toEqual([
      { label: 1, bm25: 10 },
      { label: 2, bm25: 10 * OTHER_FORM_WEIGHT },
      { label: 3, bm25: 5 * OTHER_FORM_WEIGHT },
    ]);
  });

  it('takes the other form as it is where nothing holds the own', () => {
    const other = [{ label: 3, bm25: 10 }];
    expect(joinForms([], other)).toEqual(other);
    expect(joinForms(other, [])).toEqual(other);
  });
});

describe('lexicalLeg', () => {
  it('finds a passage that holds the other form alone, as a phrase', async () => {
    const texts = ['The treaty organization met.', 'Security of a treaty.', 'The CSTO met.'];
    const corpus = await indexedCorpus(
      texts.map((text, i) => documentOf(`${i}.md`, { paragraphs: [text] })),
    );
    const question = parseQuestion('CSTO');
    const otherForms = [{ instead: ['csto'], term: 'treaty organization' }];
    const found = await lexicalLeg(corpus, { question, otherForms }, 10);
    const passages = await corpus.reader.passages(found.map(({ label }) => label));
    expect(passages.map(({ text }) => text)).toEqual([texts[2], texts[0]]);
  });
});
