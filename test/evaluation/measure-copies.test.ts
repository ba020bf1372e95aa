import { describe, expect, it } from 'vitest';
import { startRandom } from '../../src/benchmarks/seeded-random.js';
import { measureCopies } from '../../src/evaluation/measure-copies.js';
import {
  copyDocument,
  numberSentences,
  sharedShare,
  textOfPassage,
} from '../../src/evaluation/wire-copies.js';
import { passageOf } from '../support/builders.js';

/** Sentences that share no five words. */
function document(name: string, passages: number) {
  const random = startRandom(name.length);
  const sentence = (i: number): string =>
    `${name} ${Array.from({ length: 14 }, () => Math.floor(random() * 1e6).toString(36)).join(' ')} ${i}.`;
  return numberSentences(
    Array.from({ length: passages }, (_, p) =>
      passageOf(Array.from({ length: 6 }, (_, i) => `S${sentence(p * 6 + i)}`).join(' ')),
    ),
  );
}

const options = (seed = 1) => ({ random: startRandom(seed), changed: 0.04, characters: 500 });

describe('copyDocument', () => {
  it('prints an outlet’s own line and then the original’s sentences in order', () => {
    const original = document('Northwire', 3);
    const copy = copyDocument(original.flat(), options()).flat();
    expect(copy[0]?.origin).toBeNull();
    const origins = copy.slice(1).map(({ origin }) => origin ?? NaN);
    expect(origins).toEqual([...origins].sort((a, b) => a - b));
    expect(origins.length).toBeGreaterThan(original.flat().length - 3);
  });

  it('is the same for the same chance, and another for another', () => {
    const original = document('Northwire', 3).flat();
    const texts = (seed: number) => copyDocument(original, options(seed)).map(textOfPassage);
    expect(texts(1)).toEqual(texts(1));
    expect(texts(1)).not.toEqual(texts(2));
  });
});

describe('sharedShare', () => {
  it('is the smaller one’s share, whatever words were changed', () => {
    const [a = [], b = []] = document('Northwire', 2);
    expect(sharedShare(a, a)).toBe(1);
    expect(sharedShare(a, b)).toBe(0);
    expect(sharedShare(a.slice(0, 2), a)).toBe(1);
  });
});

describe('measureCopies', () => {
  it('finds more copies and more mistakes the lower the bound', () => {
    const figures = measureCopies([document('Northwire', 4), document('Courier', 4)], options());
    const fives = figures.filter(({ measure }) => measure.startsWith('5'));
    expect(fives[0]?.recallOfMost).toBe(1);
    expect(fives.map(({ wrong }) => wrong)).toEqual(fives.map(() => 0));
    const recall = fives.map(({ recallOfHalf }) => recallOfHalf);
    expect(recall).toEqual([...recall].sort((a, b) => b - a));
  });
});
