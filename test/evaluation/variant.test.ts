// Names of parts and constants: what there is, and what a slip is told.

import { describe, expect, it } from 'vitest';
import {
  AS_SHIPPED,
  constantsOf,
  parseConstant,
  parsePieces,
  retrievalOf,
} from '../../src/evaluation/variant.js';
import { PIECES } from '../../src/retrieval/pieces.js';
import { RETRIEVAL } from '../../src/retrieval/retrieve.js';
import { failureOf } from '../support/failure-of.js';

describe('parsePieces', () => {
  it('reads names with commas between them', () => {
    expect(parsePieces('neighbours, sentences')).toEqual(['neighbours', 'sentences']);
  });

  it('lists the parts there are where a name is none', async () => {
    const failure = await failureOf(() => Promise.resolve().then(() => parsePieces('neighbors')));
    expect(failure.code).toBe('bad_call');
    for (const piece of PIECES) expect(failure.message).toContain(piece);
  });
});

describe('parseConstant', () => {
  it('adds to what was read before', () => {
    expect(parseConstant('reranked=40', parseConstant('denseWeight=.8'))).toEqual({
      denseWeight: 0.8,
      reranked: 40,
    });
  });

  it.each(['weight=1', 'denseWeight', 'denseWeight=', 'denseWeight=much', 'denseWeight=-1'])(
    'refuses %s',
    async (text) => {
      const failure = await failureOf(() => Promise.resolve().then(() => parseConstant(text)));
      expect(failure.code).toBe('bad_call');
    },
  );
});

describe('retrievalOf', () => {
  it('is what ships where nothing is changed', () => {
    expect(retrievalOf(AS_SHIPPED)).toEqual(RETRIEVAL);
  });

  it('puts each constant where it belongs and leaves the others', () => {
    const changed = retrievalOf({ without: [], constants: { denseWeight: 0.5, candidates: 7 } });
    expect(changed.weights).toEqual({ ...RETRIEVAL.weights, denseWeight: 0.5 });
    expect(changed).toMatchObject({ candidates: 7, reranked: RETRIEVAL.reranked });
    expect(constantsOf(changed)).toMatchObject({ denseWeight: 0.5, candidates: 7 });
  });
});
