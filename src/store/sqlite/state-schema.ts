// The tables of the embedded state store. Moments are milliseconds since 1970, so that they compare as
// numbers whatever precision a caller wrote them in. What is looked up by is a column, all else is JSON.

/** Applied in order; `PRAGMA user_version` counts how many were. Entries are never edited, only added. */
export const STATE_MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE answer (
    pk           INTEGER PRIMARY KEY AUTOINCREMENT,
    id           TEXT    NOT NULL UNIQUE,
    collection   TEXT    NOT NULL,
    conversation TEXT    NOT NULL,
    asker        TEXT    NOT NULL,
    question     TEXT    NOT NULL,
    created_at   INTEGER NOT NULL,
    expires_at   INTEGER NOT NULL,
    citations    TEXT    NOT NULL,
    citations_crc INTEGER NOT NULL
  );
  CREATE INDEX answer_by_conversation ON answer (conversation, asker, created_at);
  CREATE INDEX answer_by_asker ON answer (asker);
  CREATE INDEX answer_by_expiry ON answer (expires_at);
  `,
  // The first table held questions and quotations beside each other: it goes, overwritten with zeros.
  `
  PRAGMA secure_delete = ON;
  DROP TABLE answer;

  CREATE TABLE answer (
    pk           INTEGER PRIMARY KEY,
    id           TEXT    NOT NULL UNIQUE,
    guild        TEXT,
    conversation TEXT    NOT NULL,
    asker        TEXT    NOT NULL,
    is_private   INTEGER NOT NULL,
    created_at   INTEGER NOT NULL,
    expires_at   INTEGER NOT NULL,
    body         TEXT    NOT NULL,
    crc          INTEGER NOT NULL
  );
  CREATE INDEX public_answer ON answer (conversation, created_at) WHERE is_private = 0;
  CREATE INDEX answer_by_asker ON answer (asker, conversation, created_at);
  CREATE INDEX answer_by_guild ON answer (guild) WHERE guild IS NOT NULL;
  CREATE INDEX answer_by_expiry ON answer (expires_at);

  CREATE TABLE turn (
    pk           INTEGER PRIMARY KEY,
    answer_id    TEXT    NOT NULL UNIQUE,
    conversation TEXT    NOT NULL,
    asker        TEXT    NOT NULL,
    is_private   INTEGER NOT NULL,
    created_at   INTEGER NOT NULL,
    expires_at   INTEGER NOT NULL,
    body         TEXT    NOT NULL,
    crc          INTEGER NOT NULL
  );
  CREATE INDEX turn_by_asker ON turn (asker, conversation, created_at);
  CREATE INDEX turn_by_expiry ON turn (expires_at);

  -- guild and asker are the answer's, kept here because feedback may outlive it.
  CREATE TABLE feedback (
    pk           INTEGER PRIMARY KEY,
    answer_id    TEXT    NOT NULL,
    person       TEXT    NOT NULL,
    guild        TEXT,
    asker        TEXT,
    created_at   INTEGER NOT NULL,
    expires_at   INTEGER NOT NULL,
    body         TEXT    NOT NULL,
    crc          INTEGER NOT NULL,
    question     TEXT,
    question_crc INTEGER NOT NULL,
    UNIQUE (answer_id, person)
  );
  CREATE INDEX feedback_by_person ON feedback (person);
  CREATE INDEX feedback_by_asker ON feedback (asker) WHERE asker IS NOT NULL;
  CREATE INDEX feedback_by_guild ON feedback (guild) WHERE guild IS NOT NULL;
  CREATE INDEX feedback_by_expiry ON feedback (expires_at);
  `,
];
