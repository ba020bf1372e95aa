// Places for the knowledge in PostgreSQL, a schema each, and what a test does there behind the store's back.

import { onTestFinished } from 'vitest';
import { openKnowledge } from '../../src/store/postgres/open-knowledge.js';
import type { Postgres, PostgresPlace } from '../../src/store/postgres/postgres.js';
import {
  openPostgresReader,
  openPostgresStore,
} from '../../src/store/postgres/postgres-knowledge-store.js';
import type { StoreSite } from '../contracts/knowledge-store-contract.js';

export interface PostgresSite extends StoreSite {
  readonly place: PostgresPlace;
  /** Of the site's own schema. */
  readonly postgres: Postgres;
  /** Closes what was opened when the site is left. */
  readonly closing: <T extends { close(): Promise<void> }>(opened: T) => T;
}

/** Sites that one test may have open at once: each holds connections. */
const MOST_SITES = 6;

let sites = 0;
const open: (() => Promise<void>)[] = [];

/** A schema of its own, dropped when the test ends, or when it has gone on to many others. */
export function postgresSite(url: string): PostgresSite {
  sites += 1;
  const place = { url, schema: `knowledge_${process.pid}_${sites}` };
  const postgres = openKnowledge(place, { connections: 1, deadlineMs: 60_000 });
  const closers: (() => Promise<void>)[] = [];
  const leave = whenLeft(async () => {
    for (const close of closers) await close();
    await postgres.run(`DROP SCHEMA ${place.schema} CASCADE`);
    await postgres.close();
  });
  const closing = <T extends { close(): Promise<void> }>(opened: T): T => {
    closers.push(() => opened.close());
    return opened;
  };
  const once = (sql: string, label: number): Promise<void> =>
    postgres.run(sql, [label]).then(() => undefined);
  onTestFinished(leave);
  return {
    place,
    postgres,
    closing,
    guardsModel: true,
    openStore: () => closing(openPostgresStore(place, {})),
    openReader: () => closing(openPostgresReader(place)),
    damageText: (label) =>
      once(`UPDATE index_passage SET text = replace(text, 'This', 'That') WHERE label = $1`, label),
    damageVector: (label) =>
      once(
        `UPDATE index_embedding SET passage = passage + passage
         WHERE pk = (SELECT embedding FROM index_vector WHERE label = $1)`,
        label,
      ),
    damageSentences: (label) =>
      once(
        `UPDATE index_embedding SET sentences = set_byte(sentences, 8, get_byte(sentences, 8) # 42)
         WHERE pk = (SELECT embedding FROM index_vector WHERE label = $1)`,
        label,
      ),
  };
}

/** Leaves a place once, and earlier ones when many are open. */
function whenLeft(leave: () => Promise<void>): () => Promise<void> {
  let left: Promise<void> | null = null;
  const once = (): Promise<void> => (left ??= leave());
  open.push(once);
  while (open.length > MOST_SITES) void open.shift()?.();
  return once;
}
