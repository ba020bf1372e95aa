// In: everything that was read of an entry. Out: rows of a draft. What is known of its documents is read at once, what
// becomes of each is decided here, and each kind of change is one statement, however many documents an entry gives.

import { documentHash } from '../document-hash.js';
import type {
  DocumentClash,
  DocumentVersion,
  EntryChanges,
  EntryVersion,
} from '../generation-draft.js';
import type { DraftContext } from './draft-context.js';
import { insertDocuments } from './insert-documents.js';
import { keepSignatures } from './near-copies.js';
import { rowAsWritten, storable } from './storable-text.js';

/** A version that the draft holds, or that it has ended. */
interface KnownDocument {
  readonly pk: number;
  readonly id: string;
  readonly entry: string;
  readonly since: number;
  /** Null where the draft holds it; else the draft's own number. */
  readonly until: number | null;
  readonly hash: string;
  /** Whether each of its passages has a vector of the draft's model. */
  readonly has_vectors: boolean;
}

/** Replaces what an entry gives; runs inside a transaction. */
export async function putEntry(
  context: DraftContext,
  version: EntryVersion,
): Promise<EntryChanges> {
  const known = await readKnown(context, version);
  const { gone, replaced, revived, staying, fresh, ...changes } = planEntry(
    context,
    version,
    known,
  );
  await leave(context, [...gone, ...replaced]);
  await revive(context, revived);
  await keepSignatures(context, staying);
  await insertDocuments(context, { entry: version.id, documents: fresh });
  await replaceEntry(context, version);
  return { ...changes, left: gone.map(({ id }) => id) };
}

/** Takes an entry out with its documents; runs inside a transaction. */
export async function retireEntry(context: DraftContext, id: string): Promise<readonly string[]> {
  const { statements, collection, number } = context;
  const known = await readKnown(context, { id, documents: [] });
  const held = known.filter(({ entry, until }) => entry === id && until === null);
  await leave(context, held);
  await statements.run('DELETE FROM index_entry WHERE collection = $1 AND id = $2 AND since = $3', [
    collection,
    storable(id),
    number,
  ]);
  await statements.run(
    'UPDATE index_entry SET until = $3 WHERE collection = $1 AND id = $2 AND until IS NULL',
    [collection, storable(id), number],
  );
  return held.map((document) => document.id);
}

/** The versions that an entry's documents may meet: its own, and others of the same ids. */
async function readKnown(
  { statements, collection, number, model }: DraftContext,
  { id, documents }: Pick<EntryVersion, 'id' | 'documents'>,
): Promise<KnownDocument[]> {
  const rows = await statements.rows<KnownDocument>(
    `SELECT d.pk::float8 AS pk, d.id, d.entry, d.since, d.until, d.hash,
       NOT EXISTS (SELECT 1 FROM index_passage p
         LEFT JOIN index_vector v ON v.collection = p.collection AND v.label = p.label
         LEFT JOIN index_embedding e ON e.pk = v.embedding
         WHERE p.collection = d.collection AND p.document = d.pk
           AND (e.pk IS NULL OR e.model <> $5)) AS has_vectors
     FROM index_document d
     WHERE d.collection = $1 AND (d.entry = $2 OR d.id = ANY($3::text[]))
       AND (d.until IS NULL OR d.until = $4)
     ORDER BY d.pk`,
    [
      collection,
      storable(id),
      documents.map(({ document }) => storable(document.id)),
      number,
      model.fingerprint,
    ],
  );
  return rows.map(rowAsWritten);
}

interface EntryPlan extends ReturnType<typeof joinPlans> {
  readonly clashes: readonly DocumentClash[];
  /** Documents that the entry gave and gives no more. */
  readonly gone: readonly KnownDocument[];
}

function planEntry(
  context: DraftContext,
  version: EntryVersion,
  known: readonly KnownDocument[],
): EntryPlan {
  const byId = new Map<string, KnownDocument[]>();
  for (const row of known) byId.set(row.id, [...(byId.get(row.id) ?? []), row]);
  const seen = new Set<string>();
  const clashes: DocumentClash[] = [];
  const plans: DocumentPlan[] = [];
  for (const item of version.documents) {
    const { id } = item.document;
    const same = byId.get(id) ?? [];
    const holder = seen.has(id) ? version.id : same.find(({ until }) => until === null)?.entry;
    if (holder !== undefined && (seen.has(id) || holder !== version.id)) {
      clashes.push({ document: item.document, heldBy: holder });
      continue;
    }
    seen.add(id);
    plans.push(planDocument(context, { item, entry: version.id, known: same }));
  }
  const isOwn = ({ entry, until }: KnownDocument): boolean =>
    entry === version.id && until === null;
  const gone = known.filter((row) => isOwn(row) && !seen.has(row.id));
  return { ...joinPlans(plans), clashes, gone };
}

