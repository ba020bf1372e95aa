// In: a published generation of another store. Out: the same one in the copy on this machine. Labels never change what
// they name, so the two lists of labels say what is missing and what has left, and nothing else is read. Everything is
// read in small pieces, and each whole document is kept at once: killed anywhere, the next copy goes on from there.

import type { Paragraph } from '../corpus/document.js';
import { writeGraph } from '../indexing/write-graph.js';
import { ReadableError } from '../shared/errors.js';
import type { CopiedDocument, CopyDraft, CopyStore } from '../store/copy-store.js';
import type { CopyPair } from '../store/generation-draft.js';
import type {
  DocumentFacts,
  Generation,
  KnowledgeReader,
  StoredPassage,
} from '../store/knowledge-store.js';
import type { GraphManifest } from '../vector-index/graph-files.js';
import type { HnswModule } from '../vector-index/hnsw-module.js';

/** Passages read at once: a few megabytes, and some ten milliseconds of the other store. */
export const BATCH = 200;

/** Up to so many passages every vector is compared, which takes 10 to 16 ms and needs no graph (DECISIONS.md). */
const MOST_EXACT = 10_000;

export interface CopyParts {
  /** The store that is copied. */
  readonly reader: KnowledgeReader;
  readonly copy: CopyStore;
  /** Null where graphs cannot be built; exact search serves. */
  readonly hnsw: HnswModule | null;
  readonly graphs: string;
  /** Passages from which a graph is worth it; `MOST_EXACT` unless given. */
  readonly mostExact?: number;
  /** Lets others in between two pieces. */
  readonly pause: () => Promise<void>;
}

/**
 * Copies a generation whose number is above that of the copy before, and publishes it.
 *
 * @throws ReadableError `store_conflict` where it was swept meanwhile; what was copied of it stays
 */
export async function copyGeneration(
  parts: CopyParts,
  generation: Generation,
): Promise<Generation> {
  const { reader, copy } = parts;
  const before = await copy.current(generation.collection);
  const draft = await copy.begin(generation);
  const work = { ...parts, generation, draft };
  const listed = await reader.listDocuments(generation);
  await copyMissing(work, await retireAndList(work, listed));
  await copyTextless(work, listed);
  await copyPairs(work);
  return draft.publish(await graphOf(work, before));
}

/** Takes out what the generation does not hold; gives the labels that it holds and the copy does not. */
async function retireAndList(
  { reader, generation, draft }: Copying,
  listed: readonly DocumentFacts[],
): Promise<Set<number>> {
  const known = new Map(listed.map((facts) => [facts.id, factsKey(facts)]));
  const { documents } = await draft.held();
  await draft.retireDocuments(
    documents.filter((facts) => known.get(facts.id) !== factsKey(facts)).map(({ id }) => id),
  );
  const wanted = await reader.labelsMatching(generation, {});
  const isWanted = new Set(wanted);
  const { labels } = await draft.held();
  await draft.retire(labels.filter((label) => !isWanted.has(label)));
  const isHeld = new Set(labels);
  return new Set(wanted.filter((label) => !isHeld.has(label)));
}

function factsKey({ file, title, outlet, author, date, url, paragraphs }: DocumentFacts): string {
  return JSON.stringify([file, title, outlet, author, date, url, paragraphs]);
}

interface Copying extends CopyParts {
  readonly generation: Generation;
  readonly draft: CopyDraft;
}

/** Copies the documents that hold the missing labels; whoever is read leaves the set. */
async function copyMissing(work: Copying, missing: Set<number>): Promise<void> {
  const { reader, generation, draft, pause } = work;
  while (missing.size > 0) {
    const labels = [...missing].slice(0, BATCH);
    const passages = await reader.passages(labels);
    if (passages.length === 0) throw changedMeanwhile(generation);
    for (const [id, known] of byDocument(passages)) {
      const document = await readDocument(work, id, known);
      await draft.put([document]);
      for (const { passage } of document.passages) missing.delete(passage.label);
      for (const { label } of known) if (missing.has(label)) throw changedMeanwhile(generation);
      await pause();
    }
  }
}

