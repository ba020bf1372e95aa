// The store's file when the disk lets it down: cut, no database, full, read-only, written by a process that
// was killed.

import { chmodSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDraft } from '../../src/store/sqlite/generation-draft.js';
import { openDatabase, prepare } from '../../src/store/sqlite/open-database.js';
import { openKnowledgeReader } from '../../src/store/sqlite/read-knowledge.js';
import { MIGRATIONS } from '../../src/store/sqlite/schema.js';
import {
  openSqliteReader,
  openSqliteStore,
} from '../../src/store/sqlite/sqlite-knowledge-store.js';
import { documentOf, versionOf } from '../support/builders.js';
import {
  canRunAsOrdinaryUser,
  compiled,
  isCompiled,
  runAsOrdinaryUser,
  startChild,
} from '../support/child-process.js';
import { failureOf } from '../support/failure-of.js';
import { FAKE_MODEL } from '../support/fake-embedder.js';
import { entryOf, publish } from '../support/published.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const VERSION = versionOf(
  documentOf('a.md', {
    paragraphs: Array.from({ length: 60 }, (_, i) => `Line ${i} of it. `.repeat(9)),
  }),
);

/** Another text under another name. */
const OTHER = versionOf(
  documentOf('other.md', {
    paragraphs: Array.from({ length: 60 }, (_, i) => `Another line ${i}. `.repeat(9)),
  }),
);

const STORE = JSON.stringify(compiled('store/sqlite/sqlite-knowledge-store.js'));

const LOCK = JSON.stringify(compiled('store/sqlite/build-lock.js'));

async function publishedStore(): Promise<string> {
  const path = join(temporaryFolder(), 'store.sqlite');
  const store = openSqliteStore(path);
  await publish(store, { put: [VERSION] });
  await store.close();
  return path;
}

/** Opens for reading and reads everything. */
async function readAll(path: string): Promise<void> {
  const reader = openSqliteReader(path);
  try {
    const generation = await reader.current('default');
    if (generation === null) return;
    await reader.passages(await reader.labelsMatching(generation, {}));
    for await (const item of reader.allVectors(generation)) expect(item.vector).toHaveLength(64);
  } finally {
    await reader.close();
  }
}

describe('a damaged store', () => {
  it('that was cut is refused with the remedy', async () => {
    const path = await publishedStore();
    const { length } = readFileSync(path);
    for (const share of [0.9, 0.6, 0.3, 0.1]) {
      truncateSync(path, Math.floor((length * share) / 4096) * 4096 + 100);
      const failure = await failureOf(() => readAll(path));
      expect(failure.code).toBe('index_corrupt');
      expect(failure.message).toContain(path);
      expect(failure.remedy).toContain('build-index -- --force');
    }
  });

  it('that is no database is refused with the remedy', async () => {
    const path = join(temporaryFolder(), 'store.sqlite');
    writeFileSync(path, 'no database at all '.repeat(300));
    for (const open of [() => openSqliteReader(path), () => openSqliteStore(path)]) {
      const failure = await failureOf(open);
      expect(failure.code).toBe('index_corrupt');
      expect(failure.remedy).toContain('build-index -- --force');
    }
  });

  it('that holds no table yet is said to be missing or to be rebuilt', async () => {
    const path = join(temporaryFolder(), 'store.sqlite');
    writeFileSync(path, '');
    expect((await failureOf(() => readAll(path))).code).toMatch(/^index_/);
  });

  it('of a newer version is refused', async () => {
    const path = await publishedStore();
    const database = openDatabase({ path, migrations: MIGRATIONS, readOnly: false });
    database.pragma('user_version = 99');
    database.close();
    expect((await failureOf(() => openSqliteReader(path))).code).toBe('index_incompatible');
    expect((await failureOf(() => openSqliteStore(path))).code).toBe('index_incompatible');
  });

  it('is set aside, not deleted, where it may be replaced', async () => {
    const path = await publishedStore();
    truncateSync(path, 4096 * 5);
    const store = openSqliteStore(path, { replaceDamaged: true });
    expect(await store.current('default')).toBeNull();
    await publish(store, { put: [VERSION] });
    await store.close();
    await expect(readAll(path)).resolves.toBeUndefined();
    const files = readdirSync(join(path, '..'));
    expect(files.some((file) => file.startsWith('store.sqlite.damaged-'))).toBe(true);
  });

  it('that is sound is kept even where a damaged one may be replaced', async () => {
    const path = await publishedStore();
    const store = openSqliteStore(path, { replaceDamaged: true });
    expect((await store.current('default'))?.number).toBe(1);
    await store.close();
    expect(readdirSync(join(path, '..'))).toEqual(['store.sqlite']);
  });
});

