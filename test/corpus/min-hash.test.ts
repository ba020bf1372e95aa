import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { startRandom } from '../../src/benchmarks/seeded-random.js';
import {
  bandsOf,
  LEAST_COPY_SIMILARITY,
  SIGNATURE_LENGTH,
  signatureOf,
  similarityOf,
} from '../../src/corpus/min-hash.js';

function wordsOf(seed: number, count = 300): string[] {
  const random = startRandom(seed);
  return Array.from({ length: count }, () => Math.floor(random() * 1e6).toString(36));
}

const sharesBand = (a: Uint32Array, b: Uint32Array): boolean => {
  const bands = new Set(bandsOf(a));
  return bandsOf(b).some((band) => bands.has(band));
};

describe('signatureOf', () => {
  it('is the same for the same words, whatever their case, accents and punctuation', () => {
    const one = signatureOf('The café on the quay — open "daily" — closes at nine.');
    expect(one).toHaveLength(SIGNATURE_LENGTH);
    expect(signatureOf('the CAFE on the quay: open daily, closes at nine')).toEqual(one);
  });

  it('takes any text, and gives unsigned numbers of 32 bits', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const signature = signatureOf(text);
        const numbers = [...signature, ...bandsOf(signature)];
        return numbers.every((n) => Number.isInteger(n) && n >= 0 && n <= 0xffffffff);
      }),
    );
  });
});

describe('similarityOf', () => {
  it('estimates the share of common runs', () => {
    const words = wordsOf(1, 600);
    for (const share of [0.25, 0.5, 0.75]) {
      const kept = Math.round(words.length * share);
      const other = [...words.slice(0, kept), ...wordsOf(2, words.length - kept)];
      const truth = kept / (2 * words.length - kept);
      const estimate = similarityOf(signatureOf(words.join(' ')), signatureOf(other.join(' ')));
      expect(Math.abs(estimate - truth)).toBeLessThan(0.14);
    }
  });

  it('is symmetric, 1 for a text with itself, and 0 where there are no words', () => {
    fc.assert(
      fc.property(fc.lorem(), fc.lorem(), (a, b) => {
        const [one, two] = [signatureOf(a), signatureOf(b)];
        return similarityOf(one, one) === 1 && similarityOf(one, two) === similarityOf(two, one);
      }),
    );
    expect(similarityOf(signatureOf(''), signatureOf(''))).toBe(0);
    expect(similarityOf(signatureOf('—'), signatureOf('a quay'))).toBe(0);
  });
});

describe('bandsOf', () => {
  it('lets a copy with a changed word in 25 and a trimmed end be met and told', () => {
    for (let seed = 1; seed <= 50; seed += 1) {
      const words = wordsOf(seed);
      const random = startRandom(seed + 1000);
      const copy = words.slice(20).map((word) => (random() < 0.04 ? 'reportedly' : word));
      const [a, b] = [signatureOf(words.join(' ')), signatureOf(copy.join(' '))];
      expect(sharesBand(a, b)).toBe(true);
      expect(similarityOf(a, b)).toBeGreaterThanOrEqual(LEAST_COPY_SIMILARITY);
    }
  });

  it('keeps different texts apart', () => {
    const signatures = Array.from({ length: 60 }, (_, i) => signatureOf(wordsOf(i + 1).join(' ')));
    const met = signatures.flatMap((a, i) =>
      signatures.slice(i + 1).filter((b) => sharesBand(a, b)),
    );
    expect(met).toEqual([]);
  });

  it('gives nothing for a text without words, so that such texts never meet', () => {
    expect(bandsOf(signatureOf('… — !'))).toEqual([]);
  });
});
