// A store on this machine that takes generations of another one over as they are: same labels, same numbers, same
// texts and vectors, so that whatever was quoted from one can be opened from the other. A copy is visible once it is
// whole; one that was interrupted goes on where it stopped. What is kept of it beside the texts stands in its notes.

import type { Paragraph } from '../corpus/document.js';
import type { GraphManifest } from '../vector-index/graph-files.js';
import type { CopyPair } from './generation-draft.js';
import type {
  DocumentFacts,
  Generation,
  LabelledVector,
  RemovedTexts,
  SentenceVectors,
  StoredPassage,
} from './knowledge-store.js';
import type { ReadableStore } from './stores.js';

/** A passage with everything that a search reads of it. */
export interface CopiedPassage {
  readonly passage: StoredPassage;
  readonly vector: Float32Array;
  readonly sentences: SentenceVectors;
}

/** A whole version of a document. */
export interface CopiedDocument {
  readonly facts: DocumentFacts;
  readonly paragraphs: readonly Paragraph[];
  /** In their order. */
  readonly passages: readonly CopiedPassage[];
}

/** What a draft of a copy holds already. */
export interface HeldCopy {
  readonly labels: readonly number[];
  readonly documents: readonly DocumentFacts[];
}

/** A generation that is being copied. Nothing of it is visible before `publish`. */
export interface CopyDraft {
  /** Of the copy before it, and of one that was interrupted. */
  held(): Promise<HeldCopy>;
  /** Takes out the versions that hold these labels. */
  retire(labels: readonly number[]): Promise<void>;
  /** Takes out documents by id. */
  retireDocuments(ids: readonly string[]): Promise<void>;
  /** Adds whole versions, all or none. */
  put(documents: readonly CopiedDocument[]): Promise<void>;
  /** Ids of the documents that this draft added. */
  added(): Promise<string[]>;
  putCopies(pairs: readonly CopyPair[]): Promise<void>;
  allVectors(): AsyncIterable<LabelledVector>;
  /** Vectors that the copy before does not hold. */
  newVectors(): AsyncIterable<LabelledVector>;
  /** Labels that the copy before holds and this one does not. */
  leavingLabels(): Promise<number[]>;
  /**
   * Makes it the one that is read.
   *
   * @throws ReadableError `store_conflict` where it does not hold as much as the generation says, and nothing changes
   */
  publish(graph: GraphManifest | null): Promise<Generation>;
}

/** What is known of one copied collection. */
export interface CopiedNote {
  /** ISO 8601 in UTC: when the other store last said that this is its current generation. */
  readonly seenAt: string;
  /** When its past versions were last compared; null where they never were. */
  readonly pastCheckedAt: string | null;
}

/** Why a collection that the other store has is not copied. */
export type NotCopied = 'not_used' | 'too_large' | 'no_room' | 'failed';

export interface CopyNotes {
  readonly copied: ReadonlyMap<string, CopiedNote>;
  readonly notCopied: ReadonlyMap<string, NotCopied>;
}

/** The copy as whoever answers reads it. */
export interface CopyReader extends ReadableStore {
  /** Where what is copied comes from, as `Stores.place`; null in a new one. */
  place(): Promise<string | null>;
  notes(): Promise<CopyNotes>;
}

export interface CopyStore extends CopyReader {
  setPlace(place: string): Promise<void>;
  /** False where its file is damaged; reads all of it. */
  isSound(): Promise<boolean>;
  /** Names of everything it holds anything of, copies that were interrupted among them. */
  held(): Promise<string[]>;
  /** Starts or goes on with the copy of a generation; its number is above that of the copy before. */
  begin(generation: Generation): Promise<CopyDraft>;
  noteSeen(collection: string, at: Date): Promise<void>;
  notePastChecked(collection: string, at: Date): Promise<void>;
  setNotCopied(notCopied: ReadonlyMap<string, NotCopied>): Promise<void>;
  replaceGraph(generation: Generation, graph: GraphManifest | null): Promise<Generation>;
  /** Labels of every version that has left the current generation and is still here. */
  pastLabels(collection: string): Promise<number[]>;
  /** Says when the versions that hold these labels left. */
  setLeftAt(collection: string, leftAt: ReadonlyMap<number, string>): Promise<void>;
  /** Removes the versions that hold these labels, down to the bytes on the disk. */
  drop(collection: string, labels: readonly number[]): Promise<RemovedTexts>;
  removeCollection(collection: string): Promise<RemovedTexts>;
  /** As `KnowledgeStore.sweep`; vectors without a text go at once. */
  sweep(collection: string, now: Date): Promise<void>;
}
