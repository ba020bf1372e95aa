import { describe, expect, it } from 'vitest';
import type { Explanation } from '../../src/answering/answer.js';
import { answerRecord } from '../../src/replies/answer-record.js';
import { explainConfidence } from '../../src/replies/confidence.js';
import { ordinal, whyReply, type WhyInput } from '../../src/replies/why-reply.js';
import { answerOf, citationOf, foundOf, TRACE, WHY } from './answers.js';

const reasonOf = (trace: Partial<typeof TRACE> | null) =>
  whyReply({ ...WHY, found: [foundOf({ trace: trace === null ? null : { ...TRACE, ...trace } })] })
    .passages[0];

describe('whyReply', () => {
  it('names the words, the rarest first, and those that nobody wrote', () => {
    const reply = whyReply(WHY);
    expect(reply.words).toEqual(['Bagram (in 4 passages)', 'left (in 9 passages)']);
    expect(reply.unknown).toEqual(['zeppelin']);
    expect(whyReply({ ...WHY, words: [{ word: 'x', passages: 1 }] }).words).toEqual([
      'x (in 1 passage)',
    ]);
  });

  it('names each passage with its ranks', () => {
    expect(whyReply(WHY).passages).toEqual([
      {
        n: 1,
        title: 'A title',
        paragraph: '¶ 7 of 23',
        meaning: 'very close in meaning',
        ranks: '1st by meaning, 3rd by words',
      },
    ]);
  });

  it.each([
    [{ denseRank: 2, lexicalRank: null, bm25: 0 }, '2nd by meaning, no word in common'],
    [{ denseRank: null, lexicalRank: 1 }, 'not among the first by meaning, 1st by words'],
    [{ denseRank: 12, lexicalRank: null }, '12th by meaning, not among the first by words'],
  ])('tells ranks of %j', (trace, ranks) => {
    expect(reasonOf(trace)?.ranks).toBe(ranks);
  });

  it.each([
    [0.7, 'very close in meaning'],
    [0.69, 'close in meaning'],
    [0.6, 'close in meaning'],
    [0.59, 'distant in meaning'],
  ])('calls a cosine of %d %s', (cosine, meaning) => {
    expect(reasonOf({ cosine })?.meaning).toBe(meaning);
  });

  it('says so where no scores are kept', () => {
    expect(reasonOf(null)).toMatchObject({ meaning: 'not compared', ranks: 'no ranks are kept' });
  });

  it.each<[Partial<WhyInput>, RegExp]>([
    [{ searched: 79 }, /^79 passages were compared/],
    [{ searched: 1 }, /^1 passage was compared/],
    [{ searched: 0 }, /^Passages are compared/],
  ])('tells how much was searched of %j', (parts, text) => {
    expect(whyReply({ ...WHY, ...parts }).text).toMatch(text);
  });
});

describe('explainConfidence', () => {
  it('says a share of answers, in words and as a percentage', () => {
    expect(explainConfidence('answer', 0.8)).toBe(
      'Fairly sure (80 %): of passages found like this, about 8 in 10 hold the answer.',
    );
    expect(explainConfidence('answer', 0.97)).toMatch(/^Very sure \(97 %\).*nearly all hold/);
    expect(explainConfidence('answer', 0.4)).toMatch(/^Not sure \(40 %\).*about 4 in 10/);
    expect(explainConfidence('closest', 0.2)).toMatch(/^Too unsure.*\(20 %\).*about 2 in 10/);
    expect(explainConfidence('none', 0.02)).toBe('Nothing came near enough to be shown.');
  });
});

describe('ordinal', () => {
  it('ends a number as it is spoken', () => {
    expect([1, 2, 3, 4, 11, 12, 13, 21, 102, 111].map(ordinal).join(' ')).toBe(
      '1st 2nd 3rd 4th 11th 12th 13th 21st 102nd 111th',
    );
  });
});

describe('answerRecord', () => {
  const explanation: Explanation = {
    terms: [
      { term: 'erdogan', frequency: 4, idf: 2 },
      { term: 'zeppelin', frequency: 0, idf: 5 },
    ],
    matches: [{ n: 1, label: 11, file: 'a.md', ordinal: 0, trace: TRACE }],
    features: {
      cosine: 0,
      sentenceCosine: 0,
      coverage: 0,
      sentenceCoverage: 0,
      lexicalStrength: 0,
      prominence: 0,
      unknown: 0,
    },
    weights: {},
    logit: 0,
  };
  const frame = {
    id: 'x',
    collection: 'default',
    guild: null,
    conversation: 'c',
    asker: 'p',
    isPrivate: true,
    createdAt: '2024-05-01T00:00:00.000Z',
    expiresAt: '2024-05-31T00:00:00.000Z',
  };
  const shown = citationOf('Secret words.', { n: 1, label: 11, lead: { start: 0, end: 6 } });
  const question = 'Did Erdoğan fly a zeppelin?';
  const answer = answerOf({ question, citations: [shown], explanation });
  const other = citationOf('Others.', { n: 2, label: 12 });
  const record = answerRecord({ ...frame, answer, found: [shown, other], searched: 79 });

  it('keeps words as they were typed, with how often the corpus has them', () => {
    expect(record.words).toEqual([
      { word: 'Erdoğan', passages: 4 },
      { word: 'zeppelin', passages: 0 },
    ]);
  });

  it('keeps what brings each passage back, where it was shown and how it was scored', () => {
    expect(record).toMatchObject({ ...frame, outcome: 'answer', confidence: 0.8, searched: 79 });
    expect(record.found).toEqual([
      {
        label: 11,
        n: 1,
        shownAs: 1,
        documentId: 'a-000000',
        highlight: shown.highlight,
        lead: { start: 0, end: 6 },
        score: 0.5,
        title: 'A title',
        paragraph: shown.paragraph,
        trace: TRACE,
      },
      expect.objectContaining({ label: 12, n: 2, shownAs: null, trace: null }),
    ]);
  });

  it('keeps neither the question nor a quoted word', () => {
    expect(JSON.stringify(record)).not.toMatch(/Did Erdo|Secret|Others/);
  });

  it('keeps what was shown also where fewer passages were found beside it', () => {
    const { found } = answerRecord({ ...frame, answer, found: [other] });
    expect(found.map(({ label, shownAs }) => [label, shownAs])).toEqual([
      [12, null],
      [11, 1],
    ]);
  });

  it('does without an explanation', () => {
    const bare = answerRecord({ ...frame, answer: answerOf(), found: [] });
    expect(bare).toMatchObject({ words: [], searched: 0, found: [{ trace: null }] });
  });
});
