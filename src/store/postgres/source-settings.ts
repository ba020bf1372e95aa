// What a collection may be searched by, and which channels search less, as rows.

import {
  OPEN_COLLECTION,
  type ChannelScope,
  type CollectionSettings,
} from '../../sources/source-store.js';
import type { Postgres } from './postgres.js';

export async function readSettings(
  postgres: Postgres,
  collection: string,
): Promise<CollectionSettings> {
  const [row] = await postgres.rows<{ everyone: boolean | null; guilds: string[] }>(
    `SELECT (SELECT everyone FROM collection_settings WHERE collection = $1) AS everyone,
       ARRAY(SELECT guild FROM collection_share WHERE collection = $1 ORDER BY guild) AS guilds`,
    [collection],
  );
  const isOpen = row?.everyone ?? collection === OPEN_COLLECTION;
  return { collection, sharedWith: isOpen ? 'everyone' : (row?.guilds ?? []) };
}

export async function putSettings(
  postgres: Postgres,
  { collection, sharedWith }: CollectionSettings,
): Promise<void> {
  const isOpen = sharedWith === 'everyone';
  await postgres.transaction(async (statements) => {
    // Locks the collection's row, so that of two at once the second replaces the first as a whole.
    await statements.run(
      `INSERT INTO collection_settings (collection, everyone) VALUES ($1, $2)
       ON CONFLICT (collection) DO UPDATE SET everyone = excluded.everyone`,
      [collection, isOpen],
    );
    await statements.run('DELETE FROM collection_share WHERE collection = $1', [collection]);
    await statements.run(
      'INSERT INTO collection_share (collection, guild) SELECT $1, unnest($2::text[])',
      [collection, isOpen ? [] : [...new Set(sharedWith)]],
    );
  });
}

export async function readSharedWith(postgres: Postgres, guild: string | null): Promise<string[]> {
  const rows = await postgres.rows<{ collection: string }>(
    `SELECT collection FROM (
       SELECT collection FROM collection_settings WHERE everyone
       UNION SELECT collection FROM collection_share WHERE guild = $1
       UNION SELECT $2::text WHERE NOT EXISTS (
         SELECT 1 FROM collection_settings WHERE collection = $2)) AS open_to
     ORDER BY collection COLLATE "C"`,
    [guild, OPEN_COLLECTION],
  );
  return rows.map(({ collection }) => collection);
}

export async function readCollections(postgres: Postgres): Promise<string[]> {
  const rows = await postgres.rows<{ collection: string }>(
    `SELECT collection FROM (
       SELECT collection FROM source UNION SELECT collection FROM original
       UNION SELECT collection FROM collection_settings) AS named
     ORDER BY collection`,
  );
  return rows.map(({ collection }) => collection);
}

export async function readChannelScope(
  postgres: Postgres,
  wanted: { readonly guild: string; readonly channel: string },
): Promise<ChannelScope | null> {
  const [row] = await postgres.rows<{ collections: string }>(
    'SELECT collections FROM channel_scope WHERE guild = $1 AND channel = $2',
    [wanted.guild, wanted.channel],
  );
  if (row === undefined) return null;
  return { ...wanted, collections: JSON.parse(row.collections) as string[] };
}

export async function putChannelScope(postgres: Postgres, scope: ChannelScope): Promise<void> {
  const { guild, channel, collections } = scope;
  if (collections.length === 0) {
    const lift = 'DELETE FROM channel_scope WHERE guild = $1 AND channel = $2';
    await postgres.run(lift, [guild, channel], { repeat: true });
    return;
  }
  await postgres.run(
    `INSERT INTO channel_scope (guild, channel, collections) VALUES ($1, $2, $3)
     ON CONFLICT (guild, channel) DO UPDATE SET collections = excluded.collections`,
    [guild, channel, JSON.stringify(collections)],
    { repeat: true },
  );
}
