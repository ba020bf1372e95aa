// The lists of words score as FTS5 does, whatever the texts are, and a word is read once a generation.

import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-knowledge-store.js';
import type { KnowledgeStore } from '../../src/store/knowledge-store.js';
import { documentOf, versionOf } from '../support/builders.js';
import { publish } from '../support/published.js';
import { temporaryFolder } from '../support/temporary-folder.js';

function openSite(): { readonly path: string; readonly store: KnowledgeStore } {
  const path = join(temporaryFolder(), 'store.sqlite');
  const store = openSqliteStore(path);
  onTestFinished(() => store.close());
  return { path, store };
}

/** Runs one statement on a connection of its own. */
function onFile<T>(path: string, work: (database: Sqlite.Database) => T): T {
  const database = new Sqlite(path);
  try {
    return work(database);
  } finally {
    database.close();
  }
}

const WORDS = ['treaty', 'treaties', 'border', 'the', 's-400', 'Łódź', '2019', 'signed', 'north'];
const words = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 12 });
const texts = fc.array(fc.record({ title: words, body: words }), { minLength: 1, maxLength: 12 });

describe('the lists of words', () => {
  it('give the scores of bm25(), phrases and titles included', async () => {
    const property = fc.asyncProperty(texts, words, async (documents, asked) => {
      const { path, store } = openSite();
      const put = documents.map(({ title, body }, i) =>
        versionOf(
          documentOf(`d${i}.md`, { title: title.join(' '), paragraphs: [`${body.join(' ')}.`] }),
        ),
      );
      const generation = await publish(store, { put });
      const terms = [...new Set(asked)].map((word) => word.toLowerCase().replace('łódź', 'lodz'));
      const found = await store.lexical(generation, { terms, limit: 50, filter: {} });
      const expression = terms.map((term) => `"${term}"`).join(' OR ');
      const known = onFile(path, (database) =>
        database
          .prepare<[string], { label: number; bm25: number }>(
            `SELECT rowid AS label, -bm25(words_1, 2.0, 1.0) AS bm25 FROM words_1
             WHERE words_1 MATCH ?`,
          )
          .all(expression),
      );
      const scores = new Map(found.map(({ label, bm25 }) => [label, bm25]));
      expect([...scores.keys()].sort((a, b) => a - b)).toEqual(known.map(({ label }) => label));
      for (const { label, bm25 } of known) expect(scores.get(label)).toBeCloseTo(bm25, 5);
    });
    await fc.assert(property, { numRuns: 25 });
  });

  it('find a rare word among 20,000 passages, and read no word a second time', async () => {
    const { path, store } = openSite();
    const put = Array.from({ length: 100 }, (_, i) =>
      versionOf(
        documentOf(`d${i}.md`, {
          paragraphs: Array.from({ length: 200 }, (__, n) =>
            i === 70 && n === 150 ? `${LINE} Its number was ERR-112345.` : `${LINE} Of ${n % 7}.`,
          ),
        }),
      ),
    );
    const generation = await publish(store, { put });
    expect(generation.passages).toBeGreaterThanOrEqual(20_000);
    const query = { terms: ['report', 'border', 'ERR-112345'], limit: 100, filter: {} };
    const found = await store.lexical(generation, query);
    const [best] = await store.passages(found.slice(0, 1).map(({ label }) => label));
    expect(best?.text).toContain('ERR-112345');
    expect(found).toHaveLength(100);
    // Behind the store's back: what is given now comes from memory alone.
    onFile(path, (database) => database.exec('DELETE FROM words_1'));
    expect(await store.lexical(generation, query)).toEqual(found);
    expect(await store.termFrequencies(generation, ['report', 'ERR-112345'])).toEqual([
      generation.passages,
      1,
    ]);
  }, 120_000);

  it('forget the words of a document that is removed at once', async () => {
    const { store } = openSite();
    const gone = versionOf(documentOf('gone.md', { paragraphs: ['The consulate was closed.'] }));
    const kept = versionOf(documentOf('kept.md', { paragraphs: ['A consulate stayed open.'] }));
    const generation = await publish(store, { put: [gone, kept] });
    expect(await store.termFrequencies(generation, ['consulate', 'closed'])).toEqual([2, 1]);
    await store.forgetDocument('default', gone.document.id);
    expect(await store.termFrequencies(generation, ['consulate', 'closed'])).toEqual([1, 0]);
    const { length } = await store.labelsMatching(generation, { without: ['nothing'] });
    expect(length).toBe(1);
  });

  it('go on for a generation that is not the current one any more', async () => {
    const { store } = openSite();
    const line = (file: string, text: string) =>
      versionOf(documentOf(file, { paragraphs: [text] }));
    const first = await publish(store, { put: [line('a.md', 'One consulate.')] });
    const query = { terms: ['consulate'], limit: 10, filter: {} };
    const before = await store.lexical(first, query);
    const second = await publish(store, { put: [line('b.md', 'Another consulate.')] });
    expect(await store.lexical(first, query)).toEqual(before);
    expect(await store.lexical(second, query)).toHaveLength(2);
    expect(await store.lexical(first, query)).toEqual(before);
  });
});

/** Long enough that each is a passage of its own. */
const LINE =
  'The report on the border says that the guards of both sides met in the north and agreed to meet again before the winter begins, as they had done in the year before.';
