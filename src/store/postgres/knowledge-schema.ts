// The tables of the knowledge in PostgreSQL. A document row is one version of a document, visible to the generations from
// `since` up to, not including, `until`; so a flip moves one number and nothing else. The collection leads every key, so
// that the tables can be spread over servers by it; nothing here is generated, deferred or locked by the server's means.

import { ReadableError } from '../../shared/errors.js';
import type { Part } from './migrate.js';
import type { Statements } from './postgres.js';

/** Labels and the other numbers are read as JavaScript's, which are whole up to here. */
const LAST_NUMBER = Number.MAX_SAFE_INTEGER;

/** The knowledge's tables and sequences. */
export const KNOWLEDGE: Part = {
  name: 'knowledge',
  steps: [
    requirePgvector,
    `
    CREATE SEQUENCE index_label_number MAXVALUE ${LAST_NUMBER};
    CREATE SEQUENCE index_version_number MAXVALUE ${LAST_NUMBER};
    CREATE SEQUENCE index_draft_number MAXVALUE ${LAST_NUMBER};

    -- One row a collection, locked by whoever writes to it: what serves, and which draft may write.
    CREATE TABLE index_collection (
      collection text COLLATE "C" PRIMARY KEY,
      current    integer,
      draft      bigint NOT NULL DEFAULT 0,
      fence      bigint NOT NULL DEFAULT 0
    );

    CREATE TABLE index_generation (
      collection  text COLLATE "C" NOT NULL,
      number      integer NOT NULL,
      model       text    NOT NULL,
      fingerprint text    NOT NULL,
      dimension   integer NOT NULL,
      canary      bytea   NOT NULL,
      documents   integer NOT NULL,
      passages    integer NOT NULL,
      words       bigint  NOT NULL,
      graph       text,
      built_at    text COLLATE "C" NOT NULL,
      measure     text,
      PRIMARY KEY (collection, number)
    );

    -- The highest generation of any collection that was removed: the next of that name begins above it.
    CREATE TABLE index_removed (number integer NOT NULL);

    CREATE TABLE index_entry (
      collection text COLLATE "C" NOT NULL,
      id         text COLLATE "C" NOT NULL,
      since      integer NOT NULL,
      until      integer,
      hash       text    NOT NULL,
      source     text,
      left_out   text,
      PRIMARY KEY (collection, id, since)
    );

    CREATE TABLE index_refusal (
      collection text COLLATE "C" NOT NULL,
      entry      text COLLATE "C" NOT NULL,
      hash       text NOT NULL,
      source     text,
      rejections text NOT NULL,
      since      text NOT NULL,
      PRIMARY KEY (collection, entry)
    );

    CREATE TABLE index_document (
      collection    text COLLATE "C" NOT NULL,
      pk            bigint  NOT NULL,
      id            text COLLATE "C" NOT NULL,
      entry         text COLLATE "C" NOT NULL,
      since         integer NOT NULL,
      until         integer,
      left_at       text COLLATE "C",
      hash          text    NOT NULL,
      file          text COLLATE "C" NOT NULL,
      title         text    NOT NULL,
      outlet        text COLLATE "C",
      folded_outlet text,
      author        text,
      date          text COLLATE "C",
      date_from     text COLLATE "C",
      date_to       text COLLATE "C",
      url           text,
      language      text,
      paragraphs    integer NOT NULL,
      cleaning      text    NOT NULL,
      PRIMARY KEY (collection, pk)
    );
    CREATE INDEX index_document_by_id ON index_document (collection, id);
    CREATE INDEX index_document_by_entry ON index_document (collection, entry);
    CREATE INDEX index_document_by_since ON index_document (collection, since);
    CREATE INDEX index_document_that_left ON index_document (collection, until)
      WHERE until IS NOT NULL;

    CREATE TABLE index_paragraph (
      collection text COLLATE "C" NOT NULL,
      document   bigint  NOT NULL,
      n          integer NOT NULL,
      id         text    NOT NULL,
      headings   text    NOT NULL,
      text       text    NOT NULL,
      starts     integer NOT NULL,
      ends       integer NOT NULL,
      run        integer NOT NULL,
      hash       text    NOT NULL,
      PRIMARY KEY (collection, document, n),
      FOREIGN KEY (collection, document) REFERENCES index_document ON DELETE CASCADE
    );

    -- folded is what phrases are looked for in: the text, its case and accents levelled.
    CREATE TABLE index_passage (
      collection text COLLATE "C" NOT NULL,
      label      bigint   NOT NULL,
      document   bigint   NOT NULL,
      ordinal    integer  NOT NULL,
      first      integer  NOT NULL,
      last       integer  NOT NULL,
      text       text     NOT NULL,
      folded     text     NOT NULL,
      hash       text COLLATE "C" NOT NULL,
      headings   text     NOT NULL,
      sentences  text     NOT NULL,
      cut_start  smallint NOT NULL,
      cut_end    smallint NOT NULL,
      PRIMARY KEY (collection, label),
      FOREIGN KEY (collection, document) REFERENCES index_document ON DELETE CASCADE
    );
    CREATE INDEX index_passage_by_label ON index_passage (label);
    CREATE INDEX index_passage_by_document ON index_passage (collection, document, ordinal);
    CREATE INDEX index_passage_by_hash ON index_passage (hash);

    -- The words of a passage; length counts them all.
    CREATE TABLE index_words (
      collection text COLLATE "C" NOT NULL,
      label      bigint   NOT NULL,
      document   bigint   NOT NULL,
      length     integer  NOT NULL,
      tsv        tsvector NOT NULL,
      PRIMARY KEY (collection, label),
      FOREIGN KEY (collection, document) REFERENCES index_document ON DELETE CASCADE
    );
    CREATE INDEX index_words_by_document ON index_words (collection, document);
    CREATE INDEX index_words_by_word ON index_words USING gin (tsv);

    -- In how many passages a word stands, as rows of generations: a word that came or went with one has a row that
    -- begins with it, so a row never spans a change.
    CREATE TABLE index_term (
      collection text COLLATE "C" NOT NULL,
      term       text COLLATE "C" NOT NULL,
      since      integer NOT NULL,
      until      integer,
      passages   integer NOT NULL,
      PRIMARY KEY (collection, term, since)
    );
    CREATE INDEX index_term_by_since ON index_term (collection, since);
    CREATE INDEX index_term_that_left ON index_term (collection, until) WHERE until IS NOT NULL;

    -- Embeddings by the text they are of and the model: whoever holds the text may have its vector.
    CREATE TABLE index_embedding (
      pk            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      model         text COLLATE "C" NOT NULL,
      hash          text COLLATE "C" NOT NULL,
      passage       vector NOT NULL,
      sentences     bytea,
      passage_crc   bigint NOT NULL,
      sentences_crc bigint NOT NULL,
      created_at    timestamptz NOT NULL DEFAULT now()
    );
    CREATE INDEX index_embedding_by_hash ON index_embedding (model, hash);
    CREATE INDEX index_embedding_by_time ON index_embedding (created_at);

    -- What searches compare: the vector of each passage that has one, and the embedding it is of.
    CREATE TABLE index_vector (
      collection text COLLATE "C" NOT NULL,
      label      bigint  NOT NULL,
      document   bigint  NOT NULL,
      embedding  bigint  NOT NULL REFERENCES index_embedding (pk),
      dimension  integer NOT NULL,
      vector     vector  NOT NULL,
      PRIMARY KEY (collection, label),
      FOREIGN KEY (collection, document) REFERENCES index_document ON DELETE CASCADE
    );
    ALTER TABLE index_vector ALTER COLUMN vector SET STORAGE MAIN;
    CREATE INDEX index_vector_by_document ON index_vector (collection, document);
    CREATE INDEX index_vector_by_embedding ON index_vector (embedding);

    -- A row a dimension, locked by whoever builds its HNSW index.
    CREATE TABLE index_hnsw (dimension integer PRIMARY KEY);

    CREATE TABLE index_signature (
      collection text COLLATE "C" NOT NULL,
      document   bigint  NOT NULL,
      since      integer NOT NULL,
      minhash    bytea   NOT NULL,
      PRIMARY KEY (collection, document),
      FOREIGN KEY (collection, document) REFERENCES index_document ON DELETE CASCADE
    );
    CREATE TABLE index_band (
      collection text COLLATE "C" NOT NULL,
      key        bigint NOT NULL,
      document   bigint NOT NULL,
      PRIMARY KEY (collection, key, document),
      FOREIGN KEY (collection, document) REFERENCES index_document ON DELETE CASCADE
    );
    CREATE INDEX index_band_by_document ON index_band (collection, document);
    CREATE TABLE index_near_copy (
      collection text COLLATE "C" NOT NULL,
      a          bigint NOT NULL,
      b          bigint NOT NULL,
      similarity double precision NOT NULL,
      PRIMARY KEY (collection, a, b),
      FOREIGN KEY (collection, a) REFERENCES index_document ON DELETE CASCADE,
      FOREIGN KEY (collection, b) REFERENCES index_document ON DELETE CASCADE
    );
    CREATE INDEX index_near_copy_by_b ON index_near_copy (collection, b);
    `,
    // Versions that no generation in use sees, kept because an answer may name their passages. Apart from the rest, so
    // that no search can meet them.
    `
    CREATE TABLE index_past_document (
      collection text COLLATE "C" NOT NULL,
      pk         bigint  NOT NULL,
      id         text COLLATE "C" NOT NULL,
      left_at    text COLLATE "C" NOT NULL,
      file       text    NOT NULL,
      title      text    NOT NULL,
      outlet     text,
      author     text,
      date       text,
      url        text,
      paragraphs integer NOT NULL,
      PRIMARY KEY (collection, pk)
    );
    CREATE INDEX index_past_document_by_id ON index_past_document (collection, id);
    CREATE INDEX index_past_document_by_time ON index_past_document (collection, left_at);

    CREATE TABLE index_past_paragraph (
      collection text COLLATE "C" NOT NULL,
      document   bigint  NOT NULL,
      n          integer NOT NULL,
      id         text    NOT NULL,
      headings   text    NOT NULL,
      text       text    NOT NULL,
      starts     integer NOT NULL,
      ends       integer NOT NULL,
      run        integer NOT NULL,
      hash       text    NOT NULL,
      PRIMARY KEY (collection, document, n),
      FOREIGN KEY (collection, document) REFERENCES index_past_document ON DELETE CASCADE
    );

    CREATE TABLE index_past_passage (
      collection text COLLATE "C" NOT NULL,
      label      bigint   NOT NULL,
      document   bigint   NOT NULL,
      ordinal    integer  NOT NULL,
      first      integer  NOT NULL,
      last       integer  NOT NULL,
      text       text     NOT NULL,
      hash       text     NOT NULL,
      headings   text     NOT NULL,
      sentences  text     NOT NULL,
      cut_start  smallint NOT NULL,
      cut_end    smallint NOT NULL,
      PRIMARY KEY (collection, label),
      FOREIGN KEY (collection, document) REFERENCES index_past_document ON DELETE CASCADE
    );
    CREATE INDEX index_past_passage_by_document ON index_past_passage (collection, document);
    `,
  ],
};

/** Makes the extension where it may be made; two schemas of one database may ask for it at once. */
async function requirePgvector(statements: Statements): Promise<void> {
  const [row] = await statements.rows(
    `SELECT 1 FROM pg_available_extensions WHERE name = 'vector'`,
  );
  if (row === undefined) {
    throw new ReadableError({
      code: 'store_invalid',
      text: 'The database server does not have the extension pgvector.',
      remedy: 'Install pgvector 0.8 or later on the server, or use one that has it.',
    });
  }
  await statements.run(`
    DO $$ BEGIN
      CREATE EXTENSION IF NOT EXISTS vector SCHEMA public;
    EXCEPTION WHEN unique_violation OR duplicate_object THEN NULL;
    END $$`);
}
