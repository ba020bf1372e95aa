// The tables of the shared state. What is looked up by is a column, the record itself is JSON as text: jsonb takes no
// NUL, which a question may hold. Moments are milliseconds since 1970.

import type { Part } from './migrate.js';

export const STATE: Part = {
  name: 'state',
  steps: [
    `
    -- Of two records of the same millisecond, the one saved last is the newer.
    CREATE SEQUENCE state_order;

    CREATE TABLE answer (
      id           text    COLLATE "C" PRIMARY KEY,
      guild        text    COLLATE "C",
      conversation text    COLLATE "C" NOT NULL,
      asker        text    COLLATE "C" NOT NULL,
      is_private   boolean NOT NULL,
      created_at   bigint  NOT NULL,
      expires_at   bigint  NOT NULL,
      saved        bigint  NOT NULL DEFAULT nextval('state_order'),
      body         text    NOT NULL
    );
    CREATE INDEX public_answer ON answer (conversation, created_at) WHERE NOT is_private;
    CREATE INDEX answer_by_asker ON answer (asker, conversation, created_at);
    CREATE INDEX answer_by_guild ON answer (guild) WHERE guild IS NOT NULL;
    CREATE INDEX answer_by_expiry ON answer (expires_at);

    CREATE TABLE turn (
      answer_id    text   COLLATE "C" PRIMARY KEY,
      conversation text   COLLATE "C" NOT NULL,
      asker        text   COLLATE "C" NOT NULL,
      created_at   bigint NOT NULL,
      expires_at   bigint NOT NULL,
      saved        bigint NOT NULL DEFAULT nextval('state_order'),
      body         text   NOT NULL
    );
    CREATE INDEX turn_by_asker ON turn (asker, conversation, created_at);
    CREATE INDEX turn_by_expiry ON turn (expires_at);

    -- guild and asker are the answer's, kept here because feedback may outlive it.
    CREATE TABLE feedback (
      answer_id  text   COLLATE "C" NOT NULL,
      person     text   COLLATE "C" NOT NULL,
      guild      text   COLLATE "C",
      asker      text   COLLATE "C",
      created_at bigint NOT NULL,
      expires_at bigint NOT NULL,
      saved      bigint NOT NULL DEFAULT nextval('state_order'),
      body       text   NOT NULL,
      question   text,
      PRIMARY KEY (answer_id, person)
    );
    CREATE INDEX feedback_by_person ON feedback (person);
    CREATE INDEX feedback_by_asker ON feedback (asker) WHERE asker IS NOT NULL;
    CREATE INDEX feedback_by_guild ON feedback (guild) WHERE guild IS NOT NULL;
    CREATE INDEX feedback_by_expiry ON feedback (expires_at);
    `,
  ],
};
