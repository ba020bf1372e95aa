// A reader with a memory gives what the reader without one would give.

import { describe, expect, it } from 'vitest';
import type { Generation, KnowledgeReader } from '../../src/store/knowledge-store.js';
import { rememberPassages } from '../../src/store/remember-passages.js';
import { scoredOf } from '../support/builders.js';

/** Knows the labels 1 to 9999. */
function countingReader() {
  const asked: number[] = [];
  const known = (labels: readonly number[]) =>
    labels.filter((label) => label > 0 && label < 10_000);
  const reader = {
    passages: (labels: readonly number[]) => {
      asked.push(...labels);
      const found = known(labels).map((label) => scoredOf(`Passage ${label}.`, { label }).passage);
      return Promise.resolve(found);
    },
    sentenceVectors: (labels: readonly number[]) => {
      asked.push(...labels);
      const none = { count: 0, dimension: 4, scales: new Float32Array(), values: new Int8Array() };
      return Promise.resolve(new Map(known(labels).map((label) => [label, none])));
    },
    neighbourVectors: (labels: readonly number[]) => {
      asked.push(...labels);
      const around = (label: number) => [label - 1, label + 1].map((n) => Float32Array.of(n));
      return Promise.resolve(new Map(known(labels).map((label) => [label, around(label)])));
    },
  } as unknown as KnowledgeReader;
  return { reader: rememberPassages(reader), asked };
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);

describe('rememberPassages', () => {
  it('asks once for a document’s copies in a generation, and anew in the next', async () => {
    const asked: string[] = [];
    const document = scoredOf('The tram.').passage.document;
    const reader = rememberPassages({
      copiesOf: ({ number }: Generation, id: string) => {
        asked.push(`${number} ${id}`);
        return Promise.resolve(id === 'one' ? [{ document, similarity: 0.9 }] : []);
      },
    } as unknown as KnowledgeReader);
    const copies = async (number: number, id: string): Promise<number> => {
      const generation = { collection: 'default', number } as Generation;
      return (await reader.copiesOf(generation, id)).length;
    };
    expect([await copies(1, 'one'), await copies(1, 'one'), await copies(1, 'two')]).toEqual([
      1, 1, 0,
    ]);
    expect([await copies(1, 'two'), await copies(2, 'one')]).toEqual([0, 1]);
    expect(asked).toEqual(['1 one', '1 two', '2 one']);
  });

  it('gives passages in the order asked and asks for each once', async () => {
    const { reader, asked } = countingReader();
    const labels = async (wanted: number[]) =>
      (await reader.passages(wanted)).map((passage) => passage.label);
    expect(await labels([3, 1])).toEqual([3, 1]);
    expect(await labels([1, 2, 3, 0])).toEqual([1, 2, 3]);
    expect(asked).toEqual([3, 1, 2, 0]);
  });

  it('gives the vectors of the labels that are there', async () => {
    const { reader, asked } = countingReader();
    expect([...(await reader.sentenceVectors([2, 1, 0])).keys()]).toEqual([2, 1]);
    expect([...(await reader.sentenceVectors([1])).keys()]).toEqual([1]);
    expect(asked).toEqual([2, 1, 0]);
    const neighbours = await reader.neighbourVectors([2, 1]);
    expect(neighbours.get(2)).toEqual([Float32Array.of(1), Float32Array.of(3)]);
  });

  it('leaves out nothing where its memory fills up in between', async () => {
    const { reader } = countingReader();
    await reader.passages(range(1, 2_000));
    expect(await reader.passages([1, 2, 2_001])).toHaveLength(3);
  });

  it('leaves out nothing where more is asked than it remembers', async () => {
    const { reader } = countingReader();
    expect(await reader.passages(range(1, 3_000))).toHaveLength(3_000);
  });

  it('remembers where one word stands, for its generation alone and without a filter', async () => {
    const queries: string[] = [];
    const lexical: KnowledgeReader['lexical'] = ({ number }, { terms, limit, filter }) => {
      queries.push(`${number} ${terms.join('+')} ${limit} ${filter.after ?? ''}`.trim());
      return Promise.resolve([{ label: number, bm25: 1 }]);
    };
    const reader = rememberPassages({ ...countingReader().reader, lexical });
    const ask = (
      number: number,
      terms: string[],
      parts: { limit?: number; after?: string } = {},
    ) => {
      const { limit = 3, after } = parts;
      const generation = { collection: 'default', number } as Generation;
      return reader.lexical(generation, { terms, limit, filter: { after, phrases: [] } });
    };
    for (let i = 0; i < 2; i += 1) {
      expect(await ask(1, ['bagram'])).toEqual([{ label: 1, bm25: 1 }]);
      expect(await ask(2, ['bagram'])).toEqual([{ label: 2, bm25: 1 }]);
      await ask(1, ['bagram', 'left']);
      await ask(1, ['bagram'], { after: '2021' });
      await ask(1, ['bagram'], { limit: 100 });
    }
    const through = ['1 bagram+left 3', '1 bagram 3 2021', '1 bagram 100'];
    expect(queries).toEqual(['1 bagram 3', '2 bagram 3', ...through, ...through]);
  });
});
