// Many passages' texts out of the embedded store, in slices small enough that nobody waits long behind one.

import { setImmediate } from 'node:timers/promises';
import type { Generation } from '../knowledge-store.js';
import { prepare, settle, type Database } from './open-database.js';

/** Texts of one slice: about 10 ms of reading and counting. */
const SLICE = 200;

/** Every n-th text of a generation in label order, so many that about `most` are read. */
export async function* readSampleTexts(
  database: Database,
  asked: {
    readonly generation: Pick<Generation, 'collection' | 'number' | 'passages'>;
    readonly most: number;
  },
): AsyncIterable<readonly string[]> {
  const { collection, number, passages } = asked.generation;
  const step = Math.max(1, Math.ceil(passages / asked.most));
  const statement = prepare<unknown[], { label: number; text: string }>(
    database,
    `SELECT p.label, p.text FROM passage p JOIN document d ON d.pk = p.document
     WHERE p.label > ? AND p.label % CAST(? AS INTEGER) = 0
       AND d.collection = ? AND d.since <= ? AND (d.until IS NULL OR d.until > ?)
     ORDER BY p.label LIMIT ${SLICE}`,
  );
  for (let after = 0; ;) {
    const start = after;
    const rows = await settle(database, () =>
      statement.all(start, step, collection, number, number),
    );
    if (rows.length > 0) yield rows.map(({ text }) => text);
    const last = rows.at(-1);
    if (last === undefined || rows.length < SLICE) return;
    after = last.label;
    await setImmediate();
  }
}
