// In: what a build has read, and the store. Out: the entries whose documents hold lines that recur over their source,
// or that were without a line which recurs no longer, read again and cleaned of those lines. Only sources that the
// build touches are looked at, and the corpus ends with the same documents in whatever order it grew.

import { createHash } from 'node:crypto';

import type { CorpusSource, SourceEntry } from '../corpus/corpus-source.js';
import type { Document } from '../corpus/document.js';
import { recurringLines, withoutRecurring } from '../corpus/recurring-lines.js';
import { sourcePlaceOf } from '../corpus/source-place.js';
import {
  documentsByPlace,
  type KnownDocuments,
  type PlacedDocument,
  type PlacedDocuments,
} from './documents-by-place.js';
import { versionedHash } from './plan-changes.js';

/**
 * Documents of one source that are counted: a share is then known to .05 nineteen times in twenty, and a build reads
 * no more of the store however large a source is. They are chosen by the hashes of their ids, not by any order.
 */
const MOST_COUNTED = 400;

export interface FurnitureWork extends KnownDocuments {
  readonly source: CorpusSource;
}

/** An entry to be put again, in place of what was put or kept. */
export interface SettledEntry {
  readonly entry: SourceEntry;
  readonly hash: string;
  readonly documents: readonly Document[];
}

/** Finds the recurring lines of every source that the build touches, and reads again what they change. */
export async function* settleFurniture(work: FurnitureWork): AsyncGenerator<SettledEntry> {
  const { plan, source } = work;
  if (plan.changes.length + plan.removedIds.length === 0) return;
  const placed = await documentsByPlace(work);
  const furnitureAt = furnitureFinder(placed);
  const affected = new Set<string>();
  for (const place of placed.touched) {
    const documents = placed.documents.get(place) ?? [];
    const furniture = await furnitureAt(place);
    for (const { entry } of await affectedBy(furniture, documents)) affected.add(entry);
  }
  for (const entry of [...plan.changes.map((change) => change.entry), ...plan.unchanged]) {
    if (!affected.has(entry.id)) continue;
    const documents: Document[] = [];
    for (const document of (await source.read(entry)).documents) {
      const place = sourcePlaceOf(document);
      documents.push(
        place === null ? document : withoutRecurring(document, await furnitureAt(place)),
      );
    }
    // What has vanished meanwhile is the next build's business.
    if (documents.length > 0) yield { entry, hash: versionedHash(entry), documents };
  }
}

/** The recurring lines of a place, counted once. */
function furnitureFinder(placed: PlacedDocuments): (place: string) => Promise<ReadonlySet<string>> {
  const found = new Map<string, ReadonlySet<string>>();
  return async (place) => {
    const known = found.get(place);
    if (known !== undefined) return known;
    const counted = await Promise.all(
      chosenOf(placed.documents.get(place) ?? []).map((document) => document.lines()),
    );
    const furniture = recurringLines(counted);
    found.set(place, furniture);
    return furniture;
  };
}

function chosenOf(documents: readonly PlacedDocument[]): readonly PlacedDocument[] {
  if (documents.length <= MOST_COUNTED) return documents;
  return documents
    .map((document) => ({
      document,
      hash: createHash('sha256').update(document.id).digest('hex'),
    }))
    .sort((a, b) => (a.hash < b.hash ? -1 : 1))
    .slice(0, MOST_COUNTED)
    .map(({ document }) => document);
}

/** Documents that must be read again: with a line to be removed, or without one that stays from now on. */
async function affectedBy(
  furniture: ReadonlySet<string>,
  documents: readonly PlacedDocument[],
): Promise<readonly PlacedDocument[]> {
  const removed = new Set(documents.flatMap((document) => document.removed));
  // What recurred before was removed from every stored document: only a line that is new is looked for in them.
  const isNew = [...furniture].some((key) => !removed.has(key));
  const affected: PlacedDocument[] = [];
  for (const document of documents) {
    if (await isAffected(document)) affected.push(document);
  }
  return affected;

  async function isAffected(document: PlacedDocument): Promise<boolean> {
    if (document.removed.some((key) => !furniture.has(key))) return true;
    if (document.isStored && !isNew) return false;
    const before = new Set(document.removed);
    return (await document.lines()).some(({ key }) => furniture.has(key) && !before.has(key));
  }
}
