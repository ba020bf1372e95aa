// The store's interface: documents, passages, vectors and lexical candidates, all by collection and by
// generation. It is the source of truth; vector indexes are caches built from it. Async throughout, so
// that a database on another machine can stand behind it. generation-draft.ts is how a generation is made;
// test/contracts holds what every store must do.

import type { CleaningReport, Paragraph, PartialDate } from '../corpus/document.js';
import type { ModelIdentity } from '../embeddings/embedder.js';
import type { Passage } from '../passages/passage.js';
import type { GraphManifest } from '../vector-index/graph-files.js';
import type { DraftTarget, GenerationDraft } from './generation-draft.js';
import type { LeftOut, Refusal } from './left-out.js';

/** One published state of a collection. Readers name the generation they read; it never changes. */
export interface Generation {
  readonly collection: string;
  readonly number: number;
  readonly model: ModelIdentity;
  /** Vector of CANARY_TEXT as the building model gave it. */
  readonly canary: Float32Array;
  readonly documents: number;
  readonly passages: number;
  /** Null where no native index was there to build one; exact search serves. */
  readonly graph: GraphManifest | null;
  /** ISO 8601 in UTC. */
  readonly builtAt: string;
  /** What the build measured of the texts themselves; null where it was killed before. */
  readonly measure: CorpusMeasure | null;
}

/** What confidence must know of a corpus, measured without any labelled question. */
export interface CorpusMeasure {
  /** Mean share of a sentence's idf mass in words that no other document holds; 0 to 1. */
  readonly vocabularyGap: number;
}

/** Narrows what may be found. All given conditions hold at once. */
export interface Filter {
  /** Inclusive: the document may lie on or after this day. */
  readonly after?: PartialDate | undefined;
  /** Exclusive: the document may lie before this day. */
  readonly before?: PartialDate | undefined;
  /** Case and accents folded; matches within the outlet's name. */
  readonly outlet?: string | undefined;
  /** The id of the one document. */
  readonly document?: string | undefined;
  /** Each stands in the passage, case and accents folded. */
  readonly phrases?: readonly string[] | undefined;
  /** None stands in the passage or its title. */
  readonly without?: readonly string[] | undefined;
}

export interface LexicalQuery {
  /** Words; any of them may match. */
  readonly terms: readonly string[];
  readonly limit: number;
  readonly filter: Filter;
}

export interface LexicalCandidate {
  readonly label: number;
  /** Okapi BM25, higher is better. */
  readonly bm25: number;
}

/** What a reader learns of a document beside its text. */
export interface DocumentFacts {
  readonly id: string;
  readonly file: string;
  readonly title: string;
  readonly outlet: string | null;
  readonly author: string | null;
  readonly date: PartialDate | null;
  readonly url: string | null;
  readonly paragraphs: number;
}

export interface StoredPassage extends Passage {
  /** Unique over the store's life, never used again: the passage's name in every index. */
  readonly label: number;
  readonly document: DocumentFacts;
}

/** A passage that the current generation does not hold any more, kept because an answer may still name it. */
export interface PastPassage {
  readonly passage: StoredPassage;
  /** Its document has another text now, or is no longer part of the collection. */
  readonly left: 'changed' | 'withdrawn';
  /** ISO 8601 in UTC. */
  readonly leftAt: string;
}

/** Another document of the collection with nearly the same text. */
export interface DocumentCopy {
  readonly document: DocumentFacts;
  /** Estimated share of what the two have in common; 0 to 1. */
  readonly similarity: number;
}

/** The sentence vectors of one passage, quantised to int8 with a scale each. */
export interface SentenceVectors {
  readonly count: number;
  readonly dimension: number;
  /** `scales[i] * values[i * dimension + k]` is component k of sentence i. */
  readonly scales: Float32Array;
  readonly values: Int8Array;
}

export interface CorpusFacts {
  readonly documents: number;
  readonly passages: number;
  /** Earliest and latest date, as precise as the source; null where nothing is dated. */
  readonly first: PartialDate | null;
  readonly last: PartialDate | null;
  readonly outlets: readonly string[];
}

export interface LabelledVector {
  readonly label: number;
  readonly vector: Float32Array;
}

