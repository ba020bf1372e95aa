// Replies of every kind with any text in any place, and the controls that go with them.

import fc from 'fast-check';
import type { Controls } from '../../../src/discord/cards/card.js';
import type { Reply } from '../../../src/replies/reply.js';
import { FUSION } from '../../../src/retrieval/fuse-scores.js';
import {
  asked,
  FEATURES,
  TRACE,
  WHY,
  citations,
  citationsOfMany,
  count,
  maybe,
  moment,
  paragraph,
  sides,
  source,
} from './arbitrary-parts.js';
import { hostileText, shortHostileText as short } from './hostile-text.js';

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
    why: fc.constant(WHY),
    weighed: fc.constant({ base: 0, features: [], logit: 0 }),
    explanation: fc.record({
      fusion: fc.constant(FUSION),
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
      fc.record({ n: count, title: short, paragraph: short, reason: hostileText }),
      { maxLength: 12 },
    ),
    confidence: hostileText,
    speaksFor: fc.array(hostileText, { maxLength: 8 }),
    speaksAgainst: fc.array(short, { maxLength: 8 }),
  }),
  privacy: fc.record({
    kind: fc.constant('privacy'),
    text: hostileText,
    kept: fc.array(fc.record({ what: hostileText, howLong: short }), { maxLength: 12 }),
    yours: maybe(hostileText),
  }),
  summary: fc.record({
    kind: fc.constant('summary'),
    title: hostileText,
    text: short,
    source: maybe(source),
    isNear: fc.boolean(),
    citations: fc.oneof(
      { weight: 3, arbitrary: citations(7) },
      { weight: 1, arbitrary: citations(20) },
    ),
  }),
  comparison: fc.record({
    kind: fc.constant('comparison'),
    topic: hostileText,
    sides,
    corpus: short,
  }),
  timeline: fc.record({
    kind: fc.constant('timeline'),
    topic: maybe(hostileText),
    text: hostileText,
    caution: maybe(hostileText),
    entries: citations(8),
    picture: maybe(fc.record({ description: hostileText, png: maybe(fc.base64String()) })),
    months: fc.array(fc.record({ when: short, count, outlets: hostileText }), { maxLength: 9 }),
    notes: fc.array(hostileText, { maxLength: 5 }),
    page: fc.record({ number: count, of: count }),
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
  catch_up: fc.record({
    kind: fc.constant('catch_up'),
    channel: short,
    since: moment,
    now: moment,
    text: hostileText,
    readFrom: maybe(moment),
    pieces: fc.array(
      fc.record({
        speaker: short,
        at: moment,
        text: hostileText,
        cutBefore: fc.boolean(),
        cutAfter: fc.boolean(),
        url: fc.constantFrom('https://discord.com/channels/123456789012345678/2/3', 'x:y'),
        isToReader: fc.boolean(),
      }),
      { maxLength: 14 },
    ),
    note: hostileText,
  }),
  draft: fc.record({
    kind: fc.constant('draft'),
    text: hostileText,
    title: hostileText,
    facts: fc.array(hostileText, { maxLength: 8 }),
    opening: fc.array(fc.record({ text: hostileText, isCut: fc.boolean() }), { maxLength: 4 }),
    removed: fc.array(fc.record({ what: short, example: hostileText }), { maxLength: 6 }),
    leftOut: fc.array(hostileText, { maxLength: 12 }),
    note: short,
  }),
  holdings: fc.record({
    kind: fc.constant('holdings'),
    text: hostileText,
    items: fc.array(
      fc.record({
        title: hostileText,
        place: hostileText,
        facts: fc.array(short, { maxLength: 12 }),
        problem: maybe(hostileText),
      }),
      { maxLength: 12 },
    ),
    page: fc.record({ number: count, of: count }),
    note: maybe(hostileText),
  }),
  corpus_status: fc.record({
    kind: fc.constant('corpus_status'),
    text: hostileText,
    facts: fc.array(hostileText, { maxLength: 12 }),
    problems: fc.array(fc.record({ what: hostileText, why: hostileText }), { maxLength: 15 }),
    jobs: fc.array(fc.record({ what: short, how: hostileText }), { maxLength: 6 }),
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
  { kind: 'timeline', answerId: 'a1b2c3', isPrivate: true },
  { kind: 'comparison', answerId: 'a1b2c3', isPrivate: false },
  { kind: 'context', answerId: 'a1b2c3', n: 2 },
  { kind: 'document', documentId: 'ferry-0a1b2c' },
  { kind: 'draft', draftId: 'd-0a1b2c' },
  { kind: 'holdings' },
  { kind: 'privacy' },
);
