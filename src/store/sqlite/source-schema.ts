// The tables of sources, originals and jobs. What is looked up by is a column, all else is JSON under a checksum;
// moments are milliseconds since 1970. The bytes lie in a table of their own, so that lists never touch them.

/** Applied in order; `PRAGMA user_version` counts how many were. Entries are never edited, only added. */
export const SOURCE_MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE source (
    pk            INTEGER PRIMARY KEY,
    id            TEXT    NOT NULL UNIQUE,
    collection    TEXT    NOT NULL,
    kind          TEXT    NOT NULL,
    every_minutes INTEGER,
    added_at      INTEGER NOT NULL,
    body          TEXT    NOT NULL,
    crc           INTEGER NOT NULL
  );
  CREATE INDEX source_by_collection ON source (collection, id);

  CREATE TABLE source_state (
    source     TEXT    PRIMARY KEY REFERENCES source (id) ON DELETE CASCADE,
    checked_at INTEGER,
    due_at     INTEGER,
    body       TEXT    NOT NULL,
    crc        INTEGER NOT NULL
  );

  CREATE TABLE original (
    pk         INTEGER PRIMARY KEY,
    collection TEXT    NOT NULL,
    id         TEXT    NOT NULL,
    source     TEXT    NOT NULL,
    state      TEXT    NOT NULL,
    size       INTEGER NOT NULL,
    fetched_at INTEGER NOT NULL,
    body       TEXT    NOT NULL,
    crc        INTEGER NOT NULL,
    UNIQUE (collection, id)
  );
  CREATE INDEX original_by_source ON original (collection, source, id);
  CREATE INDEX original_draft ON original (fetched_at) WHERE state = 'draft';

  CREATE TABLE original_bytes (
    original INTEGER PRIMARY KEY REFERENCES original (pk) ON DELETE CASCADE,
    bytes    BLOB    NOT NULL
  );

  CREATE TABLE collection_settings (
    collection TEXT    PRIMARY KEY,
    everyone   INTEGER NOT NULL
  );

  CREATE TABLE collection_share (
    collection TEXT NOT NULL REFERENCES collection_settings (collection) ON DELETE CASCADE,
    guild      TEXT NOT NULL,
    PRIMARY KEY (collection, guild)
  ) WITHOUT ROWID;
  CREATE INDEX share_by_guild ON collection_share (guild);

  CREATE TABLE channel_scope (
    guild       TEXT NOT NULL,
    channel     TEXT NOT NULL,
    collections TEXT NOT NULL,
    PRIMARY KEY (guild, channel)
  ) WITHOUT ROWID;

  CREATE TABLE job (
    pk          INTEGER PRIMARY KEY AUTOINCREMENT,
    id          TEXT    NOT NULL UNIQUE,
    kind        TEXT    NOT NULL,
    collection  TEXT    NOT NULL,
    key         TEXT    NOT NULL,
    payload     TEXT    NOT NULL,
    state       TEXT    NOT NULL,
    progress    TEXT,
    share       REAL,
    attempts    INTEGER NOT NULL,
    fence       INTEGER NOT NULL,
    lease_until INTEGER,
    created_at  INTEGER NOT NULL,
    updated_at  INTEGER NOT NULL
  );
  CREATE UNIQUE INDEX waiting_job ON job (key) WHERE state = 'waiting';
  CREATE INDEX open_job ON job (pk) WHERE state IN ('waiting', 'running');
  CREATE INDEX job_by_collection ON job (collection, pk);
  `,
];