export interface KnowledgeReader {
  current(collection: string): Promise<Generation | null>;
  /** Names of the collections that have a generation, in order. */
  collections(): Promise<string[]>;
  /** Hash of every entry in the current generation, by id; empty where there is none. */
  entryHashes(collection: string): Promise<Map<string, string>>;
  /** The source of every entry of the current generation that was listed by one of `sources.yaml`, by id. */
  entrySources(collection: string): Promise<Map<string, string>>;
  /** What was left out when it was read last, by entry: parts of those of the current generation, and refusals. */
  leftOut(collection: string): Promise<LeftOut[]>;
  facts(generation: Generation): Promise<CorpusFacts>;
  listDocuments(generation: Generation): Promise<DocumentFacts[]>;
  /** The facts of one document; null where the generation does not hold it. */
  document(generation: Generation, id: string): Promise<DocumentFacts | null>;
  /** What reading and cleaning did to each document, by id. */
  cleaningReports(generation: Generation): Promise<Map<string, CleaningReport>>;
  paragraphs(generation: Generation, documentId: string): Promise<Paragraph[]>;
  /** Best first; ties by label. */
  lexical(generation: Generation, query: LexicalQuery): Promise<LexicalCandidate[]>;
  /** In how many passages each term stands, in the order asked. */
  termFrequencies(generation: Generation, terms: readonly string[]): Promise<number[]>;
  /** For each term, which of the given labels of the generation's collection hold it. */
  termPresence(
    generation: Generation,
    terms: readonly string[],
    labels: readonly number[],
  ): Promise<Set<number>[]>;
  /** Labels of a document's passages, in order. */
  labelsOf(generation: Generation, documentId: string): Promise<number[]>;
  /** Labels that pass the filter, in ascending order. */
  labelsMatching(generation: Generation, filter: Filter): Promise<number[]>;
  /** In the order asked; labels that are not there are left out. */
  passages(labels: readonly number[]): Promise<StoredPassage[]>;
  /**
   * Those of the labels that the collection held once and whose document has changed or left since, in the
   * order asked. Kept for `KEPT_DAYS`; they are in no search.
   */
  pastPassages(collection: string, labels: readonly number[]): Promise<PastPassage[]>;
  /** The paragraphs of the document version that a passage, past or not, is of; empty where it is not kept. */
  pastParagraphs(collection: string, label: number): Promise<Paragraph[]>;
  /** Near copies of a document in its own collection, the most alike first. */
  copiesOf(generation: Generation, documentId: string): Promise<DocumentCopy[]>;
  vectors(labels: readonly number[]): Promise<LabelledVector[]>;
  sentenceVectors(labels: readonly number[]): Promise<Map<number, SentenceVectors>>;
  /** Vectors of the passages right before and after each, in its own document. */
  neighbourVectors(labels: readonly number[]): Promise<Map<number, Float32Array[]>>;
  allVectors(generation: Generation): AsyncIterable<LabelledVector>;
  /**
   * Texts of about `most` passages, spread evenly over the generation, in slices: for what is counted over a
   * corpus. They are not checked against their hashes, so they are never quoted.
   */
  sampleTexts(generation: Generation, most: number): AsyncIterable<readonly string[]>;
  /** The embeddings of a generation's passages, each text once. */
  exportEmbeddings(generation: Generation): AsyncIterable<CarriedEmbedding>;
}

/** One cached embedding as it is stored, so that it can move to another store without the model. */
export interface CarriedEmbedding {
  /** Key of the passage's text and where its sentences lie. */
  readonly hash: string;
  readonly passage: Float32Array;
  /** Quantised as they are stored; null where the passage is a single sentence. */
  readonly sentences: SentenceVectors | null;
}

export interface RemovedTexts {
  /** Document versions, past ones among them. */
  readonly documents: number;
  readonly passages: number;
}

export interface KnowledgeStore extends KnowledgeReader {
  /** The entry that gave each document of a generation, by the document's id. */
  documentEntries(generation: Generation): Promise<Map<string, string>>;
  /** Starts a generation; what an earlier, killed build left behind is removed first. */
  draft(target: DraftTarget): Promise<GenerationDraft>;
  /** Notes that an entry gave no document. It is known at once, whatever is published. */
  refuse(collection: string, refusal: Refusal): Promise<void>;
  /** Forgets that entries gave none. */
  liftRefusals(collection: string, entries: readonly string[]): Promise<void>;
  /** Points a published generation at a graph built later, such as after a lost file. */
  replaceGraph(generation: Generation, graph: GraphManifest | null): Promise<Generation>;
  /** Keeps what was measured of a published generation. */
  setMeasure(generation: Generation, measure: CorpusMeasure): Promise<Generation>;
  /**
   * Removes what no generation in use needs: in use are the current one, the one before it, and those that
   * were current less than `GRACE_MINUTES` ago. Texts stay as past versions for `KEPT_DAYS`.
   */
  sweep(collection: string, now: Date): Promise<void>;
  /**
   * Removes every version of a document at once, down to the bytes on the disk. The caller holds the build
   * lock, and builds afterwards: until then the graph knows labels without a text.
   */
  forgetDocument(collection: string, id: string): Promise<RemovedTexts>;
  /**
   * Removes a collection at once, down to the bytes on the disk, with the vectors that no other collection
   * uses; its graph files are the caller's, who holds the build lock. A later collection of the same name
   * begins with a higher generation.
   */
  removeCollection(collection: string): Promise<RemovedTexts>;
  /**
   * Takes embeddings into the cache, so that a build finds them there; tells how many were new. They are
   * believed as they are, for every collection: only from whoever may write the store.
   */
  importEmbeddings(
    model: ModelIdentity,
    items: Iterable<CarriedEmbedding> | AsyncIterable<CarriedEmbedding>,
  ): Promise<number>;
  close(): Promise<void>;
}
