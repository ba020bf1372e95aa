// What a build measures of its texts, without a labelled question.

import { describe, expect, it } from 'vitest';
import { measureCorpus } from '../../src/indexing/measure-corpus.js';
import { documentOf } from '../support/builders.js';
import { indexedCorpus } from '../support/indexed-corpus.js';

const gapOf = async (texts: Readonly<Record<string, string>>): Promise<number> => {
  const documents = Object.entries(texts).map(([file, text]) =>
    documentOf(file, { paragraphs: [text] }),
  );
  const { reader, generation } = await indexedCorpus(documents);
  return (await measureCorpus(reader, generation)).vocabularyGap;
};

describe('measureCorpus', () => {
  it('finds no gap where every document uses the words of another', async () => {
    expect(await gapOf({ 'a.md': 'Ferries sail north.', 'b.md': 'North sail ferries.' })).toBe(0);
  });

  it('finds nothing but gap where no document uses the words of another', async () => {
    expect(await gapOf({ 'a.md': 'Ferries sail north.', 'b.md': 'Apples were cheap.' })).toBe(1);
  });

  it('takes a word that only its own document repeats for unknown elsewhere', async () => {
    const gap = await gapOf({
      'a.md': 'Ferries sail. Ferries sail. Ferries sail.',
      'b.md': 'Apples sail.',
    });
    expect(gap).toBeGreaterThan(0.4);
    expect(gap).toBeLessThan(1);
  });

  it('is whole for a single document, whatever it says', async () => {
    expect(await gapOf({ 'a.md': 'Ferries sail north.' })).toBe(1);
  });
});
