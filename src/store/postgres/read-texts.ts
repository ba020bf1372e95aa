// Many passages' texts out of PostgreSQL, in slices small enough that nobody waits long behind one.

import { setImmediate } from 'node:timers/promises';
import type { Generation } from '../knowledge-store.js';
import { startBindings } from './bindings.js';
import type { Statements } from './postgres.js';
import { asWritten } from './storable-text.js';
import { visible } from './visible-rows.js';

/** Texts of one slice: about 10 ms of reading and counting. */
const SLICE = 200;

/** Every n-th text of a generation in label order, so many that about `most` are read. */
export async function* readSampleTexts(
  statements: Statements,
  asked: {
    readonly generation: Pick<Generation, 'collection' | 'number' | 'passages'>;
    readonly most: number;
  },
): AsyncIterable<readonly string[]> {
  const step = Math.max(1, Math.ceil(asked.generation.passages / asked.most));
  for (let after = 0; ;) {
    const bindings = startBindings();
    const rows = await statements.rows<{ label: number; text: string }>(
      `SELECT p.label::float8 AS label, p.text FROM index_passage p
       JOIN index_document d ON d.collection = p.collection AND d.pk = p.document
       WHERE p.collection = ${bindings.bind(asked.generation.collection)}
         AND p.label > ${bindings.bind(after)} AND p.label % ${bindings.bind(step)} = 0
         AND ${visible(bindings, asked.generation)}
       ORDER BY p.label LIMIT ${SLICE}`,
      bindings.values,
    );
    if (rows.length > 0) yield rows.map(({ text }) => asWritten(text));
    const last = rows.at(-1);
    if (last === undefined || rows.length < SLICE) return;
    after = last.label;
    await setImmediate();
  }
}
