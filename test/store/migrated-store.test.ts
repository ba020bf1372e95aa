// A store as it was written before entries and words apart is brought to the present form without a loss.

import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/store/sqlite/open-database.js';
import { MIGRATIONS } from '../../src/store/sqlite/schema.js';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-knowledge-store.js';
import { passageHash, textHash } from '../../src/store/passage-hash.js';
import { checksum, encodeVector } from '../../src/store/vector-blobs.js';
import { passageOf, versionOf, documentOf } from '../support/builders.js';
import { FAKE_MODEL, fakeVector } from '../support/fake-embedder.js';
import { publish } from '../support/published.js';
import { temporaryFolder } from '../support/temporary-folder.js';

interface OldDocument {
  readonly collection: string;
  readonly id: string;
  readonly text: string;
  readonly since?: number;
  readonly until?: number;
}

const OLD: readonly OldDocument[] = [
  { collection: 'default', id: 'a', text: 'Alpha was the first version.', until: 2 },
  { collection: 'default', id: 'a', text: 'Beta is the second version.', since: 2 },
  { collection: 'default', id: 'b', text: 'Gamma stands beside.' },
  { collection: 'default', id: 'c', text: 'Omega is of a killed build.', since: 3 },
  { collection: 'other', id: 'a', text: 'Delta belongs elsewhere.' },
];

/** Writes a store with the tables of the first two versions, through their SQL alone. */
function oldStore(): string {
  const path = join(temporaryFolder(), 'store.sqlite');
  const database = openDatabase({ path, migrations: MIGRATIONS.slice(0, 2), readOnly: false });
  const canary = encodeVector(fakeVector('canary'));
  const generation = database.prepare(
    `INSERT INTO generation VALUES (?, ?, 'fake', 'fake-1', 64, ?, 1, 1, NULL, ?, NULL)`,
  );
  generation.run('default', 1, canary, '2024-05-01T00:00:00.000Z');
  generation.run('default', 2, canary, '2024-05-02T00:00:00.000Z');
  generation.run('other', 1, canary, '2024-05-01T00:00:00.000Z');
  database.exec(`INSERT INTO current_generation VALUES ('default', 2), ('other', 1)`);
  for (const { collection, id, text, since = 1, until = null } of OLD) {
    const { lastInsertRowid: pk } = database
      .prepare(
        `INSERT INTO document (collection, id, since, until, hash, file, title, paragraphs, cleaning)
         VALUES (?, ?, ?, ?, ?, ?, 'Old title', 1, '{"removals":[]}')`,
      )
      .run(collection, id, since, until, `hash of ${id} ${since}`, `${id}.md`);
    database
      .prepare(`INSERT INTO paragraph VALUES (?, 1, 'p1', '[]', ?, 0, ?, 0, ?)`)
      .run(pk, text, text.length, textHash(text));
    const passage = passageOf(text);
    const vector = encodeVector(fakeVector(text));
    const embedding = database
      .prepare(
        `INSERT INTO embedding (model, hash, passage, sentences, passage_crc, sentences_crc, created_at)
         VALUES ('fake-1', ?, ?, NULL, ?, 0, datetime('now'))`,
      )
      .run(passageHash(passage), vector, checksum(vector));
    const label = database
      .prepare(
        `INSERT INTO passage (document, ordinal, first, last, text, hash, headings, sentences, cut_start,
           cut_end, embedding)
         VALUES (?, 0, 1, 1, ?, ?, '["A heading"]', ?, 0, 0, ?)`,
      )
      .run(
        pk,
        text,
        passageHash(passage),
        JSON.stringify(passage.sentences.flatMap(({ start, end }) => [start, end])),
        embedding.lastInsertRowid,
      );
    database
      .prepare('INSERT INTO passage_words (rowid, title, body) VALUES (?, ?, ?)')
      .run(label.lastInsertRowid, 'old title\na heading', text.toLowerCase());
  }
  database.close();
  return path;
}

describe('a store of an earlier version', () => {
  it('keeps its generations, entries, words and labels', async () => {
    const path = oldStore();
    const store = openSqliteStore(path);
    const current = await store.current('default');
    if (current === null) throw new Error('the generation is gone');
    expect(await store.collections()).toEqual(['default', 'other']);
    expect(await store.entryHashes('default')).toEqual(
      new Map([
        ['a', 'hash of a 2'],
        ['b', 'hash of b 1'],
      ]),
    );
    const hits = async (term: string) => {
      const found = await store.lexical(current, { terms: [term], limit: 10, filter: {} });
      return found.map(({ label }) => label).sort();
    };
    expect(await hits('beta')).toEqual([2]);
    expect(await hits('heading')).toEqual([2, 3]);
    expect(await hits('old')).toEqual([2, 3]);
    expect(await hits('delta')).toEqual([]);
    const [past] = await store.pastPassages('default', [1]);
    expect(past).toMatchObject({ left: 'changed', leftAt: '2024-05-02T00:00:00.000Z' });
    await store.close();
    const database = openDatabase({ path, migrations: MIGRATIONS, readOnly: true });
    const tables = `SELECT name FROM sqlite_master WHERE name IN ('passage_words', 'words_1', 'words_2')`;
    expect(database.prepare(tables).pluck().all()).toEqual(['words_1', 'words_2']);
    database.close();
  });

  it('goes on from there: what a killed build left is removed, and labels go up', async () => {
    const store = openSqliteStore(oldStore());
    const put = [versionOf(documentOf('new.md', { paragraphs: ['A new line of text.'] }))];
    const published = await publish(store, { put, retire: ['b'] });
    expect(published).toMatchObject({ number: 3, documents: 2, model: FAKE_MODEL });
    const labels = await store.labelsMatching(published, {});
    expect(labels[0]).toBe(2);
    expect(labels[1]).toBeGreaterThan(5);
    await store.close();
  });
});
