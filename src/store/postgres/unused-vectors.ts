// Embeddings that no passage uses leave the cache. Those that a build is about to use are locked by it and stay.

import type { Statements } from './postgres.js';

/** Removes the embeddings that a condition names and nobody uses. */
export async function removeUnusedVectors(
  statements: Statements,
  condition: string,
  values: readonly unknown[],
): Promise<void> {
  const unused = 'NOT EXISTS (SELECT 1 FROM index_vector v WHERE v.embedding = e.pk)';
  const rows = await statements.rows<{ pk: string }>(
    `SELECT e.pk FROM index_embedding e WHERE ${condition} AND ${unused}
     FOR UPDATE SKIP LOCKED`,
    values,
  );
  if (rows.length === 0) return;
  // Asked again now that they are locked: a build may have taken one up between the two.
  await statements.run(
    `DELETE FROM index_embedding e WHERE e.pk = ANY($1::bigint[]) AND ${unused}`,
    [rows.map(({ pk }) => pk)],
  );
}