describe('a full disk', () => {
  it('fails the draft by name, keeps what was published and lets the next try succeed', async () => {
    const path = await publishedStore();
    const database = openDatabase({ path, migrations: MIGRATIONS, readOnly: false });
    const pages = Number(database.pragma('page_count', { simple: true }));
    database.pragma(`max_page_count = ${pages + 3}`);
    const target = { collection: 'default', model: FAKE_MODEL, reuseVectors: true };
    const draft = await openDraft(database, target);
    const failure = await failureOf(() => draft.putEntry(entryOf(OTHER)));
    expect(failure.code).toBe('disk_full');
    const reader = openKnowledgeReader(database);
    expect(await reader.current('default')).toMatchObject({ number: 1, passages: 60 });
    expect(prepare(database, 'SELECT count(*) AS n FROM document').get()).toEqual({ n: 1 });
    database.pragma('max_page_count = 100000');
    await (await openDraft(database, target)).putEntry(entryOf(OTHER));
    database.close();
  });
});

describe.skipIf(!isCompiled || !canRunAsOrdinaryUser())('a read-only folder', () => {
  it('serves readers and refuses writers by name', async () => {
    const path = await publishedStore();
    makeReadOnly(path);
    const said = runAsOrdinaryUser(`
      import { openSqliteReader, openSqliteStore } from ${STORE};
      import { takeBuildLock } from ${LOCK};
      const reader = openSqliteReader(${JSON.stringify(path)});
      const generation = await reader.current('default');
      const labels = await reader.labelsMatching(generation, {});
      const refusal = (call) => { try { return call(); } catch (error) { return error.code; } };
      const store = refusal(() => openSqliteStore(${JSON.stringify(path)}));
      const lock = refusal(() => takeBuildLock(${JSON.stringify(join(path, '..'))}));
      console.log((await reader.passages(labels)).length, store, lock);
    `);
    expect(said.trim()).toBe('60 storage_read_only storage_read_only');
  });

  it('shows what a killed build published', async () => {
    const path = await storeOfKilledBuild();
    makeReadOnly(path);
    expect(generationSeenByOrdinaryUser(path)).toBe('2');
  });

  it('shows what a killed build published where the shared-memory file is gone', async () => {
    const path = await storeOfKilledBuild();
    rmSync(`${path}-shm`);
    makeReadOnly(path);
    expect(generationSeenByOrdinaryUser(path)).toBe('2');
  });
});

async function storeOfKilledBuild(): Promise<string> {
  const path = await publishedStore();
  await startChild(buildAndDie(path, 'afterPublish')).ended;
  return path;
}

function generationSeenByOrdinaryUser(path: string): string {
  const said = runAsOrdinaryUser(`
    import { openSqliteReader } from ${STORE};
    const reader = openSqliteReader(${JSON.stringify(path)});
    console.log((await reader.current('default')).number);
  `);
  return said.trim();
}

describe.skipIf(!isCompiled)('a killed process', () => {
  it('leaves what it had published', async () => {
    const path = await publishedStore();
    const child = startChild(buildAndDie(path, 'afterPublish'));
    await child.ended;
    expect(child.output()).toBe('published');
    const reader = openSqliteReader(path);
    const generation = await reader.current('default');
    expect(generation).toMatchObject({ number: 2, documents: 2 });
    await reader.close();
  });

  it('leaves nothing visible of what it had not', async () => {
    const path = await publishedStore();
    const child = startChild(buildAndDie(path, 'beforePublish'));
    await child.ended;
    expect(child.output()).toBe('embedded');
    const store = openSqliteStore(path);
    expect(await store.current('default')).toMatchObject({ number: 1, documents: 1 });
    expect((await store.entryHashes('default')).size).toBe(1);
    await store.close();
  });
});

function makeReadOnly(path: string): void {
  const folder = join(path, '..');
  for (const file of readdirSync(folder)) chmodSync(join(folder, file), 0o444);
  chmodSync(folder, 0o555);
  // Whoever is not root must be allowed to tidy up.
  onTestFinished(() => {
    chmodSync(folder, 0o755);
  });
}

/** A module that adds a document and kills its own process without a chance to tidy up. */
function buildAndDie(path: string, when: 'beforePublish' | 'afterPublish'): string {
  const version = versionOf(documentOf('b.md', { paragraphs: ['The second document.'] }));
  return `
    import { writeSync } from 'node:fs';
    import { openSqliteStore } from ${STORE};
    const store = openSqliteStore(${JSON.stringify(path)});
    const model = ${JSON.stringify(FAKE_MODEL)};
    const draft = await store.draft({ collection: 'default', model, reuseVectors: true });
    await draft.putEntry(${JSON.stringify(entryOf(version))});
    const vector = new Float32Array(64).fill(1 / 8);
    const pending = await draft.pendingTexts();
    await draft.putEmbeddings(pending.map(({ hash }) => ({ hash, passage: vector, sentences: [] })));
    if (${JSON.stringify(when)} === 'afterPublish') {
      await draft.publish({ canary: vector, graph: null, builtAt: '2024-05-02T00:00:00.000Z' });
      writeSync(1, 'published');
    } else writeSync(1, 'embedded');
    process.kill(process.pid, 'SIGKILL');
  `;
}
