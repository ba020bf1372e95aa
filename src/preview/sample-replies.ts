// One sample of every kind of reply, with invented texts: what the preview draws.

import type {
  AnswerReply,
  ClosestReply,
  ContextReply,
  NoneReply,
  PrivacyReply,
  SourcesReply,
  WhyReply,
} from '../replies/reply.js';
import { CITATIONS, HARD_CITATIONS, citationOf, sourceOf } from './sample-citations.js';

const CORPUS = '17 documents, 14 Oct 2015 to 2026';
const QUESTION = 'When does the Orlan ferry stop running?';
const ASKED = { question: QUESTION, about: 'question', reading: null, asOf: null } as const;

export const ANSWER: AnswerReply = {
  kind: 'answer',
  ...ASKED,
  citations: CITATIONS,
  confidence: 0.83,
  corpus: CORPUS,
};

export const FOLLOW_UP: AnswerReply = {
  ...ANSWER,
  question: 'and in 2031?',
  reading: 'When does the Orlan ferry stop running in 2031?',
  asOf: 'The corpus ends in 2026; the question asks about 2031.',
  citations: CITATIONS.slice(0, 1),
  confidence: 0.5,
};

export const NEAR_MESSAGE: AnswerReply = {
  ...ANSWER,
  about: 'message',
  question: 'lol they are closing the ferry for good, nobody even voted on it',
  citations: CITATIONS.slice(0, 2),
};

export const HARD_ANSWER: AnswerReply = {
  ...ANSWER,
  question: '# @here **when** does the [ferry](https://evil.example) stop?',
  citations: HARD_CITATIONS,
};

export const FIVE: AnswerReply = {
  ...ANSWER,
  citations: [...CITATIONS, ...CITATIONS.slice(0, 2)].map((citation, i) => ({
    ...citation,
    n: i + 1,
  })),
};

export const CLOSEST: ClosestReply = {
  kind: 'closest',
  ...ASKED,
  question: 'Who designed the bridge at Tessen?',
  text: 'The corpus does not seem to answer this. These passages come nearest:',
  citations: CITATIONS,
  corpus: CORPUS,
};

export const NONE: NoneReply = {
  kind: 'none',
  ...ASKED,
  question: 'What is the best pizza dough?',
  reason: 'nothing_near',
  text: 'Nothing in the documents comes near this question.',
  covers:
    'The corpus holds 17 documents, 14 Oct 2015 to 2026, from Velmora Courier, Harbour Post and 3 more outlets.',
  suggestion:
    'Say it in other words, or try: What is said about “Ferry service across the Isk to end in spring”?',
};

export const GREETING: NoneReply = {
  ...NONE,
  question: 'hello',
  reason: 'greeting',
  text: 'Hello! Ask me something, and I will quote what the documents say, word for word.',
  suggestion: 'Try: What is said about “What changes on the river this year”?',
};

export const SOURCES: SourcesReply = {
  kind: 'sources',
  question: QUESTION,
  text: `20 passages in 5 documents for “${QUESTION}”, [1] the nearest:`,
  groups: [
    {
      source: sourceOf(),
      passages: [
        ...CITATIONS.slice(0, 1),
        citationOf(4, { cutBefore: true, highlight: 'The board had put the vote off twice.' }),
      ],
    },
    ...CITATIONS.slice(1).map((citation) => ({ source: citation.source, passages: [citation] })),
  ],
  page: { number: 2, of: 4 },
};

export const CONTEXT: ContextReply = {
  kind: 'context',
  n: 1,
  source: sourceOf(),
  of: 23,
  paragraphs: [
    paragraphOf(6, 'The ministry had promised a decision before the summer.'),
    paragraphOf(
      7,
      'For months the two towns heard nothing. On Tuesday the harbour board voted six to one to close the crossing on 1 April. The board will pay for a bus until the autumn.',
      'On Tuesday the harbour board voted six to one to close the crossing on 1 April.',
    ),
    paragraphOf(
      8,
      'The one vote against came from the ferrymen’s own delegate, Maren Holt, who called the date “a gift to nobody”.',
    ),
  ],
  page: 0,
  hasEarlier: true,
  hasLater: false,
};

export const DOCUMENT: ContextReply = {
  ...CONTEXT,
  n: null,
  paragraphs: CONTEXT.paragraphs.map((paragraph) => ({
    ...paragraph,
    isCited: false,
    highlight: null,
  })),
  hasEarlier: false,
  hasLater: true,
};

export const WHY: WhyReply = {
  kind: 'why',
  text: '79 passages were compared with the question, by meaning and by words; the rarer a word, the more it counts.',
  words: ['Orlan (in 2 passages)', 'ferry (in 6 passages)', 'stop (in 11 passages)'],
  unknown: ['hydrofoil'],
  passages: CITATIONS.map(({ n, source, paragraph }) => ({
    n,
    title: source.title,
    paragraph,
    reason:
      n === 1
        ? 'First, because its best sentence is very close in meaning (.78) and holds “Orlan” and “ferry”, which stand in 2 and 6 passages; it was 1st by meaning and 1st by words.'
        : `Its best sentence is close in meaning (.6${n}) and holds none of the question’s words; it was ${n === 2 ? '2nd' : '5th'} by meaning and shares no word with the question.`,
  })),
  speaksFor: ['its best sentence is close to the question in meaning (.78, usually .64)'],
  speaksAgainst: ['the next passages are about as close (.05, usually .09)'],
  confidence: 'Fairly sure (83 %): of passages found like this, about 8 in 10 hold the answer.',
};

export const PRIVACY: PrivacyReply = {
  kind: 'privacy',
  text: 'Questions are answered on this machine: nothing leaves it but what is sent to Discord. Logs hold no questions.',
  kept: [
    {
      what: 'What an answer’s buttons need: who asked and where, and which passages were found. Not the question itself.',
      howLong: '30 days',
    },
    { what: 'The last question of a conversation, for follow-ups', howLong: '30 minutes' },
    { what: 'Your verdict on an answer, with its question only if you add it', howLong: '30 days' },
  ],
  yours: 'Kept of you now: 4 answers, 1 question and 2 verdicts.',
};

function paragraphOf(n: number, text: string, marked = ''): ContextReply['paragraphs'][number] {
  const start = text.indexOf(marked);
  const isCited = marked !== '';
  return {
    n,
    text,
    isCited,
    highlight: isCited ? { start, end: start + marked.length } : null,
    cutBefore: false,
    cutAfter: false,
  };
}
