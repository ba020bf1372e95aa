import { describe, expect, it } from 'vitest';
import { exampleQuestions, showCoverage, showSummary } from '../../src/replies/coverage.js';
import { CORPUS, COVERAGE } from './answers.js';

describe('showSummary', () => {
  it('names one date once', () => {
    expect(showSummary({ documents: 1, first: '2021', last: '2021' })).toBe('1 document, 2021');
  });

  it('names no dates where none are known', () => {
    expect(showSummary({ documents: 2, first: null, last: null })).toBe('2 documents');
  });
});

describe('showCoverage', () => {
  it('counts the outlets that are too many to name', () => {
    const outlets = ['A', 'B', 'C', 'D', 'E', 'F'];
    expect(showCoverage({ ...CORPUS, outlets })).toContain('from A, B, C, D and 2 more outlets.');
  });

  it('leaves out outlets where there are none', () => {
    expect(showCoverage({ ...CORPUS, outlets: [] })).toMatch(/July 2021\.$/);
  });
});

describe('exampleQuestions', () => {
  it('asks about titles of the corpus, each once', () => {
    const examples = exampleQuestions(COVERAGE.titles, 'hello');
    expect(new Set(examples).size).toBe(2);
    for (const example of examples) expect(example).toMatch(/“The (airfield|border|summit)”\?$/);
  });

  it('has none for a corpus without titles, and one for one', () => {
    expect(exampleQuestions([], 'hello')).toEqual([]);
    expect(exampleQuestions(['The only'], 'hi')).toEqual(['What is said about “The only”?']);
  });
});
