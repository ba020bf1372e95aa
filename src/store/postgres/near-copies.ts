// Near copies in PostgreSQL: a signature a document version, the bands under which likely copies meet, and the pairs that
// were found alike. What is alike is decided elsewhere; texts of versions never change, so a pair holds in every
// generation that sees both.

import type {
  CopyCandidates,
  CopyPair,
  SignedDocument,
  TextSignature,
} from '../generation-draft.js';
import type { DocumentCopy, DocumentFacts, Generation } from '../knowledge-store.js';
import { startBindings } from './bindings.js';
import type { DraftContext, NamedDraft } from './draft-context.js';
import { FACTS, factsOf } from './knowledge-rows.js';
import type { Statements } from './postgres.js';
import { asWritten, storable } from './storable-text.js';
import { visible } from './visible-rows.js';

/**
 * Others that one document is compared with, the most recent first: a thousand copies of one text are known
 * for copies by fewer.
 */
const MOST_CANDIDATES = 100;

export interface SignedVersion {
  readonly pk: number;
  readonly signature: TextSignature | undefined;
}

/** Keeps the signatures of versions that come with one and have none yet. */
export async function keepSignatures(
  { statements, collection, number }: DraftContext,
  versions: readonly SignedVersion[],
): Promise<void> {
  const signed = versions.flatMap(({ pk, signature }) =>
    signature === undefined ? [] : [{ pk, ...signature }],
  );
  if (signed.length === 0) return;
  const bands = signed.flatMap(({ pk, bands: keys }) =>
    [...new Set(keys)].map((key) => ({ pk, key })),
  );
  await statements.run(
    `WITH signed AS (
       INSERT INTO index_signature (collection, document, since, minhash)
       SELECT $1, document, $2, minhash
       FROM unnest($3::bigint[], $4::bytea[]) AS given (document, minhash)
       ON CONFLICT (collection, document) DO NOTHING RETURNING document)
     INSERT INTO index_band (collection, key, document)
     SELECT $1, key, document FROM unnest($5::bigint[], $6::bigint[]) AS given (key, document)
     WHERE document IN (SELECT document FROM signed)`,
    [
      collection,
      number,
      signed.map(({ pk }) => pk),
      signed.map(({ values }) => encode(values)),
      bands.map(({ key }) => key),
      bands.map(({ pk }) => pk),
    ],
  );
}

interface SignedRow {
  readonly pk: number;
  readonly id: string;
  readonly minhash: Buffer;
}

/** Each document that the draft signed, with those of the draft that share a band with it. */
export async function* readCandidates(draft: NamedDraft): AsyncIterable<CopyCandidates> {
  const { statements, collection, number } = draft;
  const signedNow = await statements.rows<SignedRow>(
    `SELECT d.pk::float8 AS pk, d.id, s.minhash FROM index_document d
     JOIN index_signature s ON s.collection = d.collection AND s.document = d.pk
     WHERE d.collection = $1 AND d.until IS NULL AND s.since = $2 ORDER BY d.pk`,
    [collection, number],
  );
  for (const row of signedNow) {
    yield { document: signed(row), others: await othersOf(draft, row.pk) };
  }
}

async function othersOf(
  { statements, collection }: NamedDraft,
  document: number,
): Promise<SignedDocument[]> {
  const rows = await statements.rows<SignedRow>(
    `SELECT d.pk::float8 AS pk, d.id, s.minhash
     FROM (SELECT DISTINCT o.document FROM index_band b
           JOIN index_band o ON o.collection = b.collection AND o.key = b.key
           WHERE b.collection = $1 AND b.document = $2 AND o.document <> $2) near
     JOIN index_document d ON d.collection = $1 AND d.pk = near.document
     JOIN index_signature s ON s.collection = $1 AND s.document = d.pk
     WHERE d.until IS NULL ORDER BY d.pk DESC LIMIT ${MOST_CANDIDATES}`,
    [collection, document],
  );
  return rows.map(signed);
}

function signed({ id, minhash }: SignedRow): SignedDocument {
  return { id: asWritten(id), values: decode(minhash) };
}

/** Keeps pairs; one that is known is replaced. Runs inside a transaction. */
export async function putCopies(
  { statements, collection }: DraftContext,
  pairs: readonly CopyPair[],
): Promise<void> {
  // One statement may not meet the same pair twice; the last that is said of it counts.
  const last = new Map(pairs.map((pair) => [[...pair.ids].sort().join('\n'), pair]));
  const kept = [...last.values()].filter(({ ids }) => ids[0] !== ids[1]);
  if (kept.length === 0) return;
  await statements.run(
    `INSERT INTO index_near_copy (collection, a, b, similarity)
     SELECT $1, least(x.pk, y.pk), greatest(x.pk, y.pk), given.similarity
     FROM unnest($2::text[], $3::text[], $4::float8[]) AS given (x, y, similarity)
     JOIN index_document x ON x.collection = $1 AND x.id = given.x AND x.until IS NULL
     JOIN index_document y ON y.collection = $1 AND y.id = given.y AND y.until IS NULL
     ON CONFLICT (collection, a, b) DO UPDATE SET similarity = excluded.similarity`,
    [
      collection,
      kept.map(({ ids }) => storable(ids[0])),
      kept.map(({ ids }) => storable(ids[1])),
      kept.map(({ similarity }) => similarity),
    ],
  );
}

/** Near copies of a document that a generation holds, the most alike first. */
export async function readCopies(
  statements: Statements,
  asked: { readonly generation: Generation; readonly id: string },
): Promise<DocumentCopy[]> {
  const bindings = startBindings();
  const isSeen = visible(bindings, asked.generation);
  const collection = bindings.bind(asked.generation.collection);
  const id = bindings.bind(storable(asked.id));
  const rows = await statements.rows<DocumentFacts & { similarity: number }>(
    `WITH own AS (SELECT d.pk FROM index_document d WHERE ${isSeen} AND d.id = ${id})
     SELECT ${FACTS}, pair.similarity
     FROM (SELECT b AS other, similarity FROM index_near_copy
           WHERE collection = ${collection} AND a IN (SELECT pk FROM own)
           UNION ALL
           SELECT a, similarity FROM index_near_copy
           WHERE collection = ${collection} AND b IN (SELECT pk FROM own)) pair
     JOIN index_document d ON d.collection = ${collection} AND d.pk = pair.other
     WHERE ${isSeen} ORDER BY pair.similarity DESC, d.id`,
    bindings.values,
  );
  return rows.map(({ similarity, ...document }) => ({ document: factsOf(document), similarity }));
}

function encode(values: Uint32Array): Buffer {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength);
}

function decode(blob: Buffer): Uint32Array {
  const values = new Uint32Array(Math.floor(blob.length / 4));
  return values.map((_, i) => blob.readUInt32LE(i * 4));
}
