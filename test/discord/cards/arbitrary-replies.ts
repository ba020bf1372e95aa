// Replies of every kind with any text in any place, and the controls that go with them.

import fc from 'fast-check';
import type { Controls } from '../../../src/discord/cards/card.js';
import type { Reply, ShownCitation, SourceLine } from '../../../src/replies/reply.js';
import { hostileText, shortHostileText as short } from './hostile-text.js';

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const count = fc.integer({ min: 0, max: 40 });

const address = fc.constantFrom(
  'https://courier.example/2015/ferry',
  'https://courier.example/a_(b)?c=<d>&e=[f]#part',
  'http://user:secret@courier.example/',
  'javascript:alert(1)',
  'https://',
  `https://courier.example/${'%D0%B0'.repeat(240)}`,
  `https://courier.example/${'x'.repeat(3_000)}`,
);

const place = fc.oneof(
  fc.record({ kind: fc.constant('link' as const), url: fc.oneof(address, short) }),
  fc.record({ kind: fc.constant('file' as const), file: short }),
);

const source: fc.Arbitrary<SourceLine> = fc.record({
  outlet: maybe(short),
  title: short,
  date: maybe(short),
  place,
});

export const quote = fc.record({
  cutBefore: fc.boolean(),
  before: hostileText,
  lead: short,
  highlight: hostileText,
  after: hostileText,
  cutAfter: fc.boolean(),
});

const citation = fc.record({ quote, source, paragraph: short, score: fc.constant(0.5) });

function citations(maxLength: number): fc.Arbitrary<ShownCitation[]> {
  return fc
    .array(citation, { maxLength })
    .map((all) => all.map((one, i) => ({ ...one, n: i + 1 })));
}

/** More than a card has room for. */
const citationsOfMany = { weight: 1, arbitrary: citations(9) };

const asked = {
  question: hostileText,
  about: fc.constantFrom('question' as const, 'message' as const),
  reading: maybe(short),
  searched: fc.record({
    instead: fc.array(short, { maxLength: 3 }),
    also: fc.array(short, { maxLength: 3 }),
  }),
  asOf: maybe(short),
};

const paragraph = fc
  .record({ text: hostileText, isCited: fc.boolean(), a: fc.nat(200), b: fc.nat(400) })
  .map(({ text, isCited, a, b }) => {
    const start = Math.min(a, text.length);
    const highlight = isCited ? { start, end: Math.min(start + b, text.length) } : null;
    return { text, isCited, highlight, cutBefore: a % 2 === 0, cutAfter: b % 2 === 0 };
  });

const TRACE = {
  cosine: 0.7,
  contextCosine: 0.6,
  sentenceCosine: 0.8,
  dense: 0.7,
  bm25: 2,
  lexical: 0.2,
  score: 0.6,
  denseRank: 3,
  lexicalRank: null,
};

const FEATURES = {
  cosine: 0.6,
  sentenceCosine: 0.8,
  coverage: 0.5,
  sentenceCoverage: 0.25,
  lexicalStrength: 0.1,
  prominence: 0.2,
  unknown: 0,
};

