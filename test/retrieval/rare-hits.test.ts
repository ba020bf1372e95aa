// A rare word is never lost: passages that hold it are among those that are read again.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Candidate } from '../../src/retrieval/candidate.js';
import { fuseScores } from '../../src/retrieval/fuse-scores.js';
import type { Pieces } from '../../src/retrieval/pieces.js';
import { parseQuestion } from '../../src/retrieval/question.js';
import {
  bringForward,
  joinHits,
  RARE_FREQUENCY,
  rarestTerm,
} from '../../src/retrieval/rare-hits.js';
import { RETRIEVAL, retrieve } from '../../src/retrieval/retrieve.js';
import { documentOf } from '../support/builders.js';
import { fakeVector } from '../support/fake-embedder.js';
import { indexedCorpus } from '../support/indexed-corpus.js';

const candidate = (label: number, cosine: number): Candidate => ({
  label,
  trace: fuseScores({
    cosine,
    contextCosine: cosine,
    sentenceCosine: cosine,
    bm25: 0,
    bestBm25: 0,
    denseRank: null,
    lexicalRank: null,
  }),
});

describe('bringForward', () => {
  it('keeps everything once, and the hits among the first', () => {
    const labels = fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 40 });
    const hits = fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: RARE_FREQUENCY });
    fc.assert(
      fc.property(labels, hits, fc.integer({ min: 0, max: 20 }), (all, held, head) => {
        const candidates = all.map((label, i) => candidate(label, 1 - i / 100));
        const found = held.map((label) => ({ label, bm25: 1 }));
        const moved = bringForward(candidates, found, head).map(({ label }) => label);
        expect([...moved].sort((a, b) => a - b)).toEqual([...all].sort((a, b) => a - b));
        const best = all.filter((label) => held.includes(label));
        const first = new Set(moved.slice(0, Math.max(head, best.length)));
        expect(best.every((label) => first.has(label))).toBe(true);
      }),
    );
  });

  it('leaves the order as it is where the hits are among the first already', () => {
    const candidates = [1, 2, 3, 4].map((label) => candidate(label, 1 - label / 10));
    expect(bringForward(candidates, [{ label: 2, bm25: 1 }], 3)).toEqual(candidates);
  });
});

describe('rarestTerm', () => {
  it('is the one that stands in the fewest passages, if in any, and none where all are common', () => {
    const of = (...frequencies: number[]) =>
      rarestTerm(frequencies.map((frequency) => ({ term: String(frequency), frequency })));
    expect(of(0, 3, 2, 900)).toBe('2');
    expect(of(0, 900)).toBeNull();
    expect(of()).toBeNull();
  });
});

describe('joinHits', () => {
  it('puts what was cut off behind what was found', () => {
    const own = [{ label: 1, bm25: 9 }];
    const joined = joinHits(own, [
      { label: 1, bm25: 2 },
      { label: 7, bm25: 2 },
    ]);
    expect(joined.map(({ label }) => label)).toEqual([1, 7]);
  });
});

describe('retrieve', () => {
  it('reads the one passage of a rare identifier again, whatever else comes near', async () => {
    const near = Array.from({ length: 40 }, (_, i) => [
      `near-${i}.md`,
      `The missile system was delivered to the army in spring ${i}. The army tested the system.`,
    ]);
    const texts = Object.fromEntries([
      ...near,
      ['rare.md', 'Apples were cheap. In a list of 400 other things stood an S-400 once.'],
    ]) as Record<string, string>;
    const documents = Object.entries(texts).map(([file, text]) =>
      documentOf(file, { paragraphs: [text] }),
    );
    const corpus = await indexedCorpus(documents);
    const ask = async (pieces: Pieces, exact: readonly string[]) => {
      const question = parseQuestion(
        'Was the S-400 missile system delivered to the army in spring?',
      );
      const options = { ...RETRIEVAL, candidates: 30, reranked: 10, pieces };
      const vector = fakeVector('missile system delivered army spring tested');
      const { ranked } = await retrieve(corpus, { question, exact, vector, options, limit: 100 });
      return ranked
        .filter(({ sentenceCosines }) => sentenceCosines.length > 0)
        .map(({ passage }) => passage.document.file);
    };
    const sentences: Pieces = new Set(['sentences']);
    const all: Pieces = new Set(['sentences', 'exact-terms']);
    expect(await ask(sentences, [])).not.toContain('rare.md');
    expect(await ask(all, ['S-400'])).toContain('rare.md');
  });
});