/** What becomes of the documents of an entry, put together. */
function joinPlans(plans: readonly DocumentPlan[]) {
  const idsOf = (...kinds: readonly DocumentPlan['kind'][]): string[] =>
    plans.filter(({ kind }) => kinds.includes(kind)).map(({ item }) => item.document.id);
  return {
    added: idsOf('added'),
    changed: idsOf('changed'),
    unchanged: idsOf('unchanged', 'restored'),
    restored: idsOf('restored'),
    replaced: plans.flatMap(({ leaving }) => leaving),
    revived: plans.flatMap(({ kind, kept }) => (kind === 'restored' && kept ? [kept] : [])),
    staying: plans.flatMap(({ item, kept }) =>
      kept === null ? [] : [{ pk: kept.pk, signature: item.signature }],
    ),
    fresh: plans.flatMap(({ item, hash, kept }) => (kept === null ? [{ item, hash }] : [])),
  };
}

interface DocumentPlan {
  readonly kind: 'added' | 'changed' | 'unchanged' | 'restored';
  readonly item: DocumentVersion;
  readonly hash: string;
  /** The version that serves for it; null where a new one is written. */
  readonly kept: KnownDocument | null;
  readonly leaving: readonly KnownDocument[];
}

function planDocument(
  context: DraftContext,
  asked: {
    readonly item: DocumentVersion;
    readonly entry: string;
    /** Versions of the document's id. */
    readonly known: readonly KnownDocument[];
  },
): DocumentPlan {
  const { item, entry, known } = asked;
  const hash = documentHash(item);
  const own = known.filter((row) => row.entry === entry);
  const held = own.find(({ until }) => until === null);
  if (held !== undefined && mayStay(context, held, hash)) {
    return { kind: 'unchanged', item, hash, kept: held, leaving: [] };
  }
  const leaving = held === undefined ? [] : [held];
  const ended = own.find((row) => row.until !== null && mayStay(context, row, hash));
  if (ended !== undefined) return { kind: 'restored', item, hash, kept: ended, leaving };
  const wasPublished = known.some(({ since }) => since < context.number);
  return { kind: wasPublished ? 'changed' : 'added', item, hash, kept: null, leaving };
}

/** Whether a version may stay what it is; one of this draft is as it was put. */
function mayStay(
  { number, reuseVectors }: DraftContext,
  known: KnownDocument,
  hash: string,
): boolean {
  if (known.hash !== hash) return false;
  return known.since === number || (reuseVectors && known.has_vectors);
}

/** Ends versions with the generation before; those that were put into this draft were never seen and go. */
async function leave(
  { statements, collection, number }: DraftContext,
  leaving: readonly KnownDocument[],
): Promise<void> {
  const [fresh, published] = [true, false].map((isFresh) =>
    leaving.filter(({ since }) => (since === number) === isFresh).map(({ pk }) => pk),
  );
  if (fresh !== undefined && fresh.length > 0) {
    await statements.run(
      'DELETE FROM index_document WHERE collection = $1 AND pk = ANY($2::bigint[])',
      [collection, fresh],
    );
  }
  if (published !== undefined && published.length > 0) {
    await statements.run(
      'UPDATE index_document SET until = $3 WHERE collection = $1 AND pk = ANY($2::bigint[])',
      [collection, published, number],
    );
  }
}

/** Takes back that versions were ended: what was put in their place was put again as it is. */
async function revive(
  { statements, collection }: DraftContext,
  revived: readonly KnownDocument[],
): Promise<void> {
  if (revived.length === 0) return;
  await statements.run(
    'UPDATE index_document SET until = NULL WHERE collection = $1 AND pk = ANY($2::bigint[])',
    [collection, revived.map(({ pk }) => pk)],
  );
}

/** What was left out of the entry is kept where it is put again as it is. */
async function replaceEntry(
  { statements, collection, number }: DraftContext,
  { id, hash, source = null }: EntryVersion,
): Promise<void> {
  await statements.run(
    `WITH ended AS (
       UPDATE index_entry SET until = $3
       WHERE collection = $1 AND id = $2 AND until IS NULL AND since < $3)
     INSERT INTO index_entry (collection, id, since, hash, source, left_out)
     VALUES ($1, $2, $3, $4, $5, (SELECT left_out FROM index_entry
       WHERE collection = $1 AND id = $2 AND hash = $4 AND until IS NULL))
     ON CONFLICT (collection, id, since) DO UPDATE SET until = NULL, hash = excluded.hash,
       source = excluded.source, left_out = excluded.left_out`,
    [collection, storable(id), number, storable(hash), source === null ? null : storable(source)],
  );
}
