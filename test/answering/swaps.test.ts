// 1,000 generations are published while questions are asked without a pause, over the real store and the real
// graphs: every answer is of one generation, and nothing of those before stays behind.

import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import type { Sources } from '../../src/answering/answerer.js';
import type { WarmableAnswerer } from '../../src/answering/in-process-answerer.js';
import { CANARY_TEXT } from '../../src/embeddings/embedder.js';
import { rememberPassages } from '../../src/store/remember-passages.js';
import {
  openSqliteReader,
  openSqliteStore,
} from '../../src/store/sqlite/sqlite-knowledge-store.js';
import type { KnowledgeStore } from '../../src/store/knowledge-store.js';
import { publishGraphFile, sweepGraphFiles } from '../../src/vector-index/graph-files.js';
import { openHnswIndex } from '../../src/vector-index/hnsw-index.js';
import { openOver, untilServing } from '../support/answering-site.js';
import { documentOf, versionOf } from '../support/builders.js';
import { FAKE_DIMENSION, fakeVector } from '../support/fake-embedder.js';
import { graphOf, hnsw, requireHnsw } from '../support/graphs.js';
import { draftOf, embedAll } from '../support/published.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const SWAPS = 1_000;
/** Bytes that the heap may have grown by at the end: memories fill up, and they are bounded. */
const MOST_GROWTH = 24 * 1024 * 1024;

/** Opened files of this process; null where the system does not list them. */
function openFiles(): number | null {
  try {
    return readdirSync('/proc/self/fd').length;
  } catch {
    return null;
  }
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

function heapAfterGarbage(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

/** Milliseconds between an answer and the same asker's next question. */
const PAUSE_MS = 10;

const FILES = ['ferry.md', 'bridge.md', 'market.md'];

interface Site {
  readonly graphs: string;
  readonly store: KnowledgeStore;
}

/** Publishes a generation whose every text carries its number. */
async function publishNumbered({ graphs, store }: Site, number: number): Promise<void> {
  const draft = await draftOf(store, {
    put: FILES.map((file) => {
      const text = `The toll of the ${file} was raised to number${number} crowns by the council.`;
      return versionOf(documentOf(file, { paragraphs: [text] }));
    }),
  });
  expect(draft.number).toBe(number);
  await embedAll(draft);
  const items = [];
  for await (const item of draft.allVectors()) items.push(item);
  const graph = graphOf(items);
  const manifest = await publishGraphFile({
    folder: graphs,
    file: `default-${number}-abcdef.hnsw`,
    dimension: FAKE_DIMENSION,
    count: graph.count,
    write: (path) => {
      graph.writeTo(path);
    },
  });
  const builtAt = new Date(number * 1_000).toISOString();
  await draft.publish({ canary: fakeVector(CANARY_TEXT), graph: manifest, builtAt });
}

/** The number that every quotation carries. */
function numberIn({ citations }: Sources): number {
  const numbers = new Set(citations.map(({ text }) => /number(\d+)/.exec(text)?.[1]));
  expect(citations).toHaveLength(FILES.length);
  expect(numbers.size).toBe(1);
  return Number([...numbers][0]);
}

const QUESTION = { question: 'To how many crowns was the toll raised by the council?' };

async function askOnAndOn(answerer: WarmableAnswerer, seen: Set<number>, isOver: () => boolean) {
  let asked = 0;
  while (!isOver()) {
    seen.add(numberIn(await answerer.sources(QUESTION)));
    asked += 1;
    // A pause as between two people's questions: what is built and opened meanwhile gets its turn.
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  return asked;
}

describe.skipIf(hnsw === null)(`${SWAPS} swaps under constant questions`, () => {
  it(
    'give answers of one generation each, and leave nothing open',
    { timeout: 240_000 },
    async () => {
      const folder = temporaryFolder();
      const graphs = join(folder, 'graphs');
      mkdirSync(graphs);
      const path = join(folder, 'store.sqlite');
      const site = { graphs, store: openSqliteStore(path) };
      await publishNumbered(site, 1);
      const indexes = { opened: 0, closed: 0 };
      const answerer = openOver(folder, {
        reader: rememberPassages(openSqliteReader(path)),
        openIndex: async (_, { graph }) => {
          if (graph === null) throw new Error('there is no graph');
          const index = await openHnswIndex(requireHnsw(), join(graphs, graph.file), graph);
          indexes.opened += 1;
          const close = async () => {
            indexes.closed += 1;
            await index.close();
          };
          return { index: { ...index, close }, notice: null };
        },
      });
      await answerer.warm();
      let isOver = false;
      const seen = new Set<number>();
      const askers = [1, 2].map(() => askOnAndOn(answerer, seen, () => isOver));
      let files: number | null = null;
      let heap = 0;
      for (let number = 2; number <= SWAPS + 1; number += 1) {
        await publishNumbered(site, number);
        await untilServing(answerer, number);
        if (number % 20 === 0) {
          await site.store.sweep('default', new Date());
          const keep = [`default-${number}-abcdef.hnsw`];
          await sweepGraphFiles({ folder: graphs, collection: 'default', keep });
        }
        // What is remembered has filled up by then.
        if (number === SWAPS / 5) [files, heap] = [openFiles(), heapAfterGarbage()];
      }
      isOver = true;
      seen.add(numberIn(await answerer.sources(QUESTION)));
      const asked = (await Promise.all(askers)).reduce((sum, count) => sum + count, 0);
      const grown = heapAfterGarbage() - heap;
      expect(indexes).toEqual({ opened: SWAPS + 1, closed: SWAPS });
      expect(Math.max(...seen)).toBe(SWAPS + 1);
      expect(asked).toBeGreaterThan(SWAPS / 2);
      // A stream that verifies a graph may be closing at the moment it is looked at.
      if (files !== null) expect(openFiles()).toBeLessThanOrEqual(files + 2);
      expect(grown).toBeLessThan(MOST_GROWTH);
      console.info(`${asked} answers over ${SWAPS} swaps; heap ${(grown / 2 ** 20).toFixed(1)} MB`);
      await answerer.close();
      expect(indexes.closed).toBe(SWAPS + 1);
      await site.store.close();
    },
  );
});
