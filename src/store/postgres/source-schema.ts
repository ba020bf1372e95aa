// The tables of sources, originals and what a collection may be searched by. What is looked up by is a column, all else
// is JSON as text; moments are milliseconds since 1970. An original's bytes are a column that lists never touch.

import type { Part } from './migrate.js';

export const SOURCES: Part = {
  name: 'sources',
  steps: [
    `
    CREATE TABLE source (
      id            text    COLLATE "C" PRIMARY KEY,
      collection    text    COLLATE "C" NOT NULL,
      kind          text    NOT NULL,
      every_minutes integer,
      added_at      bigint  NOT NULL,
      body          text    NOT NULL
    );
    CREATE INDEX source_by_collection ON source (collection, id);

    CREATE TABLE source_state (
      source     text   COLLATE "C" PRIMARY KEY REFERENCES source (id) ON DELETE CASCADE,
      checked_at bigint,
      due_at     bigint,
      body       text   NOT NULL
    );

    CREATE TABLE original (
      collection text    COLLATE "C" NOT NULL,
      id         text    COLLATE "C" NOT NULL,
      source     text    COLLATE "C" NOT NULL,
      state      text    NOT NULL,
      size       bigint  NOT NULL,
      fetched_at bigint  NOT NULL,
      body       text    NOT NULL,
      bytes      bytea   NOT NULL,
      PRIMARY KEY (collection, id)
    );
    -- Texts, pages and PDFs: packed once more they cost time and save little.
    ALTER TABLE original ALTER COLUMN bytes SET STORAGE EXTERNAL;
    CREATE INDEX original_by_source ON original (collection, source, id);
    CREATE INDEX original_draft ON original (fetched_at) WHERE state = 'draft';

    CREATE TABLE collection_settings (
      collection text    COLLATE "C" PRIMARY KEY,
      everyone   boolean NOT NULL
    );

    CREATE TABLE collection_share (
      collection text COLLATE "C" NOT NULL
        REFERENCES collection_settings (collection) ON DELETE CASCADE,
      guild      text COLLATE "C" NOT NULL,
      PRIMARY KEY (collection, guild)
    );
    CREATE INDEX share_by_guild ON collection_share (guild);

    CREATE TABLE channel_scope (
      guild       text COLLATE "C" NOT NULL,
      channel     text COLLATE "C" NOT NULL,
      collections text NOT NULL,
      PRIMARY KEY (guild, channel)
    );
    `,
  ],
};
