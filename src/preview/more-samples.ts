// The samples that are lists and facts: documents, about, help, numbers, single lines.

import type {
  AboutReply,
  DocumentsReply,
  ErrorReply,
  ExplanationReply,
  HelpReply,
  NoticeReply,
} from '../replies/reply.js';
import type { CatchUpReply } from '../replies/topic-replies.js';
import { FUSION } from '../retrieval/fuse-scores.js';
import { CITATIONS } from './sample-citations.js';
import { WHY } from './sample-replies.js';

const TRACE = {
  cosine: 0.712,
  contextCosine: 0.64,
  sentenceCosine: 0.803,
  dense: 0.733,
  bm25: 6.2,
  bm25Share: 0.81,
  coverage: 0.81,
  order: 0.81,
  lexical: 0.81,
  score: 0.741,
  denseRank: 1,
  lexicalRank: 3,
};

export const DOCUMENTS: DocumentsReply = {
  kind: 'documents',
  text: 'The corpus holds 42 documents:',
  documents: Array.from({ length: 14 }, () => CITATIONS)
    .flat()
    .map(({ source }, i) => ({ source, paragraphs: (i * 7) % 23 || 1 })),
};

export const ABOUT: AboutReply = {
  kind: 'about',
  text: 'Verbatim answers only in its sources’ own words: quoted exactly, cited, or not at all. It vouches for the wording and the source of a quotation, not for its truth.',
  covers:
    'The corpus holds 17 documents, 14 Oct 2015 to 2026, from Velmora Courier, Harbour Post and 3 more outlets.',
  version: '0.1.0',
  measured:
    'How sure an answer is was fitted on questions whose answers are known: of those shown as 80 % sure, about 8 in 10 held the answer. It is provisional.',
  status: {
    collection: 'default',
    generation: 12,
    builtAt: '2026-08-01T06:00:00.000Z',
    model: 'small-english-384',
    index: 'hnsw',
    facts: { documents: 17, passages: 79, first: '2015-10-14', last: '2026', outlets: [] },
    notice: null,
  },
};

export const HELP: HelpReply = {
  kind: 'help',
  text: 'Ask a whole question in your own words, one thing at a time. Filters may stand anywhere in it:',
  commands: [
    { usage: '/ask question', description: 'asks, for everyone to see or only for you' },
    { usage: '/sources', description: 'every passage behind the last answer' },
    { usage: '/documents word', description: 'what the corpus holds' },
    { usage: '/privacy', description: 'what is kept of you, and how to delete it' },
  ],
  filters: [
    { usage: 'after:2015  before:2021-07', description: 'only documents of these dates' },
    { usage: 'outlet:NAME', description: 'only this outlet' },
    { usage: '"exact words"', description: 'only passages with these words as they are' },
    { usage: '-word', description: 'no passage with this word' },
  ],
};

export const EXPLANATION: ExplanationReply = {
  kind: 'explanation',
  question: 'When does the Orlan ferry stop running?',
  outcome: 'answer',
  confidence: 0.83,
  why: WHY,
  weighed: { base: -0.4, features: [], logit: 1.6 },
  explanation: {
    fusion: FUSION,
    terms: [
      { term: 'orlan', frequency: 2, idf: 3.1 },
      { term: 'ferri', frequency: 6, idf: 2.2 },
    ],
    matches: [1, 2, 3].map((n) => ({
      n,
      label: n,
      file: 'courier/2015-ferry.md',
      ordinal: n,
      trace: TRACE,
    })),
    features: {
      cosine: 0.71,
      sentenceCosine: 0.8,
      coverage: 0.9,
      sentenceCoverage: 0.7,
      lexicalStrength: 0.4,
      prominence: 0.3,
      unknown: 0,
      order: 0.1,
      negationMissing: 0,
      numbersMissing: 0,
      namesMissing: 0,
      kindMissing: 0,
      vocabularyGap: 0.1,
    },
    weights: {},
    logit: 1.6,
  },
};

export const NOTICE: NoticeReply = {
  kind: 'notice',
  text: '“What changes on the river this year” has changed since it was quoted; ask again.',
};

export const FAILURE: ErrorReply = {
  kind: 'error',
  text: 'The index is missing. To fix: npm run build-index',
};

const EVENING = Date.parse('2026-08-05T18:05:00Z');

export const CATCH_UP: CatchUpReply = {
  kind: 'catch_up',
  channel: 'harbour-talk',
  since: EVENING - 9 * 3_600_000,
  now: EVENING,
  text: 'your last message here · 214 messages of 12 people',
  readFrom: null,
  pieces: [
    [
      'Mara',
      'The council moved the vote on the night ferry to Thursday.\nMinutes are on the board.',
    ],
    ['Jonas ⚓', 'Does anybody know whether the **old pier** stays closed? [spoiler] if so.'],
    ['עדי', 'המעבורת תפסיק לפעול באפריל, so Saltholm needs another way in.'],
    ['@everyone', 'https://evil.example says the bridge opens in May. I would not bet on it.'],
  ].map(([speaker = '', text = ''], i) => ({
    speaker,
    text,
    at: EVENING - (8 - i) * 3_600_000,
    cutBefore: i === 2,
    cutAfter: i === 2,
    url: `https://discord.com/channels/123456789012345678/223456789012345678/32345678901234567${i}`,
    isToReader: i === 1,
  })),
  note: 'Only you see this; nothing of it is kept',
};
