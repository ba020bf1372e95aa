// From a folder to an answer with the shipped model, with and without the native index, sound and damaged.

import { mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Answerer, CorpusStatus } from '../../src/answering/answerer.js';
import { buildIndex } from '../../src/build-index.js';
import { openAnswerer } from '../../src/open-answerer.js';
import { parseSettings, type Settings } from '../../src/settings.js';
import { openLog } from '../../src/shared/log.js';
import { takeBuildLock } from '../../src/store/sqlite/build-lock.js';
import type { HnswModule } from '../../src/vector-index/hnsw-module.js';
import { isCompiled } from '../support/child-process.js';
import { failureOf } from '../support/failure-of.js';
import { hnsw } from '../support/graphs.js';
import { hasModel, MODEL_FOLDER } from '../support/model.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const TEXTS = {
  'bagram.md': '# Bagram\n\nThe last soldiers left the air base of Bagram at night.\n',
  'consulate.txt': 'Russia has closed its consulate in Mazar-i-Sharif for the time being.\n',
  'harvest.html': '<p>The harvest of apples was good that year, and prices fell.</p>',
};

const QUESTION = 'When did the troops depart from Bagram?';

function settingsOver(texts: Readonly<Record<string, string>> = TEXTS): Settings {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'corpus'));
  for (const [file, text] of Object.entries(texts)) {
    writeFileSync(join(folder, 'corpus', file), text);
  }
  const places = { CORPUS_DIR: 'corpus', DATA_DIR: 'data', EMBEDDING_MODEL: MODEL_FOLDER };
  return parseSettings(places, folder);
}

interface Asked {
  readonly status: CorpusStatus;
  readonly best: string | undefined;
  readonly warnings: string;
}

/** Opens an answerer, asks the question and closes it. */
async function ask(settings: Settings, module: HnswModule | null): Promise<Asked> {
  let warnings = '';
  const log = openLog({ level: 'warn', write: (line) => (warnings += line) });
  const answerer: Answerer = await openAnswerer({ settings, log, hnsw: module });
  try {
    const { citations } = await answerer.sources({ question: QUESTION });
    return { status: await answerer.status(), best: citations[0]?.text, warnings };
  } finally {
    await answerer.close();
  }
}

const BEST = 'The last soldiers left the air base of Bagram at night.';

describe.skipIf(!hasModel || !isCompiled)('buildIndex and openAnswerer', () => {
  it('answer without hnswlib-node, and say that they search exactly', async () => {
    const settings = settingsOver();
    const report = await buildIndex({ settings, hnsw: null });
    expect(report).toMatchObject({ new: 3, documents: 3, index: 'exact', rejected: [] });
    const { status, best, warnings } = await ask(settings, null);
    expect(best).toBe(BEST);
    expect(status.index).toBe('exact');
    expect(warnings).toContain('hnswlib-node is not installed');
  });

  it.skipIf(hnsw === null)('answer from the graph, and exactly where it is damaged', async () => {
    const settings = settingsOver();
    expect((await buildIndex({ settings, hnsw })).index).toBe('hnsw');
    const sound = await ask(settings, hnsw);
    expect(sound).toMatchObject({ best: BEST, status: { index: 'hnsw' }, warnings: '' });

    const graphs = join(settings.dataDir, 'graphs');
    const path = join(graphs, readdirSync(graphs)[0] ?? '');
    truncateSync(path, readFileSync(path).length - 1);
    const damaged = await ask(settings, hnsw);
    expect(damaged).toMatchObject({ best: BEST, status: { index: 'exact' } });
    expect(damaged.status.notice).toContain('npm run build-index');
    expect(damaged.warnings).toContain(path);

    expect(await buildIndex({ settings, hnsw })).toMatchObject({ embeddedPassages: 0 });
    expect((await ask(settings, hnsw)).status).toMatchObject({ index: 'hnsw', notice: null });
  });

  it('refuse a store that is damaged; a forced build sets it aside and starts anew', async () => {
    const settings = settingsOver({ 'bagram.md': TEXTS['bagram.md'] });
    mkdirSync(settings.dataDir);
    writeFileSync(join(settings.dataDir, 'store.sqlite'), 'no database '.repeat(1_000));
    for (const call of [() => ask(settings, null), () => buildIndex({ settings, hnsw: null })]) {
      const failure = await failureOf(call);
      expect(failure.code).toBe('index_corrupt');
      expect(failure.remedy).toContain('build-index -- --force');
    }
    expect(await buildIndex({ settings, hnsw: null, force: true })).toMatchObject({ new: 1 });
    expect((await ask(settings, null)).best).toBe(BEST);
  });
});

describe('buildIndex', () => {
  it('refuses to build beside another build, and lets go of the lock when it fails', async () => {
    const whole = settingsOver();
    const settings = { ...whole, embedding: { ...whole.embedding, model: '/no/such/model' } };
    const lock = takeBuildLock(settings.dataDir);
    expect((await failureOf(() => buildIndex({ settings }))).code).toBe('build_in_progress');
    await lock.release();
    expect((await failureOf(() => buildIndex({ settings }))).code).toBe('model_missing');
    await takeBuildLock(settings.dataDir).release();
  });
});

describe('openAnswerer', () => {
  it('says that there is no index yet and how to build it', async () => {
    const failure = await failureOf(() => ask(settingsOver(), null));
    expect(failure.code).toBe('index_missing');
    expect(failure.remedy).toContain('npm run build-index');
  });
});