function byDocument(passages: readonly StoredPassage[]): Map<string, StoredPassage[]> {
  const documents = new Map<string, StoredPassage[]>();
  for (const passage of passages) {
    const { id } = passage.document;
    documents.set(id, [...(documents.get(id) ?? []), passage]);
  }
  return documents;
}

/** A document of the generation, of which some passages were read already. */
async function readDocument(
  { reader, generation, pause }: Copying,
  id: string,
  known: readonly StoredPassage[],
): Promise<CopiedDocument> {
  const labels = await reader.labelsOf(generation, id);
  const passages = new Map(known.map((passage) => [passage.label, passage]));
  const paragraphs = await reader.paragraphs(generation, id);
  const copied: CopiedDocument['passages'][number][] = [];
  for (let start = 0; start < labels.length; start += BATCH) {
    const some = labels.slice(start, start + BATCH);
    const further = some.filter((label) => !passages.has(label));
    for (const passage of further.length === 0 ? [] : await reader.passages(further)) {
      passages.set(passage.label, passage);
    }
    const vectors = new Map(
      (await reader.vectors(some)).map(({ label, vector }) => [label, vector]),
    );
    const sentences = await reader.sentenceVectors(some);
    for (const label of some) {
      const [passage, vector] = [passages.get(label), vectors.get(label)];
      const own = sentences.get(label);
      if (passage === undefined || vector === undefined || own === undefined) {
        throw changedMeanwhile(generation);
      }
      copied.push({ passage, vector, sentences: own });
    }
    await pause();
  }
  const facts = known[0]?.document;
  if (facts === undefined) throw changedMeanwhile(generation);
  return { facts: requireWhole(facts, paragraphs, generation), paragraphs, passages: copied };
}

/** Documents that have no passages, such as a title alone, are found by their ids. */
async function copyTextless(
  { reader, generation, draft }: Copying,
  listed: readonly DocumentFacts[],
): Promise<void> {
  const { documents } = await draft.held();
  const isHeld = new Set(documents.map(({ id }) => id));
  for (const facts of listed.filter(({ id }) => !isHeld.has(id))) {
    const paragraphs = await reader.paragraphs(generation, facts.id);
    requireWhole(facts, paragraphs, generation);
    await draft.put([{ facts, paragraphs, passages: [] }]);
  }
}

/** Near copies of what is new; those of what was there are there. */
async function copyPairs({ reader, generation, draft, pause }: Copying): Promise<void> {
  for (const id of await draft.added()) {
    const copies = await reader.copiesOf(generation, id);
    const pairs = copies.map(({ document, similarity }): CopyPair => ({
      ids: [id, document.id],
      similarity,
    }));
    if (pairs.length > 0) await draft.putCopies(pairs);
    await pause();
  }
}

/** A graph where there are too many vectors to compare all of them; it grows from the one before. */
async function graphOf(
  { hnsw, graphs, generation, draft, mostExact = MOST_EXACT }: Copying,
  before: Generation | null,
): Promise<GraphManifest | null> {
  if (generation.passages <= mostExact) return null;
  const from = before?.model.fingerprint === generation.model.fingerprint ? before.graph : null;
  return writeGraph({
    hnsw,
    folder: graphs,
    collection: generation.collection,
    generation: generation.number,
    dimension: generation.model.dimension,
    count: generation.passages,
    vectors: () => draft.allVectors(),
    growth:
      from === null
        ? null
        : { from, leaving: () => draft.leavingLabels(), fresh: () => draft.newVectors() },
    onProgress: () => undefined,
  });
}

function requireWhole(
  facts: DocumentFacts,
  paragraphs: readonly Paragraph[],
  generation: Generation,
): DocumentFacts {
  if (paragraphs.length !== facts.paragraphs) throw changedMeanwhile(generation);
  return facts;
}

function changedMeanwhile({ collection, number }: Generation): ReadableError {
  return new ReadableError({
    code: 'store_conflict',
    text: `Generation ${number} of "${collection}" changed while it was copied.`,
    remedy: 'The one that is current by then is copied next.',
  });
}
