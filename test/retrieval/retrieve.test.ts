// Retrieval over a small corpus: both legs, the second look at sentences, filters, and traces that add up.

import { describe, expect, it } from 'vitest';
import { FUSION } from '../../src/retrieval/fuse-scores.js';
import { parseQuestion } from '../../src/retrieval/question.js';
import { RETRIEVAL, retrieve, termStatistics, type Corpus } from '../../src/retrieval/retrieve.js';
import type { VectorIndex } from '../../src/vector-index/vector-index.js';
import { timeBonus } from '../../src/understanding/time-bonus.js';
import { documentOf } from '../support/builders.js';
import { fakeVector } from '../support/fake-embedder.js';
import { indexedCorpus } from '../support/indexed-corpus.js';

const TEXTS = {
  'bagram.md': 'The last soldiers left the air base of Bagram. They left at night.',
  'consulate.md': 'Russia closed its consulate in the north. Trains went on.',
  'harvest.md': 'The harvest was good. Apples were cheap that year.',
  'err.md': 'The pump reported ERR-112345 and stopped. Nobody noticed.',
};

const documents = (texts: Readonly<Record<string, string>> = TEXTS) =>
  Object.entries(texts).map(([file, text], i) =>
    documentOf(file, { paragraphs: [text], date: `${2018 + i}` }),
  );

async function ask(
  corpus: Corpus,
  typed: string,
  parts: { limit?: number; reranked?: number } = {},
) {
  const question = parseQuestion(typed);
  const options = { ...RETRIEVAL, reranked: parts.reranked ?? RETRIEVAL.reranked };
  const vector = fakeVector(question.text);
  const found = await retrieve(corpus, { question, vector, options, limit: parts.limit ?? 10 });
  return { ...found, files: found.ranked.map(({ passage }) => passage.document.file) };
}

/** An index that finds nothing: only the lexical leg is left. */
const blind: VectorIndex = {
  kind: 'exact',
  count: 0,
  search: () => Promise.resolve([]),
  close: () => Promise.resolve(),
};

describe('retrieve', () => {
  it('puts the passage that speaks of the question first and gives all the others after it', async () => {
    const corpus = await indexedCorpus(documents());
    const { files } = await ask(corpus, 'Which soldiers left Bagram?');
    expect(files[0]).toBe('bagram.md');
    expect([...files].sort()).toEqual(Object.keys(TEXTS).sort());
  });

  it('ranks by score, and every trace adds up', async () => {
    const corpus = await indexedCorpus(documents());
    const { ranked, bestBm25 } = await ask(corpus, 'Did Russia close the consulate in the north?');
    const scores = ranked.map(({ trace }) => trace.score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    for (const { trace, sentenceCosines } of ranked) {
      const { passageShare, denseWeight, contextShare, coverageShare, orderShare } = FUSION;
      const whole = (1 - contextShare) * trace.cosine + contextShare * trace.contextCosine;
      const dense = passageShare * whole + (1 - passageShare) * trace.sentenceCosine;
      expect(trace.dense).toBeCloseTo(dense, 12);
      expect(trace.bm25Share).toBeCloseTo(bestBm25 === 0 ? 0 : trace.bm25 / bestBm25, 12);
      const rest = (1 - coverageShare - orderShare) * trace.bm25Share;
      const words = coverageShare * trace.coverage + orderShare * trace.order + rest;
      expect(trace.lexical).toBeCloseTo(words, 12);
      const score = denseWeight * trace.dense + (1 - denseWeight) * trace.lexical;
      expect(trace.score).toBeCloseTo(score, 12);
      expect(trace.sentenceCosine).toBe(Math.max(...sentenceCosines));
      expect(sentenceCosines).toHaveLength(2);
    }
  });

  it('finds with words alone what the vectors miss, and computes its cosine', async () => {
    const corpus = await indexedCorpus(documents());
    const { files, ranked } = await ask({ ...corpus, index: blind }, 'What does ERR-112345 mean?');
    expect(files[0]).toBe('err.md');
    expect(ranked[0]?.trace.denseRank).toBeNull();
    expect(ranked[0]?.trace.lexicalRank).toBe(1);
    expect(ranked[0]?.trace.cosine).toBeGreaterThan(0);
  });

  it('finds with vectors alone where no word matches', async () => {
    const corpus = await indexedCorpus(documents());
    const { ranked, bestBm25 } = await ask(corpus, 'zzz qqq');
    expect(bestBm25).toBe(0);
    expect(ranked).toHaveLength(4);
    expect(ranked.every(({ trace }) => trace.lexicalRank === null && trace.lexical === 0)).toBe(
      true,
    );
  });

  it('keeps filters in both legs', async () => {
    const corpus = await indexedCorpus(documents());
    const { files } = await ask(corpus, 'soldiers left Bagram after:2019');
    expect(files).not.toContain('bagram.md');
    expect(files).toHaveLength(3);
    expect((await ask(corpus, '"air base" of what?')).files).toEqual(['bagram.md']);
    expect((await ask(corpus, 'soldiers after:2030')).files).toEqual([]);
  });

  it('gives as many as are asked for, and leaves those that were not read again behind', async () => {
    const corpus = await indexedCorpus(documents());
    expect((await ask(corpus, 'harvest', { limit: 2 })).files).toHaveLength(2);
    const { ranked } = await ask(corpus, 'harvest', { reranked: 1 });
    expect(ranked.map(({ sentenceCosines }) => sentenceCosines.length)).toEqual([2, 0, 0, 0]);
  });

  it('gives the newest of equal passages first where it is preferred, and the trace adds up', async () => {
    const same = Object.fromEntries([1, 2, 3].map((n) => [`${n}.md`, TEXTS['harvest.md']]));
    const corpus = await indexedCorpus(documents(same));
    const question = parseQuestion('What is the latest on the harvest?');
    const time = { ranges: [], isRecent: true };
    const { ranked } = await retrieve(corpus, {
      question,
      vector: fakeVector(question.text),
      preference: timeBonus(time, { first: '2018', last: '2020' }),
      limit: 10,
    });
    expect(ranked.map(({ passage }) => passage.document.date)).toEqual(['2020', '2019', '2018']);
    for (const { trace } of ranked) {
      const { denseWeight } = FUSION;
      const fits = denseWeight * trace.dense + (1 - denseWeight) * trace.lexical;
      expect(trace.score).toBeCloseTo(fits + (trace.bonus ?? 0), 12);
    }
  });

  it('gives equal passages in the order of their labels', async () => {
    const same = Object.fromEntries([1, 2, 3, 4].map((n) => [`${n}.md`, TEXTS['harvest.md']]));
    const { ranked } = await ask(await indexedCorpus(documents(same)), 'apples');
    const labels = ranked.map(({ passage }) => passage.label);
    expect(labels).toEqual([...labels].sort((a, b) => a - b));
  });
});

describe('termStatistics', () => {
  it('gives rare words a higher idf, unknown ones the highest, none a negative one', async () => {
    const corpus = await indexedCorpus(documents());
    const terms = await termStatistics(corpus, ['the', 'bagram', 'zzz']);
    const [the, bagram, unknown] = terms.map(({ idf }) => idf);
    expect(terms.map(({ frequency }) => frequency)).toEqual([4, 1, 0]);
    expect(the).toBeGreaterThanOrEqual(0);
    expect(bagram).toBeGreaterThan(the ?? 0);
    expect(unknown).toBeGreaterThan(bagram ?? 0);
  });
});
