// The store that several machines share, against the contract that the embedded one keeps as well.

import { describe, it } from 'vitest';
import { describeKnowledgeStore } from '../contracts/knowledge-store-contract.js';
import { postgresEngine } from '../support/postgres-engine.js';
import { postgresSite } from '../support/postgres-knowledge.js';

const engine = postgresEngine();

if (engine === null) {
  describe('KnowledgeStore contract: PostgreSQL', () => {
    it.skip('needs a PostgreSQL with pgvector', () => undefined);
  });
} else {
  const { name, version, url } = engine;
  describeKnowledgeStore({
    name: `PostgreSQL (${name}, ${version})`,
    site: () => postgresSite(url),
  });
}
