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

/** What the native module was asked to add, and how often a graph was begun anew. */
function counting(module: HnswModule) {
  const counts = { added: 0, begun: 0 };
  const counted: HnswModule = {
    HierarchicalNSW: class extends module.HierarchicalNSW {
      override addPoint(point: number[], label: number): void {
        counts.added += 1;
        super.addPoint(point, label);
      }
      override initIndex(
        ...args: Parameters<InstanceType<HnswModule['HierarchicalNSW']>['initIndex']>
      ): void {
        counts.begun += 1;
        super.initIndex(...args);
      }
    },
  };
  return { counts, counted };
}

describe.skipIf(hnsw === null)('graphs that grow, with hnswlib-node', () => {
  it('take in what is new and mark what left', async () => {
    const site = buildSite(manyFiles(40));
    await site.build({ hnsw });
    site.corpus.files.set('file-3.md', 'Sentence number 3 was written anew.');
    site.corpus.files.set('new.md', 'A sentence that is new.');
    site.corpus.files.delete('file-4.md');
    const { counts, counted } = counting(requireHnsw());
    await site.build({ hnsw: counted });
    expect(counts).toEqual({ added: 2, begun: 0 });
    const { graph, passages } = await current(site);
    if (graph === null) throw new Error('there is no graph');
    expect(graph).toMatchObject({ count: 40, removed: 2 });
    expect(passages).toBe(40);
    const index = await openHnswIndex(requireHnsw(), join(site.graphsDir, graph.file), graph);
    const found = await index.search(fakeVector('Sentence number 4 stands alone.'), 40);
    const read = await site.look((store) => store.passages(found.map(({ label }) => label)));
    expect(read).toHaveLength(40);
    expect(read.map(({ document }) => document.file)).not.toContain('file-4.md');
    expect(await site.build({ hnsw, openEmbedder: noModel })).toMatchObject({ published: false });
  });

  it('are built anew where too many have left', async () => {
    const site = buildSite(manyFiles(40));
    await site.build({ hnsw });
    for (let i = 0; i < 8; i += 1) site.corpus.files.delete(`file-${i}.md`);
    const few = counting(requireHnsw());
    await site.build({ hnsw: few.counted });
    expect(few.counts).toEqual({ added: 0, begun: 0 });
    expect((await current(site)).graph).toMatchObject({ count: 32, removed: 8 });
    site.corpus.files.delete('file-8.md');
    const many = counting(requireHnsw());
    await site.build({ hnsw: many.counted });
    expect(many.counts).toEqual({ added: 31, begun: 1 });
    expect((await current(site)).graph).toMatchObject({ count: 31, removed: 0 });
  });

  it.each([
    [
      'is missing',
      (path: string) => {
        rmSync(path);
      },
    ],
    [
      'is damaged',
      (path: string) => {
        writeFileSync(path, readFileSync(path).fill(7, 300, 310));
      },
    ],
  ] as const)('are built anew where the one before %s', async (_, damage) => {
    const site = buildSite(manyFiles(10));
    await site.build({ hnsw });
    damage(join(site.graphsDir, (await current(site)).graph?.file ?? ''));
    site.corpus.files.set('new.md', 'A sentence that is new.');
    const { counts, counted } = counting(requireHnsw());
    await site.build({ hnsw: counted });
    expect(counts).toEqual({ added: 11, begun: 1 });
  });

  it('are built anew for another model and where everything is built again', async () => {
    const site = buildSite(manyFiles(10));
    await site.build({ hnsw });
    await site.build({ hnsw, force: true });
    expect((await current(site)).graph).toMatchObject({ count: 10, removed: 0 });
  });

  it('lose what was forgotten with the next build', async () => {
    const site = buildSite(manyFiles(10));
    await site.build({ hnsw });
    const generation = await current(site);
    await site.look(async (store) => {
      const [first] = await store.listDocuments(generation);
      await store.forgetDocument('default', first?.id ?? '');
    });
    await site.build({ hnsw, openEmbedder: noModel });
    expect((await current(site)).graph).toMatchObject({ count: 9, removed: 0 });
  });
});
