// In: what a build has read, and what the store holds of the entries that did not change. Out: the documents of each
// source with their lines, so that what recurs over a source is counted the same however the corpus grew.

import type { CleaningReport, Document } from '../corpus/document.js';
import { countedLines, RECURRING_RULE, type CountedLine } from '../corpus/recurring-lines.js';
import { sourcePlaceOf } from '../corpus/source-place.js';
import type { DocumentFacts, Generation, KnowledgeReader } from '../store/knowledge-store.js';
import type { ChangePlan } from './plan-changes.js';

/** What is remembered of a document that this build has read. */
export interface NotedDocument {
  readonly id: string;
  readonly place: string | null;
  readonly lines: readonly CountedLine[];
}

/** What must be remembered of a document as it was read. */
export function noteDocument(document: Document): NotedDocument {
  const { id, paragraphs, cleaning } = document;
  const lines = countedLines({ paragraphs, removals: cleaning.removals });
  return { id, place: sourcePlaceOf(document), lines };
}

/** A document of a source. */
export interface PlacedDocument {
  readonly id: string;
  readonly entry: string;
  /** False where this build has read it, with all of its lines. */
  readonly isStored: boolean;
  /** Keys of the lines that were removed from a stored one because they recur. */
  readonly removed: readonly string[];
  lines(): Promise<readonly CountedLine[]>;
}

export interface PlacedDocuments {
  /** The places of documents that came, changed or left, in order. */
  readonly touched: readonly string[];
  /** By place. */
  readonly documents: ReadonlyMap<string, readonly PlacedDocument[]>;
}

export interface KnownDocuments {
  readonly reader: Pick<KnowledgeReader, 'listDocuments' | 'cleaningReports' | 'paragraphs'>;
  /** The generation that serves; null before the first. */
  readonly current: Generation | null;
  readonly plan: ChangePlan;
  /** What the changed entries gave, by entry. */
  readonly noted: ReadonlyMap<string, readonly NotedDocument[]>;
  /** Entry of each document that the current generation holds; one that is missing is an entry of its own. */
  readonly entryOf: ReadonlyMap<string, string>;
}

/** Puts together what was read and what is stored. */
export async function documentsByPlace(known: KnownDocuments): Promise<PlacedDocuments> {
  const { current, plan, reader } = known;
  const touched = new Set<string>();
  const documents = new Map<string, PlacedDocument[]>();
  const add = (place: string, document: PlacedDocument): void => {
    const others = documents.get(place);
    if (others === undefined) documents.set(place, [document]);
    else others.push(document);
  };
  for (const [entry, noted] of known.noted) {
    for (const document of noted) {
      if (document.place === null) continue;
      touched.add(document.place);
      add(document.place, freshDocument(entry, document));
    }
  }
  const stale = new Set([...plan.changes.map(({ entry }) => entry.id), ...plan.removedIds]);
  const facts = current === null ? [] : await reader.listDocuments(current);
  const reports = current === null ? null : await reader.cleaningReports(current);
  for (const fact of facts) {
    const place = sourcePlaceOf(fact);
    const entry = known.entryOf.get(fact.id) ?? fact.id;
    if (place === null || current === null) continue;
    if (stale.has(entry)) touched.add(place);
    else {
      const stored: Stored = { fact, entry, report: reports?.get(fact.id) };
      add(
        place,
        storedDocument(stored, () => reader.paragraphs(current, fact.id)),
      );
    }
  }
  return { touched: [...touched].sort(), documents };
}

function freshDocument(entry: string, { id, lines }: NotedDocument): PlacedDocument {
  return { id, entry, isStored: false, removed: [], lines: () => Promise.resolve(lines) };
}

interface Stored {
  readonly fact: DocumentFacts;
  readonly entry: string;
  readonly report: CleaningReport | undefined;
}

function storedDocument(
  { fact, entry, report }: Stored,
  paragraphs: () => ReturnType<KnowledgeReader['paragraphs']>,
): PlacedDocument {
  const removals = (report?.removals ?? []).filter(({ rule }) => rule === RECURRING_RULE);
  const removed = countedLines({ paragraphs: [], removals }).map(({ key }) => key);
  const lines = async (): Promise<readonly CountedLine[]> =>
    countedLines({ paragraphs: await paragraphs(), removals });
  return { id: fact.id, entry, isStored: true, removed, lines };
}
