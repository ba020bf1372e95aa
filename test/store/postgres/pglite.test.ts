// The contracts on PGlite, through the same driver: what it shows runs wherever the packages of the project do. Its one
// backend cannot show what two sessions do at once; those tests are left out by name.

import { afterAll, beforeAll } from 'vitest';
import { describeKnowledgeStore } from '../../contracts/knowledge-store-contract.js';
import { startPglite, type PgliteServer } from '../../support/postgres/pglite-server.js';
import { postgresSite } from '../../support/postgres-knowledge.js';

let server: PgliteServer | null = null;

beforeAll(async () => {
  server = await startPglite();
}, 120_000);

afterAll(async () => {
  await server?.close();
});

const url = (): string => server?.url ?? '';

describeKnowledgeStore({ name: 'PGlite', site: () => postgresSite(url()) });
