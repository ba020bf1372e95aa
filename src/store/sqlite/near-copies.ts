// Near copies in the embedded store: a signature a document version, the bands under which likely copies meet,
// and the pairs that were found alike. What is alike is decided elsewhere; texts of versions never change, so
// a pair holds in every generation that sees both.

import type {
  CopyCandidates,
  CopyPair,
  SignedDocument,
  TextSignature,
} from '../generation-draft.js';
import type { DocumentCopy, Generation } from '../knowledge-store.js';
import { conditions } from './filter-sql.js';
import type { DraftContext } from './draft-context.js';
import { prepare, settle, type Database } from './open-database.js';
import type { DocumentRow } from '../rows.js';

/**
 * Others that one document is compared with, the most recent first: a thousand copies of one text are known
 * for copies by fewer.
 */
const MOST_CANDIDATES = 100;

/** Keeps a version's signature, where it comes with one and has none yet. */
export function keepSignature(
  { database, number }: DraftContext,
  document: number,
  signature: TextSignature | undefined,
): void {
  if (signature === undefined) return;
  const { changes } = prepare(
    database,
    'INSERT INTO signature VALUES (?, ?, ?) ON CONFLICT (document) DO NOTHING',
  ).run(document, number, encode(signature.values));
  if (changes === 0) return;
  for (const key of new Set(signature.bands)) {
    prepare(database, 'INSERT INTO band VALUES (?, ?)').run(key, document);
  }
}

interface SignedRow {
  readonly pk: number;
  readonly id: string;
  readonly minhash: Buffer;
}

/** Each document that the draft signed, with those of the draft that share a band with it. */
export async function* readCandidates(context: DraftContext): AsyncIterable<CopyCandidates> {
  const { database, collection, number } = context;
  const signedNow = await settle(database, () =>
    prepare<unknown[], SignedRow>(
      database,
      `SELECT d.pk, d.id, s.minhash FROM document d JOIN signature s ON s.document = d.pk
       WHERE d.collection = ? AND d.until IS NULL AND s.since = ? ORDER BY d.pk`,
    ).all(collection, number),
  );
  for (const row of signedNow) {
    const others = await settle(database, () => othersOf(context, row.pk));
    yield { document: signed(row), others };
  }
}

/** From the bands outwards: what shares one is few, a collection is many. */
function othersOf({ database, collection }: DraftContext, document: number): SignedDocument[] {
  return prepare<unknown[], SignedRow>(
    database,
    `SELECT d.pk, d.id, s.minhash
     FROM (SELECT DISTINCT o.document FROM band b CROSS JOIN band o ON o.key = b.key
           WHERE b.document = ? AND o.document <> b.document) near
     CROSS JOIN document d ON d.pk = near.document
     CROSS JOIN signature s ON s.document = d.pk
     WHERE d.collection = ? AND d.until IS NULL
     ORDER BY d.pk DESC LIMIT ${MOST_CANDIDATES}`,
  )
    .all(document, collection)
    .map(signed);
}

function signed({ id, minhash }: SignedRow): SignedDocument {
  return { id, values: decode(minhash) };
}

/** Keeps pairs; one that is known is replaced. Runs inside a transaction. */
export function putCopies(context: DraftContext, pairs: readonly CopyPair[]): void {
  const { database, collection } = context;
  const find = prepare<[string, string], { pk: number }>(
    database,
    'SELECT pk FROM document WHERE collection = ? AND id = ? AND until IS NULL',
  );
  for (const { ids, similarity } of pairs) {
    const [one, other] = ids.map((id) => find.get(collection, id)?.pk);
    if (one === undefined || other === undefined || one === other) continue;
    prepare(database, 'INSERT OR REPLACE INTO near_copy VALUES (?, ?, ?)').run(
      Math.min(one, other),
      Math.max(one, other),
      similarity,
    );
  }
}

/** Near copies of a document that a generation holds, the most alike first. */
export function readCopies(
  database: Database,
  asked: { readonly generation: Generation; readonly id: string },
): DocumentCopy[] {
  const visible = conditions(database, asked.generation, {});
  const rows = prepare<unknown[], DocumentRow & { similarity: number }>(
    database,
    `WITH own AS (SELECT d.pk FROM document d WHERE ${visible.sql} AND d.id = ?)
     SELECT d.id, d.file, d.title, d.outlet, d.author, d.date, d.url, d.paragraphs, pair.similarity
     FROM (SELECT b AS other, similarity FROM near_copy WHERE a IN own
           UNION ALL SELECT a, similarity FROM near_copy WHERE b IN own) pair
     CROSS JOIN document d ON d.pk = pair.other
     WHERE ${visible.sql} ORDER BY pair.similarity DESC, d.id`,
  ).all(...visible.parameters, asked.id, ...visible.parameters);
  return rows.map(({ similarity, ...document }) => ({ document, similarity }));
}

function encode(values: Uint32Array): Buffer {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength);
}

function decode(blob: Buffer): Uint32Array {
  const values = new Uint32Array(Math.floor(blob.length / 4));
  return values.map((_, i) => blob.readUInt32LE(i * 4));
}
