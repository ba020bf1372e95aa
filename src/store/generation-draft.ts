// A generation in the making: entries are put and retired, what has no vector is embedded, near copies are
// compared, and one short transaction publishes it. Nothing of it is visible or counted before.

import type { Document } from '../corpus/document.js';
import type { ModelIdentity } from '../embeddings/embedder.js';
import type { Passage, Span } from '../passages/passage.js';
import type { GraphManifest } from '../vector-index/graph-files.js';
import type { Generation, LabelledVector } from './knowledge-store.js';
import type { PartlyLeftOut } from './left-out.js';

/** What tells near copies of a text: its MinHash values, and the keys under which likely copies meet. */
export interface TextSignature {
  readonly values: Uint32Array;
  /** Whole numbers; two texts that share one are worth comparing. */
  readonly bands: readonly number[];
}

/** A document's text as it goes into the store. */
export interface DocumentVersion {
  readonly document: Document;
  readonly passages: readonly Passage[];
  /** Absent where near copies are not looked for. */
  readonly signature?: TextSignature;
}

/** An entry with everything that was read of it. */
export interface EntryVersion {
  readonly id: string;
  /** Hash of the entry as the corpus listing gave it, with the packing's version. */
  readonly hash: string;
  readonly documents: readonly DocumentVersion[];
  /** The source of `sources.yaml` that listed it; null, or absent, where none did. */
  readonly source?: string | null;
}

/** A document that was left out because its id is taken. */
export interface DocumentClash {
  readonly document: Pick<Document, 'id' | 'file' | 'title'>;
  /** Id of the entry whose document keeps the id; the same entry where it gave two. */
  readonly heldBy: string;
}

/** What putting an entry did, as ids of documents. */
export interface EntryChanges {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  /** Their content is what it was: they keep their labels and vectors. */
  readonly unchanged: readonly string[];
  /** Of those: had been changed earlier in this draft, and are now as they were published. */
  readonly restored: readonly string[];
  /** The entry gave them before and gives them no more. */
  readonly left: readonly string[];
  readonly clashes: readonly DocumentClash[];
}

/** A passage text that has no vector of this model yet. */
export interface PendingText {
  readonly hash: string;
  readonly text: string;
  readonly sentences: readonly Span[];
}

export interface NewEmbedding {
  readonly hash: string;
  readonly passage: Float32Array;
  /** One a sentence; empty where the passage is a single sentence, which shares the passage's vector. */
  readonly sentences: readonly Float32Array[];
}

export interface SignedDocument {
  readonly id: string;
  readonly values: Uint32Array;
}

/** A document whose signature is new in this draft, and those that share a band with it. */
export interface CopyCandidates {
  readonly document: SignedDocument;
  readonly others: readonly SignedDocument[];
}

export interface CopyPair {
  /** Ids of two documents of the draft. */
  readonly ids: readonly [string, string];
  readonly similarity: number;
}

export interface Publication {
  readonly canary: Float32Array;
  readonly graph: GraphManifest | null;
  readonly builtAt: string;
}

/**
 * A generation in the making. Nothing of it is visible before `publish`, and a draft that is never
 * published leaves nothing but cached vectors behind.
 */
export interface GenerationDraft {
  readonly number: number;
  readonly collection: string;
  /**
   * Replaces what an entry gives. A document with the content it had keeps its row; one whose id another
   * entry holds, or that comes a second time, is left out and named.
   */
  putEntry(entry: EntryVersion): Promise<EntryChanges>;
  /**
   * Notes what was left out of an entry that was put into this draft; null where nothing was. Kept when the entry
   * is put again with the same hash.
   */
  noteLeftOut(entry: string, leftOut: PartlyLeftOut | null): Promise<void>;
  /** Takes an entry out with its documents; gives their ids. */
  retireEntry(id: string): Promise<readonly string[]>;
  /** Texts without a vector, in label order; safe to read while `putEmbeddings` runs. */
  pendingTexts(): Promise<PendingText[]>;
  putEmbeddings(embeddings: readonly NewEmbedding[]): Promise<void>;
  /** Every vector of the draft, for a graph from the ground up. */
  allVectors(): AsyncIterable<LabelledVector>;
  /** Vectors that the generation before does not hold, in label order. */
  newVectors(): AsyncIterable<LabelledVector>;
  /** Labels that the generation before holds and this one does not, in ascending order. */
  leavingLabels(): Promise<number[]>;
  /** What may be near copies of what is new; each document once, with the most recent others. */
  copyCandidates(): AsyncIterable<CopyCandidates>;
  putCopies(pairs: readonly CopyPair[]): Promise<void>;
  counts(): Promise<{ readonly documents: number; readonly passages: number }>;
  /** Flips the collection to this generation in one transaction. */
  publish(publication: Publication): Promise<Generation>;
}

export interface DraftTarget {
  readonly collection: string;
  readonly model: ModelIdentity;
  /** False where every text must be embedded anew, such as after damage. */
  readonly reuseVectors: boolean;
}
