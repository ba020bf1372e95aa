// In: everything that was read of an entry. Out: rows of a draft. A document whose content is what it was
// keeps its row, so that one changed article among a thousand costs one; an id belongs to one entry at a time.

import { documentHash } from '../document-hash.js';
import type {
  DocumentClash,
  DocumentVersion,
  EntryChanges,
  EntryVersion,
} from '../generation-draft.js';
import type { DraftContext } from './draft-context.js';
import { insertDocument } from './insert-document.js';
import { notedBefore } from './left-out.js';
import { prepare } from './open-database.js';
import { keepSignature } from './near-copies.js';

interface KnownDocument {
  readonly pk: number;
  readonly id: string;
  readonly entry: string;
  readonly since: number;
  readonly hash: string;
}

/** Replaces what an entry gives; runs inside a transaction. */
export function putEntry(context: DraftContext, version: EntryVersion): EntryChanges {
  const before = documentsOf(context, version.id);
  const added: string[] = [];
  const changed: string[] = [];
  const unchanged: string[] = [];
  const restored: string[] = [];
  const clashes: DocumentClash[] = [];
  const seen = new Set<string>();
  for (const item of version.documents) {
    const { id } = item.document;
    const holder = seen.has(id) ? version.id : holderOf(context, id);
    if (holder !== null && (seen.has(id) || holder !== version.id)) {
      clashes.push({ document: item.document, heldBy: holder });
      continue;
    }
    seen.add(id);
    const known = before.get(id);
    const hash = documentHash(item);
    if (known !== undefined && mayStay(context, { known, item, hash })) {
      unchanged.push(id);
      continue;
    }
    if (known !== undefined) leave(context, known);
    const ended = endedByDraft(context, { id, entry: version.id });
    if (ended !== null && mayStay(context, { known: ended, item, hash })) {
      revive(context, ended);
      unchanged.push(id);
      restored.push(id);
      continue;
    }
    (wasPublished(context, id) ? changed : added).push(id);
    insertDocument(context, { item, hash, entry: version.id });
  }
  const gone = [...before.values()].filter(({ id }) => !seen.has(id));
  for (const known of gone) leave(context, known);
  replaceEntry(context, version);
  return { added, changed, unchanged, restored, left: gone.map(({ id }) => id), clashes };
}

/** Takes an entry out with its documents; runs inside a transaction. */
export function retireEntry(context: DraftContext, id: string): readonly string[] {
  const before = [...documentsOf(context, id).values()];
  for (const known of before) leave(context, known);
  removeEntry(context, id);
  return before.map((known) => known.id);
}

/** An entry's documents as the draft has them. */
function documentsOf({ database, collection }: DraftContext, entry: string) {
  const rows = prepare<[string, string], KnownDocument>(
    database,
    `SELECT pk, id, entry, since, hash FROM document
     WHERE collection = ? AND entry = ? AND until IS NULL`,
  ).all(collection, entry);
  return new Map(rows.map((row) => [row.id, row]));
}

function holderOf({ database, collection }: DraftContext, id: string): string | null {
  const row = prepare<[string, string], { entry: string }>(
    database,
    'SELECT entry FROM document WHERE collection = ? AND id = ? AND until IS NULL',
  ).get(collection, id);
  return row?.entry ?? null;
}

function wasPublished({ database, collection, number }: DraftContext, id: string): boolean {
  const row = prepare<[string, string, number, number]>(
    database,
    `SELECT 1 FROM document
     WHERE collection = ? AND id = ? AND since < ? AND (until IS NULL OR until = ?)`,
  ).get(collection, id, number, number);
  return row !== undefined;
}

/** The published version of the same entry that this draft has ended. */
function endedByDraft(
  { database, collection, number }: DraftContext,
  { id, entry }: { readonly id: string; readonly entry: string },
): KnownDocument | null {
  const row = prepare<[string, string, string, number], KnownDocument>(
    database,
    `SELECT pk, id, entry, since, hash FROM document
     WHERE collection = ? AND id = ? AND entry = ? AND until = ?`,
  ).get(collection, id, entry, number);
  return row ?? null;
}

/** Takes back that a version was ended: what was put in its place was put again as it is. */
function revive({ database }: DraftContext, { pk }: KnownDocument): void {
  prepare(database, 'UPDATE document SET until = NULL WHERE pk = ?').run(pk);
}

/** Whether a version may stay; its near copies are looked for even so where they never were. */
function mayStay(
  context: DraftContext,
  version: {
    readonly known: KnownDocument;
    readonly item: DocumentVersion;
    readonly hash: string;
  },
): boolean {
  const { known, item } = version;
  const isFresh = known.since === context.number;
  if (known.hash !== version.hash) return false;
  if (!isFresh && (!context.reuseVectors || !hasItsVectors(context, known.pk))) return false;
  keepSignature(context, known.pk, item.signature);
  return true;
}

function hasItsVectors({ database, model }: DraftContext, document: number): boolean {
  const missing = prepare<[number, string]>(
    database,
    `SELECT 1 FROM passage p LEFT JOIN embedding e ON e.pk = p.embedding
     WHERE p.document = ? AND (e.pk IS NULL OR e.model <> ?) LIMIT 1`,
  ).get(document, model.fingerprint);
  return missing === undefined;
}

/** Ends a version with the generation before; one that was put into this draft was never seen and goes. */
function leave({ database, number }: DraftContext, known: KnownDocument): void {
  if (known.since === number) {
    prepare(database, 'DELETE FROM document WHERE pk = ?').run(known.pk);
  } else {
    prepare(database, 'UPDATE document SET until = ? WHERE pk = ?').run(number, known.pk);
  }
}

function replaceEntry(context: DraftContext, { id, hash, source = null }: EntryVersion): void {
  const leftOut = notedBefore(context, { id, hash });
  removeEntry(context, id);
  prepare(
    context.database,
    'INSERT INTO entry (collection, id, since, hash, source, left_out) VALUES (?, ?, ?, ?, ?, ?)',
  ).run(context.collection, id, context.number, hash, source, leftOut);
}

function removeEntry({ database, collection, number }: DraftContext, id: string): void {
  prepare(database, 'DELETE FROM entry WHERE collection = ? AND id = ? AND since = ?').run(
    collection,
    id,
    number,
  );
  prepare(
    database,
    'UPDATE entry SET until = ? WHERE collection = ? AND id = ? AND until IS NULL',
  ).run(number, collection, id);
}
