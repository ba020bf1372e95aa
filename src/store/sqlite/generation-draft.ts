// The writing half of the embedded store. Rows of a draft carry the number of the generation that is being
// made, so no reader sees them; publishing adds their words, writes one generation row and moves one number.

import type {
  DraftTarget,
  GenerationDraft,
  NewEmbedding,
  PendingText,
  Publication,
} from '../generation-draft.js';
import type { Generation } from '../knowledge-store.js';
import { requireSoundVector } from '../sound-vectors.js';
import type { DraftContext } from './draft-context.js';
import { noteLeftOut } from './left-out.js';
import { putCopies, readCandidates } from './near-copies.js';
import { prepare, settle, type Database } from './open-database.js';
import { putEntry, retireEntry } from './put-entry.js';
import { readCurrent } from './read-documents.js';
import { readAllVectors, readNewVectors } from './read-vectors.js';
import { spansFromText } from '../rows.js';
import { checksum, encodeSentences, encodeVector } from '../vector-blobs.js';
import { addWords } from './words-table.js';

/** Starts a draft after the current generation; what a killed build left is removed first. */
export function openDraft(database: Database, target: DraftTarget): Promise<GenerationDraft> {
  return settle(database, () => {
    const current = readCurrent(database, target.collection);
    const number = (current?.number ?? highestRemoved(database)) + 1;
    removeLeftovers(database, { collection: target.collection, number });
    // A draft that a power cut takes is made again: its commits need not wait for the disk.
    database.pragma('synchronous = NORMAL');
    return draftOf({ database, number, ...target });
  });
}

/** A name that was removed may come back; a number of it that somebody remembers must not. */
function highestRemoved(database: Database): number {
  const row = prepare<[], { number: number | null }>(
    database,
    'SELECT max(number) AS number FROM removed_generation',
  ).get();
  return row?.number ?? 0;
}

function removeLeftovers(
  database: Database,
  draft: { readonly collection: string; readonly number: number },
): void {
  database
    .transaction(() => {
      for (const table of ['document', 'entry']) {
        prepare(database, `DELETE FROM ${table} WHERE collection = ? AND since >= ?`).run(
          draft.collection,
          draft.number,
        );
        prepare(
          database,
          `UPDATE ${table} SET until = NULL WHERE collection = ? AND until >= ?`,
        ).run(draft.collection, draft.number);
      }
    })
    .immediate();
}

function draftOf(context: DraftContext): GenerationDraft {
  const { database, collection, number } = context;
  const write = <T>(work: () => T): Promise<T> =>
    settle(database, () => database.transaction(work).immediate());
  return {
    number,
    collection,
    putEntry: (entry) => write(() => putEntry(context, entry)),
    noteLeftOut: (entry, leftOut) =>
      write(() => {
        noteLeftOut(context, entry, leftOut);
      }),
    retireEntry: (id) => write(() => retireEntry(context, id)),
    pendingTexts: () => settle(database, () => readPending(context)),
    putEmbeddings: (embeddings) =>
      write(() => {
        for (const embedding of embeddings) putEmbedding(context, embedding);
      }),
    allVectors: () => readAllVectors(database, { collection, number }),
    newVectors: () => readNewVectors(database, { collection, number }),
    leavingLabels: () => settle(database, () => readLeaving(context)),
    copyCandidates: () => readCandidates(context),
    putCopies: (pairs) =>
      write(() => {
        putCopies(context, pairs);
      }),
    counts: () => settle(database, () => readCounts(context)),
    publish: (publication) =>
      settle(database, () => {
        // This commit waits for the disk, and with it everything that was written before.
        database.pragma('synchronous = FULL');
        return database.transaction(() => publish(context, publication)).immediate();
      }),
  };
}

function readPending({ database, collection, number }: DraftContext): PendingText[] {
  return prepare<[string, number], { hash: string; text: string; sentences: string }>(
    database,
    `SELECT p.hash, p.text, p.sentences FROM passage p JOIN document d ON d.pk = p.document
     WHERE p.embedding IS NULL AND d.collection = ? AND d.since = ?
     GROUP BY p.hash ORDER BY min(p.label)`,
  )
    .all(collection, number)
    .map((row) => ({ hash: row.hash, text: row.text, sentences: spansFromText(row.sentences) }));
}

/** Labels that leave with a draft. */
export function readLeaving({ database, collection, number }: DraftContext): number[] {
  return prepare<[string, number, number], { label: number }>(
    database,
    `SELECT p.label FROM document d JOIN passage p ON p.document = d.pk
     WHERE d.collection = ? AND d.until = ? AND d.since < ? ORDER BY p.label`,
  )
    .all(collection, number, number)
    .map(({ label }) => label);
}

function putEmbedding({ database, model }: DraftContext, embedding: NewEmbedding): void {
  for (const vector of [embedding.passage, ...embedding.sentences])
    requireSoundVector(vector, model);
  const passage = encodeVector(embedding.passage);
  const sentences = encodeSentences(embedding.sentences);
  const { lastInsertRowid } = prepare(
    database,
    `INSERT INTO embedding (model, hash, passage, sentences, passage_crc, sentences_crc, created_at)
     VALUES (?, ?, ?, ?, ?, ?, datetime('now'))`,
  ).run(
    model.fingerprint,
    embedding.hash,
    passage,
    sentences,
    checksum(passage),
    checksum(sentences),
  );
  prepare(database, 'UPDATE passage SET embedding = ? WHERE hash = ? AND embedding IS NULL').run(
    lastInsertRowid,
    embedding.hash,
  );
}

/** How much a draft holds. */
export function readCounts({ database, collection, number }: DraftContext): {
  documents: number;
  passages: number;
} {
  const row = prepare<[string, number], { documents: number; passages: number }>(
    database,
    `SELECT count(DISTINCT d.pk) AS documents, count(p.label) AS passages
     FROM document d LEFT JOIN passage p ON p.document = d.pk
     WHERE d.collection = ? AND d.until IS NULL AND d.since <= ?`,
  ).get(collection, number);
  return row ?? { documents: 0, passages: 0 };
}

/** Makes a draft the current generation; runs inside a transaction. */
export function publish(context: DraftContext, publication: Publication): Generation {
  const { database, collection, number, model } = context;
  const counts = readCounts(context);
  addWords(database, { collection, first: number, last: number });
  prepare(database, 'UPDATE document SET left_at = ? WHERE collection = ? AND until = ?').run(
    publication.builtAt,
    collection,
    number,
  );
  prepare(database, 'INSERT INTO generation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)').run(
    collection,
    number,
    model.name,
    model.fingerprint,
    model.dimension,
    encodeVector(publication.canary),
    counts.documents,
    counts.passages,
    publication.graph === null ? null : JSON.stringify(publication.graph),
    publication.builtAt,
  );
  prepare(
    database,
    `INSERT INTO current_generation VALUES (?, ?)
     ON CONFLICT (collection) DO UPDATE SET number = excluded.number`,
  ).run(collection, number);
  return { collection, number, model, ...counts, ...publication, measure: null };
}