const kinds: Readonly<Record<Reply['kind'], fc.Arbitrary<Reply>>> = {
  answer: fc.record({
    kind: fc.constant('answer'),
    ...asked,
    citations: fc.oneof({ weight: 3, arbitrary: citations(3) }, citationsOfMany),
    confidence: fc.double({ min: 0, max: 1, noNaN: true }),
    corpus: short,
  }),
  closest: fc.record({
    kind: fc.constant('closest'),
    ...asked,
    text: short,
    citations: citations(4),
    corpus: short,
  }),
  none: fc.record({
    kind: fc.constant('none'),
    ...asked,
    reason: fc.constantFrom('greeting', 'noise', 'filtered', 'nothing_near'),
    text: hostileText,
    covers: hostileText,
    suggestion: hostileText,
  }),
  sources: fc.record({
    kind: fc.constant('sources'),
    question: maybe(short),
    text: hostileText,
    groups: fc.array(fc.record({ source, passages: citations(3) }), { maxLength: 8 }),
    page: fc.record({ number: count, of: count }),
  }),
  context: fc.record({
    kind: fc.constant('context'),
    n: maybe(count),
    source,
    of: count,
    paragraphs: fc
      .array(paragraph, { maxLength: 40 })
      .map((all) => all.map((one, i) => ({ ...one, n: i + 1 }))),
    page: fc.integer({ min: -9, max: 9 }),
    hasEarlier: fc.boolean(),
    hasLater: fc.boolean(),
  }),
  explanation: fc.record({
    kind: fc.constant('explanation'),
    question: hostileText,
    outcome: fc.constantFrom('answer', 'closest', 'none'),
    confidence: fc.constant(0.5),
    fusion: fc.constant({ denseWeight: 0.9, passageShare: 0.65, contextShare: 0.6 }),
    explanation: fc.record({
      terms: fc.array(fc.record({ term: short, frequency: count, idf: fc.constant(1) })),
      matches: fc.array(
        fc.record({
          n: count,
          label: count,
          file: short,
          ordinal: count,
          trace: fc.constant(TRACE),
        }),
        { maxLength: 20 },
      ),
      features: fc.constant(FEATURES),
      weights: fc.constant({}),
      logit: fc.constant(0),
    }),
  }),
  why: fc.record({
    kind: fc.constant('why'),
    text: hostileText,
    words: fc.array(short, { maxLength: 20 }),
    unknown: fc.array(short, { maxLength: 20 }),
    passages: fc.array(
      fc.record({ n: count, title: short, paragraph: short, meaning: short, ranks: short }),
      { maxLength: 12 },
    ),
    confidence: hostileText,
  }),
  privacy: fc.record({
    kind: fc.constant('privacy'),
    text: hostileText,
    kept: fc.array(fc.record({ what: hostileText, howLong: short }), { maxLength: 12 }),
    yours: maybe(hostileText),
  }),
  documents: fc.record({
    kind: fc.constant('documents'),
    text: hostileText,
    documents: fc.array(fc.record({ source, paragraphs: count }), { maxLength: 40 }),
  }),
  about: fc.record({
    kind: fc.constant('about'),
    text: hostileText,
    covers: hostileText,
    version: short,
    measured: hostileText,
    status: fc.record({
      collection: short,
      generation: count,
      builtAt: short,
      model: hostileText,
      index: fc.constantFrom('hnsw', 'exact'),
      facts: fc.record({
        documents: count,
        passages: count,
        first: fc.constant(null),
        last: fc.constant(null),
        outlets: fc.constant([]),
      }),
      notice: maybe(hostileText),
    }),
  }),
  help: fc.record({
    kind: fc.constant('help'),
    text: hostileText,
    commands: fc.array(fc.record({ usage: short, description: hostileText }), { maxLength: 20 }),
    filters: fc.array(fc.record({ usage: short, description: short }), { maxLength: 8 }),
  }),
  notice: fc.record({ kind: fc.constant('notice'), text: hostileText }),
  error: fc.record({ kind: fc.constant('error'), text: hostileText }),
};

/** Any reply of each kind. */
export const REPLIES = Object.entries(kinds) as [Reply['kind'], fc.Arbitrary<Reply>][];

/** Any controls, whether they go with the reply or not. */
export const controls: fc.Arbitrary<Controls> = fc.constantFrom<Controls>(
  { kind: 'none' },
  { kind: 'answer', answerId: 'a1b2c3', isPrivate: true },
  { kind: 'answer', answerId: 'a1b2c3', isPrivate: false },
  { kind: 'sources', answerId: 'a1b2c3' },
  { kind: 'context', answerId: 'a1b2c3', n: 2 },
  { kind: 'document', documentId: 'ferry-0a1b2c' },
  { kind: 'privacy' },
);
