// The KnowledgeStore that several machines share: PostgreSQL with pgvector. Readers never wait for a build; builders of one
// collection follow each other by its row, and one that lost its lease is refused.

import type { CorpusMeasure, Generation, KnowledgeStore } from '../knowledge-store.js';
import type { GraphManifest } from '../../vector-index/graph-files.js';
import type { ReadableStore, StoreForBuild } from '../stores.js';
import { importEmbeddings } from './carry-embeddings.js';
import { openDraft } from './generation-draft.js';
import { requireFence, type Fence } from './hold-collection.js';
import { liftRefusals, refuse } from './left-out.js';
import { BUILD_DEADLINE_MS, openKnowledge } from './open-knowledge.js';
import type { Postgres, PostgresPlace, Statements } from './postgres.js';
import { readDocumentEntries } from './read-documents.js';
import { openKnowledgeReader } from './read-knowledge.js';
import { forgetDocument, removeCollection } from './remove-texts.js';
import { sweepGenerations } from './sweep-generations.js';

/** A build reads and writes in turns; beside it runs what is read ahead. */
const BUILD_CONNECTIONS = 3;

/** Opens the store for reading; the first question connects. */
export function openPostgresReader(place: PostgresPlace): ReadableStore {
  const postgres = openKnowledge(place);
  return { ...openKnowledgeReader(postgres), close: () => postgres.close() };
}

/** Opens the store for a build, under the lock that it holds. */
export function openPostgresStore(place: PostgresPlace, build: StoreForBuild): KnowledgeStore {
  const postgres = openKnowledge(place, {
    deadlineMs: BUILD_DEADLINE_MS,
    connections: BUILD_CONNECTIONS,
  });
  const fence = build.lock?.fence ?? null;
  const write = <T>(collection: string, work: (statements: Statements) => Promise<T>): Promise<T> =>
    writeAs({ postgres, collection, fence }, work);
  return {
    ...openKnowledgeReader(postgres),
    documentEntries: (generation) => readDocumentEntries(postgres, generation),
    draft: (target) => openDraft(postgres, target, fence),
    refuse: (collection, refusal) =>
      write(collection, (statements) => refuse(statements, collection, refusal)),
    liftRefusals: (collection, entries) =>
      write(collection, (statements) => liftRefusals(statements, collection, entries)),
    replaceGraph: (generation, graph) =>
      write(generation.collection, (statements) => replaceGraph(statements, generation, graph)),
    setMeasure: (generation, measure) =>
      write(generation.collection, (statements) => setMeasure(statements, generation, measure)),
    sweep: (collection, now) =>
      write(collection, (statements) => sweepGenerations(statements, { collection, now })),
    forgetDocument: (collection, id) => forgetDocument(postgres, { collection, id }, fence),
    removeCollection: (collection) => removeCollection(postgres, collection, fence),
    importEmbeddings: (model, items) => importEmbeddings(postgres, model, items),
    close: () => postgres.close(),
  };
}

/** Writes to a collection, unless a builder with a later lock has begun. */
function writeAs<T>(
  holder: {
    readonly postgres: Postgres;
    readonly collection: string;
    readonly fence: Fence;
  },
  work: (statements: Statements) => Promise<T>,
): Promise<T> {
  return holder.postgres.transaction(async (statements) => {
    await requireFence(statements, holder.collection, holder.fence);
    return work(statements);
  });
}

async function replaceGraph(
  statements: Statements,
  generation: Generation,
  graph: GraphManifest | null,
): Promise<Generation> {
  await statements.run(
    'UPDATE index_generation SET graph = $3 WHERE collection = $1 AND number = $2',
    [generation.collection, generation.number, graph === null ? null : JSON.stringify(graph)],
  );
  return { ...generation, graph };
}

async function setMeasure(
  statements: Statements,
  generation: Generation,
  measure: CorpusMeasure,
): Promise<Generation> {
  await statements.run(
    'UPDATE index_generation SET measure = $3 WHERE collection = $1 AND number = $2',
    [generation.collection, generation.number, JSON.stringify(measure)],
  );
  return { ...generation, measure };
}
