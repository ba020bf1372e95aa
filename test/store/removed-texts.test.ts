// What was removed is not in the files any more: neither its text nor its words, in no page and no log.

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { KnowledgeStore } from '../../src/store/knowledge-store.js';
import {
  openSqliteReader,
  openSqliteStore,
} from '../../src/store/sqlite/sqlite-knowledge-store.js';
import { documentOf, versionOf } from '../support/builders.js';
import { publish } from '../support/published.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** Words as they stand in the texts and, stemmed, among the words. */
const SECRETS = ['xylophagic', 'xylophag', 'Quetzalroad', 'quetzalroad', 'Winterhafen'];

const secret = (version: number) =>
  versionOf(
    documentOf('secret.md', {
      title: 'Winterhafen',
      author: 'Quetzalroad',
      paragraphs: Array.from(
        { length: 40 },
        (_, i) => `Line ${i}, version ${version}: xylophagic things on Quetzalroad.`,
      ),
    }),
  );

const harmless = Array.from({ length: 30 }, (_, i) =>
  versionOf(documentOf(`h-${i}.md`, { paragraphs: [`A harmless line, number ${i}.`] })),
);

/** Which secrets stand in any file of the store. */
function secretsIn(path: string): string[] {
  const folder = dirname(path);
  const bytes = Buffer.concat(readdirSync(folder).map((file) => readFileSync(join(folder, file))));
  return SECRETS.filter((word) => bytes.includes(word));
}

async function storeWith(collection: string): Promise<{ path: string; store: KnowledgeStore }> {
  const path = join(temporaryFolder(), 'store.sqlite');
  const store = openSqliteStore(path);
  await publish(store, { put: harmless });
  await publish(store, { collection, put: [...harmless.slice(0, 5), secret(1)] });
  await publish(store, { collection, put: [secret(2)] });
  await publish(store, { collection, put: [secret(3)] });
  await store.sweep(collection, new Date('2024-05-02'));
  return { path, store };
}

describe('removeCollection', () => {
  it('leaves no byte of its texts in the files, with a reader open beside it', async () => {
    const { path, store } = await storeWith('gone');
    const reader = openSqliteReader(path);
    expect(await reader.collections()).toEqual(['default', 'gone']);
    expect(secretsIn(path)).toEqual(SECRETS);
    await store.removeCollection('gone');
    expect(secretsIn(path)).toEqual([]);
    expect(await reader.collections()).toEqual(['default']);
    await reader.close();
    await store.close();
    expect(secretsIn(path)).toEqual([]);
  });
});

describe('forgetDocument', () => {
  it('leaves no byte of any version in the files, and the rest as it was', async () => {
    const { path, store } = await storeWith('default');
    await store.forgetDocument('default', secret(1).document.id);
    expect(secretsIn(path)).toEqual([]);
    const generation = await store.current('default');
    if (generation === null) throw new Error('nothing is published');
    const query = { terms: ['harmless'], limit: 100, filter: {} };
    expect(await store.lexical(generation, query)).toHaveLength(30);
    await store.close();
  });
});

describe('a sweep', () => {
  it('leaves no byte of a past version whose time is up', async () => {
    const { path, store } = await storeWith('default');
    await publish(store, { retire: [secret(1).document.id] });
    await publish(store, { put: [versionOf(documentOf('last.md'))] });
    await store.sweep('default', new Date('2024-07-01'));
    await store.close();
    expect(secretsIn(path)).toEqual([]);
  });
});
