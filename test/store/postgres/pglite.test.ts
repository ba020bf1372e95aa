// The contracts on PGlite, through the same driver: what it shows runs wherever the packages of the project do. Its one
// backend cannot show what two sessions do at once; those tests are left out by name.

import { afterAll, beforeAll, beforeEach, onTestFinished, vi } from 'vitest';
import { openPostgresCoordination } from '../../../src/store/postgres/postgres-coordination.js';
import { openPostgresJobStore } from '../../../src/store/postgres/postgres-job-store.js';
import { openPostgresSourceStore } from '../../../src/store/postgres/postgres-source-store.js';
import { openPostgresStateStore } from '../../../src/store/postgres/postgres-state-store.js';
import type { PostgresPlace } from '../../../src/store/postgres/postgres.js';
import { describeCoordination } from '../../contracts/coordination-contract.js';
import { describeJobStore } from '../../contracts/job-store-contract.js';
import { describeKnowledgeStore } from '../../contracts/knowledge-store-contract.js';
import { describeSourceStore } from '../../contracts/source-store-contract.js';
import { describeStateStore } from '../../contracts/state-store-contract.js';
import { everyRow } from '../../support/every-row.js';
import { emptiedSchemas } from '../../support/postgres/emptied-schemas.js';
import { startPglite, type PgliteServer } from '../../support/postgres/pglite-server.js';
import { postgresSite } from '../../support/postgres-knowledge.js';

const name = 'PGlite';

/** It compiles three megabytes of WebAssembly first. */
const START_MS = 120_000;

/** Its longest property, dozens of publications, took 18 s beside other work. */
vi.setConfig({ testTimeout: 120_000 });

let server: PgliteServer | null = null;

beforeAll(async () => {
  server = await startPglite();
}, START_MS);

afterAll(async () => {
  await server?.close();
});

/** Hundreds of writes at once, of which one backend does not get to the last within the deadline of a statement. */
const TOO_MANY_AT_ONCE: ReadonlySet<string> = new Set([
  'lets others in while it sweeps a great many',
  'ends a sweep without complaint where the store is closed meanwhile',
]);

beforeEach(({ task, skip }) => {
  skip(TOO_MANY_AT_ONCE.has(task.name), 'PGlite has one backend: too many writes at once');
});

const url = (): string => server?.url ?? '';
const ofKnowledge = emptiedSchemas(url);
const ofTheRest = emptiedSchemas(url, 'rest');

/** A place for one test. */
function place(): Required<PostgresPlace> {
  const taken = ofTheRest.take();
  onTestFinished(() => ofTheRest.leave(taken));
  return taken;
}

/** What is opened in a test ends with it. */
function closing<T extends { close(): Promise<void> }>(opened: T): T {
  onTestFinished(() => opened.close());
  return opened;
}

describeStateStore({
  name,
  site: () => {
    const own = place();
    return {
      open: (now) => closing(openPostgresStateStore({ ...own, now })),
      bytes: () => everyRow(own),
    };
  },
});

describeSourceStore({ name, open: () => closing(openPostgresSourceStore(place())) });

describeJobStore({ name, open: (now) => closing(openPostgresJobStore({ ...place(), now })) });

describeCoordination({
  name,
  site: () => {
    const own = place();
    return {
      open: (now) => closing(openPostgresCoordination(now === undefined ? own : { ...own, now })),
    };
  },
  isShared: true,
});

describeKnowledgeStore({ name, site: () => postgresSite(url(), ofKnowledge) });
