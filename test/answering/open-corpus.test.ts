// What is read of a generation when it is opened, and what waits.

import { describe, expect, it } from 'vitest';
import { openCorpus } from '../../src/answering/open-corpus.js';
import type { Generation, KnowledgeReader } from '../../src/store/knowledge-store.js';
import { buildExactIndex } from '../../src/vector-index/exact-index.js';
import { FAKE_MODEL } from '../support/fake-embedder.js';

function generationOf(passages: number): Generation {
  return {
    collection: 'default',
    number: 1,
    model: FAKE_MODEL,
    canary: new Float32Array(FAKE_MODEL.dimension),
    documents: 1,
    passages,
    graph: null,
    builtAt: '2024-05-01T00:00:00.000Z',
    measure: null,
  };
}

/** Tells how many texts were asked for each time; a larger sample knows a word more. */
async function opened(passages: number) {
  const asked: number[] = [];
  const reader: Pick<KnowledgeReader, 'facts' | 'sampleTexts'> = {
    facts: () => Promise.resolve({ documents: 1, passages, first: null, last: null, outlets: [] }),
    async *sampleTexts(_, most) {
      asked.push(most);
      yield await Promise.resolve(most > 5_000 ? ['consulate', 'embassy'] : ['consulate']);
    },
  };
  const index = buildExactIndex(FAKE_MODEL.dimension, { labels: [], vectors: [] });
  const corpus = await openCorpus(
    {
      reader: reader as KnowledgeReader,
      openIndex: () => Promise.resolve({ index, notice: null }),
    },
    generationOf(passages),
  );
  return { corpus, asked };
}

describe('the words of an opened corpus', () => {
  it('are a sample for the first question and the whole once it is there', async () => {
    const { corpus, asked } = await opened(100_000);
    expect((await corpus.lexicon()).byLength.get(7)).toBeUndefined();
    expect(asked).toHaveLength(1);
    await corpus.lexicon();
    const whole = await corpus.wholeLexicon();
    expect(whole.byLength.get(7)?.[0]?.folded).toBe('embassy');
    expect(await corpus.lexicon()).toBe(whole);
    expect(asked).toHaveLength(2);
  });

  it('are all read at once where they are few', async () => {
    const { corpus, asked } = await opened(500);
    expect(await corpus.lexicon()).toBe(await corpus.wholeLexicon());
    expect(asked).toHaveLength(1);
  });
});
