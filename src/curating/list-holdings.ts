// In: a collection. Out: everything in it as plain data, newest first: feeds and sitemaps, documents that were handed
// in or fetched, and for the operator's collection the files of the corpus folder.

import type { OriginalFacts, Source, SourceProblem, SourceState } from '../sources/source.js';
import type { DocumentFacts } from '../store/knowledge-store.js';
import { OPERATORS_COLLECTION, type CuratingParts } from './curating-parts.js';

export interface Holding {
  /** What it is removed by. */
  readonly id: string;
  readonly kind: 'feed' | 'sitemap' | 'folder' | 'document' | 'file';
  readonly title: string;
  /** An address, a file's name, or a path below the corpus folder. */
  readonly place: string;
  readonly outlet: string | null;
  readonly date: string | null;
  /** When it was added; null for a file of the folder. */
  readonly addedAt: string | null;
  readonly isIndexed: boolean;
  /** Documents that it gives to the index: several of a table, a mailbox or an archive; null of a feed or a folder. */
  readonly documents: number | null;
  readonly problem: SourceProblem | null;
}

type ListParts = Pick<CuratingParts, 'sources' | 'withIndex' | 'folder'>;

/** Lists a collection. */
export async function listHoldings(parts: ListParts, collection: string): Promise<Holding[]> {
  const indexed = await indexedDocuments(parts, collection);
  const states = new Map(
    (await parts.sources.states(collection)).map((state) => [state.sourceId, state]),
  );
  const sources = (await parts.sources.sources(collection)).filter(isListed);
  const kept = await parts.sources.originals(collection, 'kept');
  const ofKept = new Set(kept.flatMap(({ id }) => documentsOf(indexed, id)));
  const ofFolder = [...indexed.values()].filter((document) => !ofKept.has(document));
  const files = collection === OPERATORS_COLLECTION ? await folderFiles(parts, ofFolder) : [];
  const named = [
    ...sources.map((source) => ofSource(source, states.get(source.id))),
    ...kept.map((original) => ofOriginal(original, indexed)),
  ];
  const newest = named.sort((a, b) => (b.addedAt ?? '').localeCompare(a.addedAt ?? ''));
  return [...newest, ...files];
}

/** Facts of the indexed documents, by id. */
export async function indexedDocuments(
  parts: Pick<CuratingParts, 'withIndex'>,
  collection: string,
): Promise<ReadonlyMap<string, DocumentFacts>> {
  const found = await parts.withIndex(async (reader) => {
    const generation = await reader.current(collection);
    return generation === null ? [] : reader.listDocuments(generation);
  });
  return new Map((found ?? []).map((document) => [document.id, document]));
}

/** The indexed documents of an original: itself, or those that it holds. */
export function documentsOf(
  indexed: ReadonlyMap<string, DocumentFacts>,
  entryId: string,
): readonly DocumentFacts[] {
  const own = indexed.get(entryId);
  if (own !== undefined) return [own];
  return [...indexed.values()].filter(({ id }) => id.startsWith(`${entryId}-`));
}

function isListed({ kind }: Source): boolean {
  return kind === 'feed' || kind === 'sitemap' || kind === 'folder';
}

function ofSource(source: Source, state: SourceState | undefined): Holding {
  const { id, place, outlet, addedAt } = source;
  return {
    id,
    kind: source.kind === 'upload' || source.kind === 'address' ? 'document' : source.kind,
    title: place,
    place,
    outlet,
    date: null,
    addedAt,
    isIndexed: state !== undefined && state.succeededAt !== null,
    documents: null,
    problem: state?.problem ?? null,
  };
}

function ofOriginal(original: OriginalFacts, indexed: ReadonlyMap<string, DocumentFacts>): Holding {
  const { id, stated, fallback, name, url } = original;
  const documents = documentsOf(indexed, id);
  const [document] = documents;
  return {
    id,
    kind: 'document',
    title: stated.title ?? document?.title ?? fallback.title ?? name,
    place: url ?? name,
    outlet: stated.outlet ?? document?.outlet ?? fallback.outlet ?? null,
    date: stated.date ?? document?.date ?? fallback.date ?? null,
    addedAt: original.fetchedAt,
    isIndexed: document !== undefined,
    documents: documents.length,
    problem: original.problem,
  };
}

async function folderFiles(
  { folder }: ListParts,
  documents: readonly DocumentFacts[],
): Promise<Holding[]> {
  const { entries } = await folder.list().catch(() => ({ entries: [] }));
  const byId = new Map(documents.map((document) => [document.id, document]));
  const members = membersByFile(documents);
  return entries.map(({ id, file }) => {
    const own = byId.get(id) ?? null;
    return {
      id,
      kind: 'file',
      title: own?.title ?? file,
      place: file,
      outlet: own?.outlet ?? null,
      date: own?.date ?? null,
      addedAt: null,
      isIndexed: own !== null || members.has(file),
      documents: own === null ? (members.get(file) ?? 0) : 1,
      problem: null,
    };
  });
}

/** How many documents each file of several gave; they are called `file#member`. */
function membersByFile(documents: readonly DocumentFacts[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { file } of documents) {
    const end = file.indexOf('#');
    if (end === -1) continue;
    const holder = file.slice(0, end);
    counts.set(holder, (counts.get(holder) ?? 0) + 1);
  }
  return counts;
}
