// Answers and citations with only what a test is about spelled out.

import type { Answer, Citation, CorpusSummary } from '../../src/answering/answer.js';
import type { SummarizeRequest } from '../../src/answering/answerer.js';
import type { Summary, SummarySentence } from '../../src/summaries/summary.js';
import type { WhyInput } from '../../src/replies/why-reply.js';
import type { ScoreTrace } from '../../src/retrieval/scored-passage.js';
import type { FoundPassage } from '../../src/store/state-store.js';
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
    label: 1,
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

export const TRACE: ScoreTrace = {
  cosine: 0.74,
  contextCosine: 0.7,
  sentenceCosine: 0.8,
  dense: 0.75,
  bm25: 2,
  bm25Share: 0.5,
  coverage: 0.5,
  order: 0.5,
  lexical: 0.5,
  score: 0.72,
  denseRank: 1,
  lexicalRank: 3,
};

/** A passage as it is kept, shown as `[1]`. */
export function foundOf(parts: Partial<FoundPassage> = {}): FoundPassage {
  return {
    label: 1,
    n: 1,
    shownAs: 1,
    documentId: 'a-000000',
    highlight: { start: 0, end: 4 },
    score: 0.72,
    title: 'A title',
    paragraph: { first: 7, last: 7, of: 23 },
    trace: TRACE,
    ...parts,
  };
}

/** What is kept of an answer, as far as its reasons go. */
export const WHY: WhyInput = {
  words: [
    { word: 'left', passages: 9 },
    { word: 'Bagram', passages: 4 },
    { word: 'zeppelin', passages: 0 },
  ],
  found: [foundOf()],
  searched: 79,
  confidence: 0.8,
  outcome: 'answer',
};

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

/** A summary's sentence that stands alone in its passage. */
export function summarySentenceOf(
  text: string,
  parts: Partial<SummarySentence> = {},
): SummarySentence {
  const { n, label, document, paragraph, score } = citationOf(text);
  return {
    n,
    label,
    document,
    paragraph,
    score,
    text,
    span: { start: 0, end: text.length },
    ...parts,
  };
}

/** A summary of one sentence. */
export function summaryOf(request: SummarizeRequest, parts: Partial<Summary> = {}): Summary {
  return {
    about: request.about,
    title: request.about === 'topic' ? request.topic : 'A title',
    outcome: 'answer',
    sentences: [summarySentenceOf('American forces left Bagram.')],
    corpus: CORPUS,
    ...parts,
  };
}
