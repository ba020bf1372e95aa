// The tables of the embedded store. A document row is one version of a document, visible to the
// generations from `since` up to, not including, `until`; so a flip moves one number and nothing else.

import { prepare, type Database, type Migration } from './open-database.js';
import { addWords } from './words-table.js';

/** Applied in order; `PRAGMA user_version` counts how many were. Entries are never edited, only added. */
export const MIGRATIONS: readonly Migration[] = [
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
  // An entry may give several documents: what was a document's hash is its entry's, and a document's own
  // hash is of its content. `left_at` is when the version left, in UTC.
  `
  CREATE TABLE entry (
    pk         INTEGER PRIMARY KEY,
    collection TEXT    NOT NULL,
    id         TEXT    NOT NULL,
    since      INTEGER NOT NULL,
    until      INTEGER,
    hash       TEXT    NOT NULL
  );
  CREATE INDEX entry_by_id ON entry (collection, id);
  INSERT INTO entry (collection, id, since, until, hash)
    SELECT collection, id, since, until, hash FROM document;

  ALTER TABLE document ADD COLUMN entry TEXT NOT NULL DEFAULT '';
  UPDATE document SET entry = id;
  ALTER TABLE document ADD COLUMN left_at TEXT;
  UPDATE document SET left_at = coalesce(
    (SELECT built_at FROM generation g
     WHERE g.collection = document.collection AND g.number = document.until),
    strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
  WHERE until IS NOT NULL;
  CREATE INDEX document_by_entry ON document (collection, entry);
  CREATE INDEX embedding_by_time ON embedding (created_at);
  -- Partial, so that the few that left are found by it and those that stay never are.
  DROP INDEX document_by_until;
  CREATE INDEX document_that_left ON document (collection, until) WHERE until IS NOT NULL;

  -- Versions that no generation in use sees, kept because an answer may name their passages. Apart from the
  -- rest, so that no search can meet them.
  CREATE TABLE past_document (
    pk         INTEGER PRIMARY KEY,
    collection TEXT    NOT NULL,
    id         TEXT    NOT NULL,
    left_at    TEXT    NOT NULL,
    file       TEXT    NOT NULL,
    title      TEXT    NOT NULL,
    outlet     TEXT,
    author     TEXT,
    date       TEXT,
    url        TEXT,
    paragraphs INTEGER NOT NULL
  );
  CREATE INDEX past_document_by_id ON past_document (collection, id);
  CREATE INDEX past_document_by_time ON past_document (collection, left_at);

  CREATE TABLE past_paragraph (
    document INTEGER NOT NULL REFERENCES past_document (pk) ON DELETE CASCADE,
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

  CREATE TABLE past_passage (
    label     INTEGER PRIMARY KEY,
    document  INTEGER NOT NULL REFERENCES past_document (pk) ON DELETE CASCADE,
    ordinal   INTEGER NOT NULL,
    first     INTEGER NOT NULL,
    last      INTEGER NOT NULL,
    text      TEXT    NOT NULL,
    hash      TEXT    NOT NULL,
    headings  TEXT    NOT NULL,
    sentences TEXT    NOT NULL,
    cut_start INTEGER NOT NULL,
    cut_end   INTEGER NOT NULL
  );
  CREATE INDEX past_passage_by_document ON past_passage (document);

  -- Near copies are between two versions, whose texts never change. since is the draft that signed.
  CREATE TABLE signature (
    document INTEGER PRIMARY KEY REFERENCES document (pk) ON DELETE CASCADE,
    since    INTEGER NOT NULL,
    minhash  BLOB    NOT NULL
  );
  CREATE TABLE band (
    key      INTEGER NOT NULL,
    document INTEGER NOT NULL REFERENCES document (pk) ON DELETE CASCADE,
    PRIMARY KEY (key, document)
  ) WITHOUT ROWID;
  CREATE INDEX band_by_document ON band (document);
  CREATE TABLE near_copy (
    a          INTEGER NOT NULL REFERENCES document (pk) ON DELETE CASCADE,
    b          INTEGER NOT NULL REFERENCES document (pk) ON DELETE CASCADE,
    similarity REAL    NOT NULL,
    PRIMARY KEY (a, b)
  ) WITHOUT ROWID;
  CREATE INDEX near_copy_by_b ON near_copy (b);

  -- The highest generation of any collection that was removed: the next of that name begins above it.
  CREATE TABLE removed_generation (number INTEGER NOT NULL);

  -- Which table holds a collection's words: bm25() counts over a whole table, those that left among them.
  CREATE TABLE collection (
    pk         INTEGER PRIMARY KEY AUTOINCREMENT,
    name       TEXT    NOT NULL UNIQUE,
    words_left INTEGER NOT NULL DEFAULT 0
  );
  `,
  partWords,
  // Of an entry: which source of `sources.yaml` listed it, and what of it was left out, as JSON. One that gave no
  // document has no row there: it stands in `refusal`, whatever is published.
  `
  ALTER TABLE entry ADD COLUMN source TEXT;
  ALTER TABLE entry ADD COLUMN left_out TEXT;
  CREATE TABLE refusal (
    collection TEXT NOT NULL,
    entry      TEXT NOT NULL,
    hash       TEXT NOT NULL,
    source     TEXT,
    rejections TEXT NOT NULL,
    since      TEXT NOT NULL,
    PRIMARY KEY (collection, entry)
  ) WITHOUT ROWID;
  `,
];

/** Gives each collection the words table of its own, out of the one that all shared. */
function partWords(database: Database): void {
  // The table that goes holds the words of every text.
  database.pragma('secure_delete = ON');
  const current = prepare<[], { collection: string; number: number }>(
    database,
    'SELECT collection, number FROM current_generation',
  ).all();
  for (const { collection, number } of current) {
    addWords(database, { collection, first: 0, last: number });
  }
  database.exec('DROP TABLE passage_words');
}
