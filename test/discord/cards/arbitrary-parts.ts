// Parts of replies with any text in any place: sources, quotations, citations and what stands above them.

import fc from 'fast-check';
import type { ShownCitation, SourceLine } from '../../../src/replies/reply.js';
import { hostileText, shortHostileText as short } from './hostile-text.js';

export const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
export const count = fc.integer({ min: 0, max: 40 });
export const moment = fc.integer({ min: 1_420_070_400_000, max: 4_102_444_800_000 });

export const address = fc.constantFrom(
  'https://courier.example/2015/ferry',
  'https://courier.example/a_(b)?c=<d>&e=[f]#part',
  'http://user:secret@courier.example/',
  'javascript:alert(1)',
  'https://',
  `https://courier.example/${'%D0%B0'.repeat(240)}`,
  `https://courier.example/${'x'.repeat(3_000)}`,
);

export const place = fc.oneof(
  fc.record({ kind: fc.constant('link' as const), url: fc.oneof(address, short) }),
  fc.record({ kind: fc.constant('file' as const), file: short }),
);

export const source: fc.Arbitrary<SourceLine> = fc.record({
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

export const alsoIn = fc.record({ names: fc.array(short, { maxLength: 2 }), more: count });

export const citation = fc
  .record({ quote, source, paragraph: short, score: fc.constant(0.5), alsoIn: maybe(alsoIn) })
  .map(({ alsoIn: copies, ...rest }) => (copies === null ? rest : { ...rest, alsoIn: copies }));

export function citations(maxLength: number): fc.Arbitrary<ShownCitation[]> {
  return fc
    .array(citation, { maxLength })
    .map((all) => all.map((one, i) => ({ ...one, n: i + 1 })));
}

/** More than a card has room for. */
export const citationsOfMany = { weight: 1, arbitrary: citations(9) };

export const asked = {
  question: hostileText,
  about: fc.constantFrom('question' as const, 'message' as const),
  reading: maybe(short),
  searched: fc.record({
    instead: fc.array(short, { maxLength: 3 }),
    also: fc.array(short, { maxLength: 3 }),
  }),
  asOf: maybe(short),
};

export const side = fc.record({
  name: short,
  outcome: fc.constantFrom('answer' as const, 'closest' as const, 'none' as const),
  text: maybe(hostileText),
  citations: citations(4),
});

/** Numbered through, as the citations of a comparison are. */
export const sides = fc.tuple(side, side).map(([first, second]): [typeof first, typeof second] => [
  first,
  {
    ...second,
    citations: second.citations.map((one) => ({ ...one, n: one.n + first.citations.length })),
  },
]);

export const paragraph = fc
  .record({ text: hostileText, isCited: fc.boolean(), a: fc.nat(200), b: fc.nat(400) })
  .map(({ text, isCited, a, b }) => {
    const start = Math.min(a, text.length);
    const highlight = isCited ? { start, end: Math.min(start + b, text.length) } : null;
    return { text, isCited, highlight, cutBefore: a % 2 === 0, cutAfter: b % 2 === 0 };
  });

export const TRACE = {
  cosine: 0.7,
  contextCosine: 0.6,
  sentenceCosine: 0.8,
  dense: 0.7,
  bm25: 2,
  bm25Share: 0.2,
  coverage: 0.2,
  order: 0.2,
  lexical: 0.2,
  score: 0.6,
  denseRank: 3,
  lexicalRank: null,
};

export const FEATURES = {
  cosine: 0.6,
  sentenceCosine: 0.8,
  coverage: 0.5,
  sentenceCoverage: 0.25,
  lexicalStrength: 0.1,
  prominence: 0.2,
  unknown: 0,
  order: 0.1,
  negationMissing: 0,
  numbersMissing: 0,
  namesMissing: 0,
  kindMissing: 0,
  vocabularyGap: 0.1,
};

export const WHY = {
  kind: 'why' as const,
  text: 'Passages are compared.',
  words: [],
  unknown: [],
  passages: [],
  confidence: 'Not sure.',
  speaksFor: [],
  speaksAgainst: [],
};
