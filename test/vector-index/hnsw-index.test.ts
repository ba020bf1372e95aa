// HNSW against the contract, and graph files that are not what their manifest says: none of them may reach
// native code, which crashes on damaged bytes.

import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openHnswIndex } from '../../src/vector-index/hnsw-index.js';
import type { HnswModule } from '../../src/vector-index/hnsw-module.js';
import { describeVectorIndex } from '../contracts/vector-index-contract.js';
import { failureOf } from '../support/failure-of.js';
import { hnsw, publishGraph, requireHnsw, type PublishedGraph } from '../support/graphs.js';
import { randomVectors } from '../support/random.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const labelled = (count: number) =>
  randomVectors(count).map((vector, label) => ({ label, vector }));

/** Fails the test as soon as a byte would reach native code. */
const untouchable: HnswModule = {
  get HierarchicalNSW(): never {
    throw new Error('a damaged file reached native code');
  },
};

describe.skipIf(hnsw === null)('with hnswlib-node', () => {
  describeVectorIndex({
    name: 'hnsw',
    recall: 0.95,
    open: async (items) => {
      const { path, manifest } = await publishGraph(temporaryFolder(), items);
      return openHnswIndex(requireHnsw(), path, manifest);
    },
  });

  describe('openHnswIndex', () => {
    it('refuses a file cut at any sampled length before native code sees it', async () => {
      const graph = await publishGraph(temporaryFolder(), labelled(40));
      const bytes = readFileSync(graph.path);
      for (const length of sampled(bytes.length - 1, 40)) {
        writeFileSync(graph.path, bytes.subarray(0, length));
        await expectCorrupt(graph);
      }
    });

    it('refuses a file with any sampled byte flipped before native code sees it', async () => {
      const graph = await publishGraph(temporaryFolder(), labelled(40));
      const bytes = readFileSync(graph.path);
      for (const [i, offset] of sampled(bytes.length - 1, 60).entries()) {
        const damaged = Buffer.from(bytes);
        damaged[offset] = (damaged[offset] ?? 0) ^ ([0xff, 0x01, 0x80][i % 3] ?? 1);
        writeFileSync(graph.path, damaged);
        await expectCorrupt(graph);
      }
    });

    it('refuses a longer file and a missing one', async () => {
      const graph = await publishGraph(temporaryFolder(), labelled(10));
      writeFileSync(graph.path, Buffer.concat([readFileSync(graph.path), Buffer.alloc(1)]));
      await expectCorrupt(graph);
      rmSync(graph.path);
      await expectCorrupt(graph);
    });

    it('refuses a file of another dimension than its manifest says', async () => {
      const { path, manifest } = await publishGraph(temporaryFolder(), labelled(10));
      await expectCorrupt({ path, manifest: { ...manifest, dimension: manifest.dimension * 2 } });
    });
  });
});

async function expectCorrupt({ path, manifest }: PublishedGraph): Promise<void> {
  const failure = await failureOf(() => openHnswIndex(untouchable, path, manifest));
  expect(failure.code).toBe('index_corrupt');
  expect(failure.message).toContain(path);
}

/** Offsets from 0 to `last`: both ends and evenly between. */
function sampled(last: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => Math.round((i * last) / (count - 1)));
}
