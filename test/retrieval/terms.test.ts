// Words for the lexical leg.

import { describe, expect, it } from 'vitest';
import { contentTerms, words } from '../../src/retrieval/terms.js';
import { stem } from '../../src/retrieval/stem.js';

describe('words', () => {
  it('are folded, each once, in order', () => {
    expect(words('The CAFÉ, the café: ＥＲＲ-112345!')).toEqual(['the', 'cafe', 'err', '112345']);
  });

  it('are none where there are none', () => {
    expect(words('?! … —')).toEqual([]);
  });
});

describe('contentTerms', () => {
  it('leaves out stop words and what an apostrophe leaves behind', () => {
    expect(contentTerms("What didn't Lavrov's aide say about it?")).toEqual([
      'didn',
      'lavrov',
      'aide',
    ]);
  });

  it('keeps every word where none carries meaning', () => {
    expect(contentTerms('Who are they?')).toEqual(['who', 'are', 'they']);
  });
});

describe('stem', () => {
  it('brings the forms of a word together, the same every time', () => {
    for (const forms of [
      ['treaty', 'treaties'],
      ['withdraw', 'withdrawing'],
      ['attack', 'attacked'],
    ]) {
      expect(new Set(forms.map((form) => stem(form))).size).toBe(1);
      expect(forms.map((form) => stem(form))).toEqual(forms.map((form) => stem(form)));
    }
  });
});
