// A guild deleted: no trace in any table. Every column of every table of the schema is searched, whatever it is called.

import { describe, expect, it } from 'vitest';
import type { KnowledgeStore } from '../../src/store/knowledge-store.js';
import { documentOf, versionOf } from '../support/builders.js';
import { postgresEngine } from '../support/postgres-engine.js';
import { postgresSite, type PostgresSite } from '../support/postgres-knowledge.js';
import { draftOf, publish } from '../support/published.js';

const engine = postgresEngine();

const GUILD = 'guild-424242';
const CANARY = 'quetzalcoatlus';

const written = (file: string, text: string) => ({
  ...versionOf(
    documentOf(`${CANARY}/${file}`, {
      title: `On the ${CANARY}`,
      outlet: CANARY,
      author: CANARY,
      url: `https://example.org/${CANARY}`,
      paragraphs: [text, `It is said of the ${CANARY} twice.`],
    }),
  ),
  signature: { values: Uint32Array.from([1, 2]), bands: [1, 2] },
});

/** Lives through everything that leaves rows: versions, past ones, copies, what was left out, a draft. */
async function live(store: KnowledgeStore): Promise<number[]> {
  const collection = GUILD;
  const put = ['a.md', 'b.md'].map((file) => written(file, `The ${CANARY} of ${file}. It flew.`));
  const first = await publish(store, { collection, put });
  const labels = await store.labelsMatching(first, {});
  const draft = await draftOf(store, { collection });
  const ids = put.map(({ document }) => document.id);
  await draft.putCopies([{ ids: [ids[0] ?? '', ids[1] ?? ''], similarity: 0.9 }]);
  for (const text of ['One more.', 'And another.', 'The last.']) {
    await publish(store, { collection, put: [written('a.md', `${text} The ${CANARY} again.`)] });
  }
  await store.sweep(collection, new Date('2024-05-02'));
  await store.refuse(collection, {
    ...{ entry: `${CANARY}.zip`, hash: 'h', source: CANARY, since: '2024-05-01' },
    rejections: [{ file: CANARY, code: 'not_text', text: CANARY }],
  });
  await draftOf(store, { collection, put: [written('c.md', `A draft of the ${CANARY}.`)] });
  return labels;
}

interface ColumnRow {
  readonly table: string;
  readonly column: string;
}

/** Where any of some texts stands, as `table.column: text`. */
async function traces({ postgres, place }: PostgresSite, texts: readonly string[]) {
  const columns = await postgres.rows<ColumnRow>(
    `SELECT c.table_name AS table, c.column_name AS column FROM information_schema.columns c
     JOIN information_schema.tables t USING (table_schema, table_name)
     WHERE c.table_schema = $1 AND t.table_type = 'BASE TABLE'`,
    [place.schema],
  );
  expect(columns.length).toBeGreaterThan(100);
  const found: string[] = [];
  for (const { table, column } of columns) {
    for (const text of texts) {
      const hits = await postgres.rows(
        `SELECT 1 FROM ${table} WHERE "${column}"::text LIKE $1
           OR "${column}"::text LIKE $2 LIMIT 1`,
        // Bytes are shown as hexadecimal digits.
        [`%${text}%`, `%${Buffer.from(text).toString('hex')}%`],
      );
      if (hits.length > 0) found.push(`${table}.${column}: ${text}`);
    }
  }
  return found;
}

/** The tables that hold any row, with how many. */
async function rowsLeft({ postgres, place }: PostgresSite): Promise<Record<string, number>> {
  const tables = await postgres.rows<{ name: string }>(
    'SELECT tablename AS name FROM pg_tables WHERE schemaname = $1 ORDER BY 1',
    [place.schema],
  );
  const left: Record<string, number> = {};
  for (const { name } of tables) {
    const [row] = await postgres.rows<{ n: number }>(`SELECT count(*)::integer AS n FROM ${name}`);
    if ((row?.n ?? 0) > 0) left[name] = row?.n ?? 0;
  }
  return left;
}

describe.skipIf(engine === null)('a guild deleted', () => {
  const site = (): PostgresSite => postgresSite(engine?.url ?? '');

  it('leaves no trace in any table', async () => {
    const place = site();
    const store = place.openStore();
    await publish(store, { collection: 'stays', put: [versionOf(documentOf('stays.md'))] });
    const before = await rowsLeft(place);
    const labels = await live(store);
    expect((await traces(place, [GUILD, CANARY])).length).toBeGreaterThan(20);
    await store.removeCollection(GUILD);
    expect(await traces(place, [GUILD, CANARY, 'quetzalcoatlu'])).toEqual([]);
    // One number says from where generations of that name would go on; it names nobody.
    expect(await rowsLeft(place)).toEqual({ ...before, index_removed: 1 });
    expect(await store.passages(labels)).toEqual([]);
    expect(await store.pastPassages(GUILD, labels)).toEqual([]);
  });

  it('leaves no trace of one document that was forgotten', async () => {
    const place = site();
    const store = place.openStore();
    const collection = GUILD;
    await publish(store, { collection, put: [versionOf(documentOf('stays.md'))] });
    const before = await rowsLeft(place);
    const secret = written('secret.md', `The ${CANARY} of one. It flew.`);
    await publish(store, { collection, put: [secret] });
    await publish(store, { collection, put: [written('secret.md', `The ${CANARY} of another.`)] });
    await store.forgetDocument(collection, secret.document.id);
    // The entry is the source's, which its caller takes away; the next build retires it.
    await publish(store, { collection, retire: [secret.document.id] });
    await store.sweep(collection, new Date('2030-01-01'));
    await publish(store, { collection, retire: ['nothing'] });
    await store.sweep(collection, new Date('2030-01-01'));
    expect(await traces(place, [CANARY, 'quetzalcoatlu'])).toEqual([]);
    const { index_generation: kept, ...left } = await rowsLeft(place);
    const { index_generation: first, ...was } = before;
    expect(left).toEqual(was);
    expect([first, kept]).toEqual([1, 2]);
  });
});
