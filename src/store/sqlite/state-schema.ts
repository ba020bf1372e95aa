// The tables of the embedded state store. Moments are milliseconds since 1970, so that they compare as
// numbers whatever precision a caller wrote them in.

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
];
