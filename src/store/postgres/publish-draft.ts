// From a draft to a generation. What takes time is written first, where no reader sees it: the counts of words, and when
// versions left. Then one short transaction makes sure that the draft is still the collection's last, and moves one number.

import type { Publication } from '../generation-draft.js';
import type { Generation } from '../knowledge-store.js';
import { encodeVector } from '../vector-blobs.js';
import { readCounts, type DraftCounts } from './count-draft.js';
import type { OpenDraft } from './draft-context.js';
import { buildHnsw } from './hnsw-index.js';
import { requireDraft } from './hold-collection.js';
import type { Postgres, Statements } from './postgres.js';
import { countWords, forgetCountsOf } from './word-counts.js';

/** Passages that are new with a generation before the planner is told what the tables hold now. */
const MANY_NEW = 1_000;

/** Publishes a draft; a second try after a lost connection does the same. */
export async function publishDraft(
  postgres: Postgres,
  draft: OpenDraft,
  publication: Publication,
): Promise<Generation> {
  const counts = await postgres.transaction((statements) =>
    prepareRows(statements, draft, publication),
  );
  await buildHnsw(postgres, draft.model.dimension, counts.passages);
  const { documents, passages } = counts;
  await postgres.transaction((statements) => flip(statements, { draft, publication, counts }));
  const { collection, number, model } = draft;
  return { collection, number, model, documents, passages, ...publication, measure: null };
}

async function prepareRows(
  statements: Statements,
  { collection, number, draft }: OpenDraft,
  { builtAt }: Publication,
): Promise<DraftCounts> {
  await requireDraft(statements, collection, draft);
  await forgetCountsOf(statements, { collection, number });
  await countWords(statements, { collection, number });
  await statements.run(
    'UPDATE index_document SET left_at = $3 WHERE collection = $1 AND until = $2',
    [collection, number, builtAt],
  );
  const [fresh] = await statements.rows<{ passages: number }>(
    `SELECT count(*)::integer AS passages FROM index_document d
     JOIN index_words w ON w.collection = d.collection AND w.document = d.pk
     WHERE d.collection = $1 AND d.since = $2`,
    [collection, number],
  );
  if ((fresh?.passages ?? 0) >= MANY_NEW) {
    await statements.run('ANALYZE index_document, index_passage, index_words, index_vector');
  }
  return readCounts({ statements, collection, number });
}

async function flip(
  statements: Statements,
  publishing: {
    readonly draft: OpenDraft;
    readonly publication: Publication;
    readonly counts: DraftCounts;
  },
): Promise<void> {
  const { draft, publication, counts } = publishing;
  const { collection, number, model } = draft;
  await requireDraft(statements, collection, draft.draft);
  await statements.run(
    `INSERT INTO index_generation (collection, number, model, fingerprint, dimension, canary,
       documents, passages, words, graph, built_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      collection,
      number,
      model.name,
      model.fingerprint,
      model.dimension,
      encodeVector(publication.canary),
      counts.documents,
      counts.passages,
      counts.words,
      publication.graph === null ? null : JSON.stringify(publication.graph),
      publication.builtAt,
    ],
  );
  await statements.run('UPDATE index_collection SET current = $2 WHERE collection = $1', [
    collection,
    number,
  ]);
}
