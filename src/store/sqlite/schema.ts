// The tables of the embedded store. A document row is one version of a document, visible to the
// generations from `since` up to, not including, `until`; so a flip moves one number and nothing else.

/** Applied in order; `PRAGMA user_version` counts how many were. Entries are never edited, only added. */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE generation (
    collection  TEXT    NOT NULL,
    number      INTEGER NOT NULL,
    model       TEXT    NOT NULL,
    fingerprint TEXT    NOT NULL,
    dimension   INTEGER NOT NULL,
    canary      BLOB    NOT NULL,
    documents   INTEGER NOT NULL,
    passages    INTEGER NOT NULL,
    graph       TEXT,
    built_at    TEXT    NOT NULL,
    PRIMARY KEY (collection, number)
  );

  CREATE TABLE current_generation (
    collection TEXT PRIMARY KEY,
    number     INTEGER NOT NULL,
    FOREIGN KEY (collection, number) REFERENCES generation (collection, number)
  );

  CREATE TABLE document (
    pk         INTEGER PRIMARY KEY AUTOINCREMENT,
    collection TEXT    NOT NULL,
    id         TEXT    NOT NULL,
    since      INTEGER NOT NULL,
    until      INTEGER,
    hash       TEXT    NOT NULL,
    file       TEXT    NOT NULL,
    title      TEXT    NOT NULL,
    outlet     TEXT,
    author     TEXT,
    date       TEXT,
    date_from  TEXT,
    date_to    TEXT,
    url        TEXT,
    language   TEXT,
    paragraphs INTEGER NOT NULL,
    cleaning   TEXT    NOT NULL
  );
  CREATE INDEX document_by_id ON document (collection, id);
  CREATE INDEX document_by_until ON document (collection, until);

  CREATE TABLE paragraph (
    document INTEGER NOT NULL REFERENCES document (pk) ON DELETE CASCADE,
    n        INTEGER NOT NULL,
    id       TEXT    NOT NULL,
    headings TEXT    NOT NULL,
    text     TEXT    NOT NULL,
    start    INTEGER NOT NULL,
    end      INTEGER NOT NULL,
    run      INTEGER NOT NULL,
    hash     TEXT    NOT NULL,
    PRIMARY KEY (document, n)
  ) WITHOUT ROWID;

  CREATE TABLE embedding (
    pk         INTEGER PRIMARY KEY,
    model      TEXT    NOT NULL,
    hash       TEXT    NOT NULL,
    passage    BLOB    NOT NULL,
    sentences  BLOB,
    passage_crc   INTEGER NOT NULL,
    sentences_crc INTEGER NOT NULL,
    created_at TEXT    NOT NULL
  );
  CREATE INDEX embedding_by_hash ON embedding (model, hash);

  CREATE TABLE passage (
    label     INTEGER PRIMARY KEY AUTOINCREMENT,
    document  INTEGER NOT NULL REFERENCES document (pk) ON DELETE CASCADE,
    ordinal   INTEGER NOT NULL,
    first     INTEGER NOT NULL,
    last      INTEGER NOT NULL,
    text      TEXT    NOT NULL,
    hash      TEXT    NOT NULL,
    headings  TEXT    NOT NULL,
    sentences TEXT    NOT NULL,
    cut_start INTEGER NOT NULL,
    cut_end   INTEGER NOT NULL,
    embedding INTEGER REFERENCES embedding (pk)
  );
  CREATE INDEX passage_by_document ON passage (document, ordinal);
  CREATE INDEX passage_by_embedding ON passage (embedding);
  CREATE INDEX passage_pending ON passage (hash) WHERE embedding IS NULL;

  -- Contentless and folded: the text stands in passage; title holds the title and the headings.
  CREATE VIRTUAL TABLE passage_words USING fts5 (
    title, body,
    content = '', contentless_delete = 1,
    tokenize = 'porter unicode61 remove_diacritics 2'
  );
  `,
  // What a build measures of the texts themselves, as JSON.
  'ALTER TABLE generation ADD COLUMN measure TEXT',
];
