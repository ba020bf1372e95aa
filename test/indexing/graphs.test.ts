// Graphs beside the store: written with each generation, mended without the model, done without where the
// native module is missing.

import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Generation } from '../../src/store/knowledge-store.js';
import { openHnswIndex } from '../../src/vector-index/hnsw-index.js';
import type { HnswModule } from '../../src/vector-index/hnsw-module.js';
import { buildSite, manyFiles, noModel, type BuildSite } from '../support/build.js';
import { failureOf } from '../support/failure-of.js';
import { fakeVector } from '../support/fake-embedder.js';
import { hnsw, requireHnsw } from '../support/graphs.js';

const current = async (site: BuildSite): Promise<Generation> => {
  const generation = await site.look((store) => store.current('default'));
  if (generation === null) throw new Error('nothing is published');
  return generation;
};

const graphFiles = (site: BuildSite): string[] => readdirSync(site.graphsDir).sort();

describe.skipIf(hnsw === null)('graphs, with hnswlib-node', () => {
  it('are written with a generation and find its passages', async () => {
    const site = buildSite(manyFiles(20));
    const report = await site.build({ hnsw });
    expect(report.index).toBe('hnsw');
    const { graph, passages } = await current(site);
    if (graph === null) throw new Error('there is no graph');
    expect(graph).toMatchObject({ count: passages, dimension: 64 });
    const index = await openHnswIndex(requireHnsw(), join(site.graphsDir, graph.file), graph);
    const [best] = await index.search(fakeVector('Sentence number 7 stands alone.'), 1);
    const [found] = await site.look((store) => store.passages([best?.label ?? 0]));
    expect(found?.document.file).toBe('file-7.md');
  });

  it('of the current and the previous generation are kept, older ones go', async () => {
    const site = buildSite(manyFiles(3));
    const kept: string[] = [];
    for (const text of ['One.', 'Two.', 'Three.']) {
      site.corpus.files.set('changing.md', text);
      await site.build({ hnsw });
      kept.push((await current(site)).graph?.file ?? '');
    }
    expect(graphFiles(site)).toEqual(kept.slice(1).sort());
  });

  it.each([
    [
      'missing',
      (path: string) => {
        rmSync(path);
      },
    ],
    [
      'damaged',
      (path: string) => {
        const bytes = readFileSync(path);
        bytes[200] = (bytes[200] ?? 0) ^ 1;
        writeFileSync(path, bytes);
      },
    ],
  ] as const)('that are %s are built again without the model', async (_, damage) => {
    const site = buildSite(manyFiles(5));
    await site.build({ hnsw });
    const before = await current(site);
    damage(join(site.graphsDir, before.graph?.file ?? ''));
    const report = await site.build({ hnsw, openEmbedder: noModel });
    expect(report).toMatchObject({ published: false, index: 'hnsw', unchanged: 5, generation: 1 });
    const after = await current(site);
    expect(graphFiles(site)).toEqual([after.graph?.file]);
    expect(after.graph?.file).not.toBe(before.graph?.file);
    expect(after.graph?.sha256).toBe(before.graph?.sha256);
  });

  it('that are sound are left alone', async () => {
    const site = buildSite(manyFiles(5));
    await site.build({ hnsw });
    const before = await current(site);
    await site.build({ hnsw, openEmbedder: noModel });
    expect(await current(site)).toEqual(before);
  });

  it('are added to an index that was built without', async () => {
    const site = buildSite(manyFiles(5));
    expect((await site.build({ hnsw: null })).index).toBe('exact');
    expect((await site.build({ hnsw, openEmbedder: noModel })).index).toBe('hnsw');
  });

  it('that a full disk cut short fail the build, and the generation before serves', async () => {
    const site = buildSite(manyFiles(5));
    await site.build({ hnsw });
    site.corpus.files.set('new.md', 'Something new.');
    const failure = await failureOf(() => site.build({ hnsw: writingLess(requireHnsw()) }));
    expect(failure.code).toBe('disk_full');
    expect((await current(site)).number).toBe(1);
    expect(graphFiles(site)).toHaveLength(1);
    expect((await site.build({ hnsw, openEmbedder: noModel })).generation).toBe(2);
  });
});

describe('without hnswlib-node', () => {
  it('an index is built all the same and searched exactly', async () => {
    const site = buildSite(manyFiles(5));
    expect((await site.build({ hnsw: null })).index).toBe('exact');
    expect((await current(site)).graph).toBeNull();
    expect((await site.build({ hnsw: null, openEmbedder: noModel })).published).toBe(false);
  });
});

/** As hnswlib on a full disk: writes what fits and says nothing. */
function writingLess(module: HnswModule): HnswModule {
  return {
    HierarchicalNSW: class extends module.HierarchicalNSW {
      override writeIndexSync(path: string): void {
        super.writeIndexSync(path);
        writeFileSync(path, readFileSync(path).subarray(0, 500));
      }
    },
  };
}
