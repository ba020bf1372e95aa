// What a collection may be searched by, and which channels search less, as rows.

import {
  OPEN_COLLECTION,
  type ChannelScope,
  type CollectionSettings,
} from '../../sources/source-store.js';
import { prepare, type Database } from './open-database.js';
import { parseStored } from '../rows.js';

export function readSettings(database: Database, collection: string): CollectionSettings {
  const row = prepare<unknown[], { everyone: number }>(
    database,
    'SELECT everyone FROM collection_settings WHERE collection = ?',
  ).get(collection);
  const isOpen = row === undefined ? collection === OPEN_COLLECTION : row.everyone === 1;
  if (isOpen) return { collection, sharedWith: 'everyone' };
  const guilds = prepare<unknown[], { guild: string }>(
    database,
    'SELECT guild FROM collection_share WHERE collection = ? ORDER BY guild',
  ).all(collection);
  return { collection, sharedWith: guilds.map(({ guild }) => guild) };
}

export function putSettings(database: Database, settings: CollectionSettings): void {
  const { collection, sharedWith } = settings;
  database
    .transaction(() => {
      prepare(database, 'DELETE FROM collection_settings WHERE collection = ?').run(collection);
      prepare(database, 'INSERT INTO collection_settings (collection, everyone) VALUES (?, ?)').run(
        collection,
        Number(sharedWith === 'everyone'),
      );
      for (const guild of sharedWith === 'everyone' ? [] : new Set(sharedWith)) {
        prepare(database, 'INSERT INTO collection_share (collection, guild) VALUES (?, ?)').run(
          collection,
          guild,
        );
      }
    })
    .immediate();
}

export function readSharedWith(database: Database, guild: string | null): string[] {
  return prepare<unknown[], { collection: string }>(
    database,
    `SELECT collection FROM collection_settings WHERE everyone = 1
     UNION SELECT collection FROM collection_share WHERE guild = ?
     UNION SELECT ? WHERE NOT EXISTS (SELECT 1 FROM collection_settings WHERE collection = ?)
     ORDER BY collection`,
  )
    .all(guild, OPEN_COLLECTION, OPEN_COLLECTION)
    .map(({ collection }) => collection);
}

export function readCollections(database: Database): string[] {
  return prepare<unknown[], { collection: string }>(
    database,
    `SELECT collection FROM source UNION SELECT collection FROM original
     UNION SELECT collection FROM collection_settings ORDER BY collection`,
  )
    .all()
    .map(({ collection }) => collection);
}

export function readChannelScope(
  database: Database,
  wanted: { readonly guild: string; readonly channel: string },
): ChannelScope | null {
  const row = prepare<unknown[], { collections: string }>(
    database,
    'SELECT collections FROM channel_scope WHERE guild = ? AND channel = ?',
  ).get(wanted.guild, wanted.channel);
  if (row === undefined) return null;
  return { ...wanted, collections: parseStored(row.collections) as string[] };
}

export function putChannelScope(database: Database, scope: ChannelScope): void {
  const { guild, channel, collections } = scope;
  if (collections.length === 0) {
    prepare(database, 'DELETE FROM channel_scope WHERE guild = ? AND channel = ?').run(
      guild,
      channel,
    );
    return;
  }
  prepare(
    database,
    'INSERT OR REPLACE INTO channel_scope (guild, channel, collections) VALUES (?, ?, ?)',
  ).run(guild, channel, JSON.stringify(collections));
}
