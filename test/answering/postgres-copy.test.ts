// The local copy of a real PostgreSQL, behind a way to it that is cut and mended while questions are asked.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openInProcessAnswerer } from '../../src/answering/in-process-answerer.js';
import { CANARY_TEXT } from '../../src/embeddings/embedder.js';
import { copyRound } from '../../src/mirroring/copy-round.js';
import { openPgvectorIndex } from '../../src/store/postgres/pgvector-index.js';
import { openPostgresReader } from '../../src/store/postgres/postgres-knowledge-store.js';
import { rememberPassages } from '../../src/store/remember-passages.js';
import {
  openSqliteCopyReader,
  openSqliteCopyStore,
} from '../../src/store/sqlite/sqlite-copy-store.js';
import { buildExactIndex } from '../../src/vector-index/exact-index.js';
import { storyOf } from '../support/copy-site.js';
import { FAKE_DIMENSION, fakeEmbedder, fakeVector } from '../support/fake-embedder.js';
import { manualClock } from '../support/manual-clock.js';
import { postgresEngine } from '../support/postgres-engine.js';
import { faultyProxy } from '../support/postgres/faulty-proxy.js';
import { postgresSite } from '../support/postgres-knowledge.js';
import { draftOf, embedAll } from '../support/published.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const engine = postgresEngine();
const PEOPLE = ['anna', 'bert', 'carl', 'dora'];

describe.skipIf(engine === null)(
  `a local copy of PostgreSQL (${engine?.name ?? 'none here'})`,
  () => {
    it('answers alike before, while and after the way to the database is cut', async () => {
      const site = postgresSite(engine?.url ?? '');
      const store = site.openStore();
      const draft = await draftOf(store, { put: PEOPLE.map((name) => storyOf(name)) });
      await embedAll(draft);
      const canary = fakeVector(CANARY_TEXT);
      await draft.publish({ canary, graph: null, builtAt: new Date().toISOString() });
      const proxy = await faultyProxy(engine?.url ?? '');
      const place = { ...site.place, url: proxy.url };
      const folder = temporaryFolder();
      mkdirSync(join(folder, 'graphs'));
      const path = join(folder, 'store.sqlite');
      const round = async () => {
        const copy = openSqliteCopyStore(path);
        const reader = openPostgresReader(place);
        try {
          return await copyRound({
            ...{ reader, copy, hnsw: null, graphs: join(folder, 'graphs'), used: ['default'] },
            pause: () => Promise.resolve(),
            now: () => new Date(),
            say: () => undefined,
          });
        } finally {
          await copy.close();
          await reader.close();
        }
      };
      expect(await round()).toMatchObject({ copied: ['default'] });
      expect(await round()).toMatchObject({ copied: [] });
      const clock = manualClock();
      const told: string[] = [];
      const answerer = openInProcessAnswerer({
        reader: rememberPassages(openPostgresReader(place)),
        loadEmbedder: () => Promise.resolve(fakeEmbedder()),
        openIndex: async (_, generation) => ({
          index: await openPgvectorIndex(place, generation),
          notice: null,
        }),
        onNotice: () => undefined,
        copy: {
          open: () =>
            Promise.resolve({
              reader: openSqliteCopyReader(path),
              openIndex: async (reader, generation) => {
                const labels: number[] = [];
                const vectors: Float32Array[] = [];
                for await (const item of reader.allVectors(generation)) {
                  labels.push(item.label);
                  vectors.push(item.vector);
                }
                return {
                  index: buildExactIndex(FAKE_DIMENSION, { labels, vectors }),
                  notice: null,
                };
              },
              onNotice: () => undefined,
            }),
          onUsed: () => undefined,
          onDamaged: () => told.push('damaged'),
          onAway: () => told.push('away'),
          onBack: () => told.push('back'),
          clock,
        },
      });
      onTestFinished(() => answerer.close());
      const ask = async () => {
        const { citations, corpus, outcome } = await answerer.answer({
          question: 'What did carl write of the harbour in part 3?',
        });
        const quoted = citations.map(({ label, text, document }) => ({ label, text, document }));
        return { outcome, quoted, isCopy: corpus.copyOf !== undefined };
      };
      const before = await ask();
      expect(before.isCopy).toBe(false);
      expect(before.quoted.length).toBeGreaterThan(0);
      proxy.set('refuse');
      proxy.cut();
      for (let i = 0; i < 3; i += 1) expect(await ask()).toEqual({ ...before, isCopy: true });
      proxy.set('pass');
      // The first probe may meet a connection that broke.
      const probed = () => {
        clock.advance(1_000);
        return told;
      };
      await expect.poll(probed, { timeout: 20_000 }).toEqual(['away', 'back']);
      expect(await ask()).toEqual(before);
      const [first] = before.quoted;
      if (first === undefined) throw new Error('nothing was quoted');
      await store.forgetDocument('default', first.document.id);
      await round();
      const copy = openSqliteCopyReader(path);
      expect(await copy.passages([first.label])).toEqual([]);
      await copy.close();
    }, 60_000);
  },
);
