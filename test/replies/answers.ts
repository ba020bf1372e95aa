// Answers and citations with only what a test is about spelled out.

import type { Answer, Citation, CorpusSummary } from '../../src/answering/answer.js';
import type { Coverage } from '../../src/replies/coverage.js';

export const CORPUS: CorpusSummary = { documents: 3, first: '2015-10-14', last: '2021-07' };

export const COVERAGE: Coverage = {
  ...CORPUS,
  outlets: ['Inforos', 'SouthFront'],
  titles: ['The airfield', 'The border', 'The summit'],
};

export type CitationParts = Partial<Omit<Citation, 'document'>> & {
  readonly document?: Partial<Citation['document']>;
};

/** A citation whose highlight is its whole text unless told. */
export function citationOf(text: string, parts: CitationParts = {}): Citation {
  return {
    n: 1,
    paragraph: { first: 7, last: 7, of: 23 },
    text,
    highlight: { start: 0, end: text.length },
    score: 0.5,
    ...parts,
    document: {
      id: 'a-000000',
      title: 'A title',
      outlet: 'Inforos',
      date: '2021-07-08',
      url: null,
      file: 'notes/a.md',
      ...parts.document,
    },
  };
}

/** Where a sentence stands in a text. */
export function spanOf(text: string, sentence: string): { start: number; end: number } {
  const start = text.indexOf(sentence);
  if (start < 0) throw new Error(`"${sentence}" does not stand in the text`);
  return { start, end: start + sentence.length };
}

export function answerOf(parts: Partial<Answer> = {}): Answer {
  return {
    question: 'Who left Bagram?',
    outcome: 'answer',
    confidence: 0.8,
    citations: [citationOf('American forces left Bagram.')],
    corpus: CORPUS,
    timings: { embedMs: 1, searchMs: 1, totalMs: 2 },
    ...parts,
  };
}
