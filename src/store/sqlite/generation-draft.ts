// The writing half of the embedded store. Rows of a draft carry the number of the generation that is being
// made, so no reader sees them; publishing writes one generation row and moves one number.

import type { Document } from '../../corpus/document.js';
import type { ModelIdentity } from '../../embeddings/embedder.js';
import { foldText } from '../../shared/fold-text.js';
import { ReadableError } from '../../shared/errors.js';
import type {
  DocumentVersion,
  DraftTarget,
  Generation,
  GenerationDraft,
  NewEmbedding,
  PendingText,
  Publication,
} from '../knowledge-store.js';
import { firstDay, lastDay } from '../partial-dates.js';
import { passageHash, textHash } from '../passage-hash.js';
import { prepare, settle, type Database } from './open-database.js';
import { readCurrent } from './read-knowledge.js';
import { readAllVectors } from './read-vectors.js';
import { spansFromText, spansToText } from './rows.js';
import { checksum, encodeSentences, encodeVector } from './vector-blobs.js';

interface DraftContext {
  readonly database: Database;
  readonly collection: string;
  readonly number: number;
  readonly model: ModelIdentity;
  readonly reuseVectors: boolean;
}

/** Starts a draft after the current generation; what a killed build left is removed first. */
export function openDraft(database: Database, target: DraftTarget): Promise<GenerationDraft> {
  return settle(database, () => {
    const current = readCurrent(database, target.collection);
    const number = (current?.number ?? 0) + 1;
    removeLeftovers(database, { collection: target.collection, number });
    // A draft that a power cut takes is made again: its commits need not wait for the disk.
    database.pragma('synchronous = NORMAL');
    return draftOf({ database, number, ...target });
  });
}

function removeLeftovers(
  database: Database,
  draft: { readonly collection: string; readonly number: number },
): void {
  database
    .transaction(() => {
      removeDocuments(database, {
        where: 'collection = ? AND since >= ?',
        parameters: [draft.collection, draft.number],
      });
      prepare(database, 'UPDATE document SET until = NULL WHERE collection = ? AND until >= ?').run(
        draft.collection,
        draft.number,
      );
    })
    .immediate();
}

/** Removes document versions with their passages and words. */
export function removeDocuments(
  database: Database,
  which: { readonly where: string; readonly parameters: readonly (string | number)[] },
): number {
  const documents = `SELECT pk FROM document WHERE ${which.where}`;
  prepare(
    database,
    `DELETE FROM passage_words
     WHERE rowid IN (SELECT label FROM passage WHERE document IN (${documents}))`,
  ).run(...which.parameters);
  return prepare(database, `DELETE FROM document WHERE pk IN (${documents})`).run(
    ...which.parameters,
  ).changes;
}

function draftOf(context: DraftContext): GenerationDraft {
  const { database, collection, number } = context;
  return {
    number,
    collection,
    putDocument: (version) =>
      settle(database, () => {
        database
          .transaction(() => {
            putDocument(context, version);
          })
          .immediate();
      }),
    retireDocument: (id) =>
      settle(database, () => {
        retire(context, id);
      }),
    pendingTexts: () => settle(database, () => readPending(context)),
    putEmbeddings: (embeddings) =>
      settle(database, () => {
        database
          .transaction(() => {
            for (const embedding of embeddings) putEmbedding(context, embedding);
          })
          .immediate();
      }),
    allVectors: () => readAllVectors(database, { collection, number }),
    counts: () => settle(database, () => readCounts(context)),
    publish: (publication) =>
      settle(database, () => {
        // This commit waits for the disk, and with it everything that was written before.
        database.pragma('synchronous = FULL');
        return database.transaction(() => publish(context, publication)).immediate();
      }),
  };
}

function retire({ database, collection, number }: DraftContext, id: string): void {
  prepare(
    database,
    `UPDATE document SET until = ?
     WHERE collection = ? AND id = ? AND since < ? AND until IS NULL`,
  ).run(number, collection, id, number);
}

function putDocument(context: DraftContext, version: DocumentVersion): void {
  const { database } = context;
  retire(context, version.document.id);
  removeDocuments(database, {
    where: 'collection = ? AND id = ? AND since = ?',
    parameters: [context.collection, version.document.id, context.number],
  });
  const pk = insertDocument(context, version);
  for (const paragraph of version.document.paragraphs) {
    prepare(database, 'INSERT INTO paragraph VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)').run(
      pk,
      paragraph.n,
      paragraph.id,
      JSON.stringify(paragraph.headings),
      paragraph.text,
      paragraph.start,
      paragraph.end,
      paragraph.run,
      textHash(paragraph.text),
    );
  }
  insertPassages(context, version, pk);
}

function insertDocument(context: DraftContext, version: DocumentVersion): number | bigint {
  const { document, hash } = version;
  const { date } = document;
  return prepare(
    context.database,
    `INSERT INTO document (collection, id, since, hash, file, title, outlet, author, date, date_from,
       date_to, url, language, paragraphs, cleaning)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    context.collection,
    document.id,
    context.number,
    hash,
    document.file,
    document.title,
    document.outlet,
    document.author,
    date,
    date === null ? null : firstDay(date),
    date === null ? null : lastDay(date),
    document.url,
    document.language,
    document.paragraphs.length,
    JSON.stringify(document.cleaning),
  ).lastInsertRowid;
}

function insertPassages(
  { database, model, reuseVectors }: DraftContext,
  version: DocumentVersion,
  document: number | bigint,
): void {
  for (const passage of version.passages) {
    const hash = passageHash(passage);
    const label = prepare(
      database,
      `INSERT INTO passage (document, ordinal, first, last, text, hash, headings, sentences, cut_start,
         cut_end, embedding)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
         (SELECT max(pk) FROM embedding WHERE model = ? AND hash = ? AND ?))`,
    ).run(
      document,
      passage.ordinal,
      passage.first,
      passage.last,
      passage.text,
      hash,
      JSON.stringify(passage.headings),
      spansToText(passage.sentences),
      passage.cut.start ? 1 : 0,
      passage.cut.end ? 1 : 0,
      model.fingerprint,
      hash,
      reuseVectors ? 1 : 0,
    ).lastInsertRowid;
    prepare(database, 'INSERT INTO passage_words (rowid, title, body) VALUES (?, ?, ?)').run(
      label,
      foldText(wordsOfTitle(version.document, passage.headings)),
      foldText(passage.text),
    );
  }
}

function wordsOfTitle(document: Document, headings: readonly string[]): string {
  return [document.title, ...headings].join('\n');
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

function putEmbedding({ database, model }: DraftContext, embedding: NewEmbedding): void {
  for (const vector of [embedding.passage, ...embedding.sentences]) requireSound(vector, model);
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

/** A vector that is not one poisons every comparison without an error, so it is never stored. */
function requireSound(vector: Float32Array, model: ModelIdentity): void {
  if (vector.length === model.dimension && vector.every((value) => Number.isFinite(value))) return;
  throw new ReadableError({
    code: 'model_mismatch',
    text: `The model "${model.name}" gave something that is not a vector of ${model.dimension} numbers.`,
    remedy: 'Check the model files with: npm run doctor',
  });
}

function readCounts({ database, collection, number }: DraftContext): {
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

function publish(context: DraftContext, publication: Publication): Generation {
  const { database, collection, number, model } = context;
  const counts = readCounts(context);
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
