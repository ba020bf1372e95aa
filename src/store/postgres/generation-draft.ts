// The writing half of the store. Rows of a draft carry the number of the generation that is being made, so no reader sees
// them; each write asks first whether the draft is still the collection's last, and publishing moves one number.

import { ReadableError } from '../../shared/errors.js';
import type {
  DraftTarget,
  GenerationDraft,
  NewEmbedding,
  PendingText,
} from '../generation-draft.js';
import { spansFromText } from '../rows.js';
import { requireSoundVector } from '../sound-vectors.js';
import { insertEmbeddings } from './carry-embeddings.js';
import { readCounts } from './count-draft.js';
import type { DraftContext, NamedDraft, OpenDraft } from './draft-context.js';
import { beginDraft, requireDraft, type Fence } from './hold-collection.js';
import { noteLeftOut } from './left-out.js';
import { putCopies, readCandidates } from './near-copies.js';
import type { Postgres, Statements } from './postgres.js';
import { publishDraft } from './publish-draft.js';
import { putEntry, retireEntry } from './put-entry.js';
import { readCurrent } from './read-documents.js';
import { readAllVectors, readNewVectors } from './read-vectors.js';
import { asWritten } from './storable-text.js';
import { forgetCountsOf } from './word-counts.js';

/**
 * Starts a draft after the current generation; what a killed build left is removed first.
 *
 * @throws ReadableError `store_conflict` where a builder with a later lock has begun; `store_mismatch` where
 * the collection is of another model and its vectors may be reused
 */
export async function openDraft(
  postgres: Postgres,
  target: DraftTarget,
  fence: Fence,
): Promise<GenerationDraft> {
  const { collection } = target;
  const begun = await postgres.transaction(async (statements) => {
    const { draft, current } = await beginDraft(statements, collection, fence);
    await requireModel(statements, target);
    const number = (current ?? (await highestRemoved(statements))) + 1;
    await removeLeftovers(statements, { collection, number });
    return { draft, number };
  });
  return draftOf(postgres, { ...target, ...begun });
}

/** Vectors of two models do not compare, and other machines may still ask with the one that is there. */
async function requireModel(statements: Statements, target: DraftTarget): Promise<void> {
  const { collection, model, reuseVectors } = target;
  const current = reuseVectors ? await readCurrent(statements, collection) : null;
  if (current === null) return;
  const { fingerprint, dimension } = current.model;
  if (fingerprint === model.fingerprint && dimension === model.dimension) return;
  throw new ReadableError({
    code: 'store_mismatch',
    text: `"${collection}" was built with the model ${current.model.name} (${dimension} numbers, ${fingerprint.slice(0, 12)}), not with ${model.name} (${model.dimension} numbers, ${model.fingerprint.slice(0, 12)}).`,
    remedy:
      'Set EMBEDDING_MODEL back, or change the model for every machine once with: npm run build-index -- --force',
  });
}

/** A name that was removed may come back; a number of it that somebody remembers must not. */
async function highestRemoved(statements: Statements): Promise<number> {
  const [row] = await statements.rows<{ number: number | null }>(
    'SELECT max(number) AS number FROM index_removed',
  );
  return row?.number ?? 0;
}

async function removeLeftovers(
  statements: Statements,
  { collection, number }: { readonly collection: string; readonly number: number },
): Promise<void> {
  for (const table of ['index_document', 'index_entry']) {
    await statements.run(`DELETE FROM ${table} WHERE collection = $1 AND since >= $2`, [
      collection,
      number,
    ]);
    await statements.run(`UPDATE ${table} SET until = NULL WHERE collection = $1 AND until >= $2`, [
      collection,
      number,
    ]);
  }
  await forgetCountsOf(statements, { collection, number });
}

function draftOf(postgres: Postgres, open: OpenDraft): GenerationDraft {
  const { number, collection } = open;
  const read = { statements: postgres, collection, number };
  const write = <T>(work: (context: DraftContext) => Promise<T>): Promise<T> =>
    postgres.transaction(async (statements) => {
      // A draft that a power cut takes is made again: only the commit that publishes waits for the disk.
      await statements.run('SET LOCAL synchronous_commit = off');
      await requireDraft(statements, collection, open.draft);
      return work({ ...open, statements });
    });
  return {
    number,
    collection,
    putEntry: (entry) => write((context) => putEntry(context, entry)),
    noteLeftOut: (entry, leftOut) => write((context) => noteLeftOut(context, entry, leftOut)),
    retireEntry: (id) => write((context) => retireEntry(context, id)),
    pendingTexts: () => readPending(read),
    putEmbeddings: (embeddings) => write((context) => putEmbeddings(context, embeddings)),
    allVectors: () => readAllVectors(postgres, read),
    newVectors: () => readNewVectors(postgres, read),
    leavingLabels: () => readLeaving(read),
    copyCandidates: () => readCandidates(read),
    putCopies: (pairs) => write((context) => putCopies(context, pairs)),
    counts: async () => {
      const { documents, passages } = await readCounts(read);
      return { documents, passages };
    },
    publish: (publication) => publishDraft(postgres, open, publication),
  };
}

async function readPending({ statements, collection, number }: NamedDraft): Promise<PendingText[]> {
  const rows = await statements.rows<{ hash: string; text: string; sentences: string }>(
    `SELECT hash, text, sentences FROM (
       SELECT DISTINCT ON (p.hash) p.hash, p.text, p.sentences, p.label
       FROM index_document d
       JOIN index_passage p ON p.collection = d.collection AND p.document = d.pk
       WHERE d.collection = $1 AND d.since = $2 AND NOT EXISTS (
         SELECT 1 FROM index_vector v WHERE v.collection = p.collection AND v.label = p.label)
       ORDER BY p.hash, p.label) AS pending
     ORDER BY label`,
    [collection, number],
  );
  return rows.map(({ hash, text, sentences }) => {
    return { hash, text: asWritten(text), sentences: spansFromText(sentences) };
  });
}

async function readLeaving({ statements, collection, number }: NamedDraft): Promise<number[]> {
  const rows = await statements.rows<{ label: number }>(
    `SELECT p.label::float8 AS label FROM index_document d
     JOIN index_passage p ON p.collection = d.collection AND p.document = d.pk
     WHERE d.collection = $1 AND d.until = $2 AND d.since < $2 ORDER BY p.label`,
    [collection, number],
  );
  return rows.map(({ label }) => label);
}

async function putEmbeddings(
  { statements, collection, number, model }: DraftContext,
  embeddings: readonly NewEmbedding[],
): Promise<void> {
  for (const { passage, sentences } of embeddings) {
    for (const vector of [passage, ...sentences]) requireSoundVector(vector, model);
  }
  if (embeddings.length === 0) return;
  const made = await insertEmbeddings(statements, model, embeddings);
  await statements.run(
    `INSERT INTO index_vector (collection, label, document, embedding, dimension, vector)
     SELECT p.collection, p.label, p.document, e.pk, $4, e.passage
     FROM index_embedding e
     JOIN index_passage p ON p.collection = $1 AND p.hash = e.hash
     JOIN index_document d ON d.collection = p.collection AND d.pk = p.document
     WHERE e.pk = ANY($3::bigint[]) AND d.since = $2
     ON CONFLICT (collection, label) DO NOTHING`,
    [collection, number, made, model.dimension],
  );
}
