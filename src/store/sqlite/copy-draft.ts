// A generation of another store as rows of this one. They carry its number and its labels; what a copy that was
// interrupted left behind is taken over, whichever generation it was of, because a label names the same text in all.

import type { CleaningReport } from '../../corpus/document.js';
import { ReadableError } from '../../shared/errors.js';
import type { GraphManifest } from '../../vector-index/graph-files.js';
import type { CopiedDocument, CopiedPassage, CopyDraft, HeldCopy } from '../copy-store.js';
import type { DocumentFacts, Generation } from '../knowledge-store.js';
import { passageHash } from '../passage-hash.js';
import { requireSoundEmbedding } from '../sound-vectors.js';
import { addEmbedding } from './carry-embeddings.js';
import type { DraftContext } from './draft-context.js';
import { publish, readCounts, readLeaving } from './generation-draft.js';
import { insertDocument } from './insert-document.js';
import { putCopies } from './near-copies.js';
import { prepare, settle, type Database } from './open-database.js';
import { readCurrent } from './read-documents.js';
import { readAllVectors, readNewVectors } from './read-vectors.js';

/** What became of a text in cleaning is of interest where it was cleaned; a copy serves questions. */
const NO_REPORT: CleaningReport = {
  encoding: 'utf-8',
  keptParagraphs: 0,
  keptCharacters: 0,
  removals: [],
};

/** Starts or goes on with the copy of a generation. */
export function openCopyDraft(database: Database, generation: Generation): Promise<CopyDraft> {
  return settle(database, () => {
    database
      .transaction(() => {
        takeOver(database, generation);
      })
      .immediate();
    // What a power cut takes of a draft is copied again: its commits need not wait for the disk.
    database.pragma('synchronous = NORMAL');
    const { collection, number, model } = generation;
    return draftOf({ database, collection, number, model, reuseVectors: true }, generation);
  });
}

function takeOver(database: Database, { collection, number }: Generation): void {
  const current = readCurrent(database, collection)?.number ?? 0;
  if (current >= number) throw new Error('a copy goes from one generation to a later one');
  prepare(database, 'UPDATE document SET since = ? WHERE collection = ? AND since > ?').run(
    number,
    collection,
    current,
  );
  prepare(database, 'UPDATE document SET until = NULL WHERE collection = ? AND until > ?').run(
    collection,
    current,
  );
}

function draftOf(context: DraftContext, generation: Generation): CopyDraft {
  const { database, collection, number } = context;
  const write = <T>(work: () => T): Promise<T> =>
    settle(database, () => database.transaction(work).immediate());
  return {
    held: () => settle(database, () => readHeld(context)),
    retire: (labels) =>
      write(() => {
        leave(context, HOLDING, labels);
      }),
    retireDocuments: (ids) =>
      write(() => {
        leave(context, CALLED, ids);
      }),
    put: (documents) =>
      write(() => {
        for (const document of documents) putDocument(context, document);
      }),
    added: () => settle(database, () => readAdded(context)),
    putCopies: (pairs) =>
      write(() => {
        putCopies(context, pairs);
      }),
    allVectors: () => readAllVectors(database, { collection, number }),
    newVectors: () => readNewVectors(database, { collection, number }),
    leavingLabels: () => settle(database, () => readLeaving(context)),
    publish: (graph) =>
      settle(database, () => {
        // This commit waits for the disk, and with it everything that was written before.
        database.pragma('synchronous = FULL');
        return database.transaction(() => publishCopy(context, generation, graph)).immediate();
      }),
  };
}

function readHeld({ database, collection }: DraftContext): HeldCopy {
  const labels = prepare<[string], { label: number }>(
    database,
    `SELECT p.label FROM document d JOIN passage p ON p.document = d.pk
     WHERE d.collection = ? AND d.until IS NULL ORDER BY p.label`,
  ).all(collection);
  const documents = prepare<[string], DocumentFacts>(
    database,
    `SELECT id, file, title, outlet, author, date, url, paragraphs FROM document
     WHERE collection = ? AND until IS NULL`,
  ).all(collection);
  return { labels: labels.map(({ label }) => label), documents };
}

function readAdded({ database, collection, number }: DraftContext): string[] {
  return prepare<[string, number], { id: string }>(
    database,
    'SELECT id FROM document WHERE collection = ? AND since = ? AND until IS NULL ORDER BY pk',
  )
    .all(collection, number)
    .map(({ id }) => id);
}

/** Versions that hold one of some labels, and documents with one of some ids; both bound as a list in JSON. */
const HOLDING =
  'pk IN (SELECT document FROM passage WHERE label IN (SELECT value FROM json_each(?)))';
const CALLED = 'id IN (SELECT value FROM json_each(?))';

/** Ends versions that were published, and deletes those that this draft brought. */
function leave(
  { database, collection, number }: DraftContext,
  which: typeof HOLDING | typeof CALLED,
  values: readonly (number | string)[],
): void {
  const list = JSON.stringify(values);
  const held = `collection = ? AND until IS NULL AND ${which}`;
  prepare(database, `DELETE FROM document WHERE since = ? AND ${held}`).run(
    number,
    collection,
    list,
  );
  prepare(database, `UPDATE document SET until = ? WHERE ${held}`).run(number, collection, list);
}

function putDocument(context: DraftContext, { facts, paragraphs, passages }: CopiedDocument): void {
  leave(context, CALLED, [facts.id]);
  for (const passage of passages) putEmbedding(context, passage);
  insertDocument(context, {
    item: {
      document: { ...facts, language: null, paragraphs, cleaning: NO_REPORT },
      passages: passages.map(({ passage }) => passage),
    },
    // Versions are told apart by their labels here, never by their content.
    hash: '',
    entry: facts.id,
    labels: passages.map(({ passage }) => passage.label),
  });
}

function putEmbedding({ database, model }: DraftContext, copied: CopiedPassage): void {
  const { passage, vector, sentences } = copied;
  const isSingle = passage.sentences.length < 2;
  const embedding = {
    hash: passageHash(passage),
    passage: vector,
    sentences: isSingle ? null : sentences,
  };
  requireSoundEmbedding(embedding, model);
  addEmbedding(database, model, embedding);
}

function publishCopy(
  context: DraftContext,
  generation: Generation,
  graph: GraphManifest | null,
): Generation {
  const { database } = context;
  const { collection, number, canary, builtAt, measure } = generation;
  const { documents, passages } = readCounts(context);
  if (documents !== generation.documents || passages !== generation.passages) {
    throw new ReadableError({
      code: 'store_conflict',
      text: `The copy of "${collection}" holds ${documents} documents and ${passages} passages where generation ${number} has ${generation.documents} and ${generation.passages}.`,
      remedy: 'It is copied again by itself.',
    });
  }
  publish(context, { canary, builtAt, graph });
  const measured = measure === null ? null : JSON.stringify(measure);
  prepare(database, 'UPDATE generation SET measure = ? WHERE collection = ? AND number = ?').run(
    measured,
    collection,
    number,
  );
  return { ...generation, graph };
}
