import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DIGEST, digest, type DigestParts } from '../../src/answering/digest.js';
import { fakeVector } from '../support/fake-embedder.js';

const byMeaning: DigestParts = { embed: (text) => Promise.resolve(fakeVector(text)), now: () => 0 };
const byWords: DigestParts = { embed: null, now: () => 0 };

const FERRY = [
  'The ferry to Saltholm stops running after midnight in April.',
  'Then the ferry stops running in April, so Saltholm is cut off.',
  'Who told the harbour that the ferry stops running in April?',
];
const PARTY = 'Everybody brings cake and candles for the birthday on Saturday.';

describe('digest', () => {
  it('takes a second subject before a second text on the first', async () => {
    const texts = [...FERRY, PARTY];
    for (const parts of [byMeaning, byWords]) {
      const chosen = await digest({ texts, most: 2 }, parts);
      expect(chosen).toHaveLength(2);
      expect(chosen).toContain(3);
    }
  });

  it('leaves out what is no more than a nod, unless there is nothing else', async () => {
    expect(await digest({ texts: ['ok', ...FERRY, 'thanks!'], most: 4 }, byMeaning)).toEqual([
      1, 2, 3,
    ]);
    expect(await digest({ texts: ['ok', 'thanks!', 'lol'], most: 2 }, byMeaning)).toHaveLength(2);
  });

  it('counts words in scripts that are written without spaces', async () => {
    const texts = ['港務局決定四月停止夜間渡輪服務。', 'ok'];
    expect(await digest({ texts, most: 2 }, byMeaning)).toEqual([0]);
  });

  it('keeps what it is told to keep, and then takes what that does not cover', async () => {
    const request = { texts: [...FERRY, PARTY, 'ok'], most: 2, kept: [4] };
    const chosen = await digest(request, byMeaning);
    expect(chosen).toHaveLength(2);
    expect(chosen).toContain(4);
    expect(await digest({ ...request, kept: [3, 99, -1] }, byMeaning)).toContain(3);
  });

  it('embeds no more than its number of texts, and none after its time', async () => {
    const texts = Array.from(
      { length: 400 },
      (_, i) => `Ferry number ${i} leaves the harbour now.`,
    );
    const embedded: string[] = [];
    const embed = (text: string) => {
      embedded.push(text);
      return Promise.resolve(fakeVector(text));
    };
    await digest({ texts, most: 5 }, { embed, now: () => 0 });
    expect(embedded).toHaveLength(DIGEST.embedded);
    let time = 0;
    embedded.length = 0;
    const chosen = await digest({ texts, most: 5 }, { embed, now: () => (time += 500) });
    expect(embedded.length).toBeLessThan(10);
    expect(chosen).toHaveLength(5);
  });

  it('gives positions of the texts in their order, each once, whatever they are', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(fc.string(), fc.constantFrom(...FERRY, PARTY, '')), { maxLength: 30 }),
        fc.integer({ min: 1, max: 12 }),
        fc.array(fc.integer({ min: -2, max: 40 }), { maxLength: 4 }),
        async (texts, most, kept) => {
          for (const parts of [byMeaning, byWords]) {
            const chosen = await digest({ texts, most, kept }, parts);
            expect(chosen).toEqual([...new Set(chosen)].sort((a, b) => a - b));
            expect(chosen.every((position) => texts[position] !== undefined)).toBe(true);
            expect(chosen.length).toBeLessThanOrEqual(most);
            expect(chosen.length).toBeGreaterThanOrEqual(Math.min(1, texts.length));
          }
        },
      ),
    );
  });
});
