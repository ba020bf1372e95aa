// kill -9 at random moments of real builds: whatever is found afterwards is one generation, old or new.

import { fork } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSqliteReader } from '../../src/store/sqlite/sqlite-knowledge-store.js';
import { openHnswIndex } from '../../src/vector-index/hnsw-index.js';
import { loadHnswModule } from '../../src/vector-index/hnsw-module.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const KILLS = 100;
const DOCUMENTS = 30;
const child = new URL('../support/build-child.mjs', import.meta.url);

interface Attempt {
  readonly finished: boolean;
  readonly milliseconds: number;
}

/** Builds a version; with `killAfter`, the process is killed that long after its build began. */
function build(dataDir: string, version: string, killAfter?: number): Promise<Attempt> {
  return new Promise((resolve) => {
    const builder = fork(child, [dataDir, version], {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    let started = 0;
    let milliseconds = 0;
    let finished = false;
    builder.on('message', (message) => {
      if (message === 'built') {
        finished = true;
        milliseconds = performance.now() - started;
        return;
      }
      started = performance.now();
      if (killAfter !== undefined) setTimeout(() => builder.kill('SIGKILL'), killAfter);
    });
    builder.once('exit', () => {
      resolve({ finished, milliseconds });
    });
  });
}

/** What a reader finds: the versions of all documents, passages and words, from store and graph. */
async function served(dataDir: string) {
  const reader = openSqliteReader(join(dataDir, 'store.sqlite'));
  try {
    const generation = await reader.current('default');
    if (generation === null) return null;
    const hnsw = await loadHnswModule();
    const { graph } = generation;
    const labels: number[] = [];
    if (hnsw === null || graph === null) {
      for await (const { label } of reader.allVectors(generation)) labels.push(label);
    } else {
      const index = await openHnswIndex(hnsw, join(dataDir, 'graphs', graph.file), graph);
      const found = await index.search(new Float32Array(64).fill(0.125), 1000);
      labels.push(...found.map((match) => match.label));
    }
    const documents = await reader.listDocuments(generation);
    const passages = await reader.passages(labels);
    const words = await reader.lexical(generation, {
      terms: ['document'],
      limit: 1000,
      filter: {},
    });
    return {
      documents: documents.length,
      versions: new Set([
        ...documents.map((document) => document.title),
        ...passages.map((passage) => /in (\S+)\./.exec(passage.text)?.[1] ?? '?'),
      ]),
      graphLabels: labels.length,
      wordLabels: words.map((candidate) => candidate.label).sort((a, b) => a - b),
      labels: labels.sort((a, b) => a - b),
    };
  } finally {
    await reader.close();
  }
}

describe('a build that is killed', () => {
  it(`leaves the old or the new index at ${KILLS} random moments, and the next build goes through`, async () => {
    const folder = temporaryFolder();
    let { milliseconds: whole } = await build(folder, 'v0');
    let current = 'v0';
    let killed = 0;
    for (let attempt = 1; killed < KILLS; attempt += 1) {
      const version = `v${attempt}`;
      const { finished, milliseconds } = await build(folder, version, Math.random() * whole);
      // The machine's other work stretches a build, so the last one that finished says how long one takes.
      if (finished) whole = milliseconds;
      else killed += 1;
      const found = await served(folder);
      expect(found?.documents).toBe(DOCUMENTS);
      expect(found?.graphLabels).toBe(DOCUMENTS);
      expect(found?.wordLabels).toEqual(found?.labels);
      expect([new Set([current]), new Set([version])]).toContainEqual(found?.versions);
      current = [...(found?.versions ?? [])][0] ?? '?';
    }

    expect((await build(folder, 'last')).finished).toBe(true);
    expect((await served(folder))?.versions).toEqual(new Set(['last']));
  }, 300_000);
});
