import { describe, expect, it } from 'vitest';
import { FUSION } from '../../src/retrieval/fuse-scores.js';
import type { Explanation } from '../../src/answering/answer.js';
import { answerRecord } from '../../src/replies/answer-record.js';
import { explainConfidence } from '../../src/replies/confidence.js';
import { ordinal } from '../../src/replies/tell-reason.js';
import { whyReply, type WhyInput } from '../../src/replies/why-reply.js';
import type { FoundPassage } from '../../src/store/state-store.js';
import { answerOf, citationOf, foundOf, TRACE, WHY } from './answers.js';

/** Why one passage stands where it does. */
function reasonOf(
  trace: Partial<typeof TRACE> | null,
  parts: Partial<FoundPassage> = {},
): string | undefined {
  const found = foundOf({ ...parts, trace: trace === null ? null : { ...TRACE, ...trace } });
  return whyReply({ ...WHY, found: [found] }).passages[0]?.reason;
}

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
        reason:
          'First, because its best sentence is very close in meaning (.80); it was 1st by meaning and 3rd by words.',
      },
    ]);
  });

  it('names the words that the best sentence holds, the rarest first, and where they stand', () => {
    expect(reasonOf({}, { holds: ['left', 'Bagram'] })).toBe(
      'First, because its best sentence is very close in meaning (.80) and holds “Bagram” and “left”, which stand in 4 and 9 passages; it was 1st by meaning and 3rd by words.',
    );
    expect(reasonOf({}, { holds: ['Bagram'] })).toContain(
      'holds “Bagram”, which stands in 4 passages;',
    );
    expect(reasonOf({}, { holds: [] })).toContain('holds none of the question’s words;');
    const words = Array.from({ length: 6 }, (_, i) => ({ word: `w${i}`, passages: i + 1 }));
    const found = [foundOf({ holds: words.map(({ word }) => word) })];
    expect(whyReply({ ...WHY, words, found }).passages[0]?.reason).toContain(
      'holds “w0”, “w1”, “w2” and “w3”, which stand in 1, 2, 3 and 4 passages, and 2 more;',
    );
  });

  it('says that a passage was brought forward, and lists passages as they are shown', () => {
    expect(reasonOf({}, { n: 6, shownAs: 3, isOtherOutlet: true })).toMatch(
      /^Brought forward, because those before are of one outlet .*: its best sentence/,
    );
    const found = [foundOf({ n: 3, shownAs: 4 }), foundOf({ n: 6, shownAs: 3 })];
    expect(whyReply({ ...WHY, found }).passages.map(({ n }) => n)).toEqual([3, 4]);
    expect(reasonOf({}, { n: 3, shownAs: 4 })).toMatch(/^Its best sentence/);
  });

  it.each([
    [
      { denseRank: 2, lexicalRank: null, bm25: 0 },
      'it was 2nd by meaning and shares no word with the question.',
    ],
    [
      { denseRank: null, lexicalRank: 1 },
      'it was not among the first by meaning and 1st by words.',
    ],
    [
      { denseRank: 12, lexicalRank: null },
      'it was 12th by meaning and not among the first by words.',
    ],
  ])('tells ranks of %j', (trace, ranks) => {
    expect(reasonOf(trace)).toMatch(new RegExp(`; ${ranks}$`));
  });

  it.each([
    [0.7, 'is very close in meaning (.70)'],
    [0.69, 'is close in meaning (.69)'],
    [0.6, 'is close in meaning (.60)'],
    [0.59, 'is distant in meaning (.59)'],
  ])('calls a cosine of %d %s', (sentenceCosine, meaning) => {
    expect(reasonOf({ sentenceCosine })).toContain(meaning);
  });

  it('says so where no scores are kept', () => {
    expect(reasonOf(null)).toMatch(/no ranks are kept/);
  });

  it('tells what spoke for and against the answer, and nothing where that is not known', () => {
    const judgement = {
      features: { sentenceCosine: 0.78, prominence: 0.05 },
      weights: { intercept: -9, sentenceCosine: 7, prominence: 12 },
    };
    expect(whyReply({ ...WHY, judgement })).toMatchObject({
      speaksFor: ['its best sentence is close to the question in meaning (.78, usually .64)'],
      speaksAgainst: ['the next passages are about as close (.05, usually .10)'],
    });
    expect(whyReply(WHY)).toMatchObject({ speaksFor: [], speaksAgainst: [] });
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
    fusion: FUSION,
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
      order: 0.1,
      negationMissing: 0,
      numbersMissing: 0,
      namesMissing: 0,
      kindMissing: 0,
      vocabularyGap: 0.1,
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
        holds: [],
      },
      expect.objectContaining({ label: 12, n: 2, shownAs: null, trace: null }),
    ]);
  });

  it('keeps neither the question nor a quoted word', () => {
    expect(JSON.stringify(record)).not.toMatch(/Did Erdo|Secret|Others/);
  });

  it('keeps what spoke for and against, which words a sentence holds, and where else it stands', () => {
    expect(record.judgement).toEqual({ features: explanation.features, weights: {} });
    const copy = { ...citationOf('', { label: 21, document: { id: 'b-000000' } }) };
    const found = citationOf('Erdogan flew. He landed.', {
      label: 11,
      highlight: { start: 0, end: 13 },
      alsoIn: [{ label: 21, document: copy.document, paragraph: copy.paragraph }],
    });
    const promoted = answerOf({
      question,
      explanation,
      citations: [{ ...found, isOtherOutlet: true }],
    });
    expect(answerRecord({ ...frame, answer: promoted, found: [found] }).found).toEqual([
      expect.objectContaining({
        holds: ['Erdoğan'],
        alsoIn: [{ label: 21, documentId: 'b-000000' }],
        isOtherOutlet: true,
      }),
    ]);
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
