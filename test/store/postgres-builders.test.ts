// Several builders on one database: one that lost its lease changes nothing, however late it goes on.

import { describe, expect, it } from 'vitest';
import type { BuildLock } from '../../src/store/build-lock.js';
import { openPostgresStore } from '../../src/store/postgres/postgres-knowledge-store.js';
import { documentOf, versionOf } from '../support/builders.js';
import { failureOf } from '../support/failure-of.js';
import { fakeVector } from '../support/fake-embedder.js';
import { postgresEngine } from '../support/postgres-engine.js';
import { postgresSite, type PostgresSite } from '../support/postgres-knowledge.js';
import { draftOf, embedAll, entryOf, publish } from '../support/published.js';

const engine = postgresEngine();

const LATE = versionOf(documentOf('late.md', { paragraphs: ['Written by the one who was late.'] }));
const OTHER = versionOf(documentOf('other.md', { paragraphs: ['Written by the other one.'] }));

const PUBLICATION = {
  canary: fakeVector('canary'),
  graph: null,
  builtAt: '2024-05-03T00:00:00.000Z',
};

const lockOf = (fence: number): BuildLock => ({ fence, release: () => Promise.resolve() });

const builder = (site: PostgresSite, fence: number) =>
  site.closing(openPostgresStore(site.place, { lock: lockOf(fence) }));

describe.skipIf(engine === null)('two builders on PostgreSQL', () => {
  const site = (): PostgresSite => postgresSite(engine?.url ?? '');

  it('let the later one publish, and refuse every write of the earlier', async () => {
    const place = site();
    const [first, second] = [builder(place, 1), builder(place, 2)];
    const draft = await draftOf(first, { put: [LATE] });
    await embedAll(draft);
    const published = await publish(second, { put: [OTHER] });
    const writes = [
      () => draft.putEntry(entryOf(LATE)),
      () => draft.noteLeftOut('late.md', null),
      () => draft.retireEntry('other.md'),
      () => draft.putEmbeddings([]),
      () => draft.putCopies([]),
      () => draft.publish(PUBLICATION),
      () => first.draft({ collection: 'default', model: published.model, reuseVectors: true }),
      () => first.sweep('default', new Date('2030-01-01')),
      () => first.forgetDocument('default', OTHER.document.id),
      () => first.removeCollection('default'),
      () => first.liftRefusals('default', ['x']),
    ];
    for (const write of writes) expect((await failureOf(write)).code).toBe('store_conflict');
    const reader = place.openReader();
    expect(await reader.current('default')).toEqual(published);
    const documents = await reader.listDocuments(published);
    expect(documents.map(({ file }) => file)).toEqual(['other.md']);
    const query = { terms: ['written'], limit: 10, filter: {} };
    expect(await reader.lexical(published, query)).toHaveLength(1);
  });

  it('refuse an earlier draft even under the same lock', async () => {
    const store = builder(site(), 7);
    const early = await draftOf(store, { put: [LATE] });
    await publish(store, { put: [OTHER] });
    expect((await failureOf(() => early.publish(PUBLICATION))).code).toBe('store_conflict');
  });

  it('refuse a draft whose collection was removed and came back', async () => {
    const store = builder(site(), 7);
    const early = await draftOf(store, { put: [LATE] });
    await store.removeCollection('default');
    await publish(store, { put: [OTHER] });
    expect((await failureOf(() => early.publish(PUBLICATION))).code).toBe('store_conflict');
  });

  it('build different collections at once', async () => {
    const place = site();
    const [here, there] = [builder(place, 1), builder(place, 2)];
    const one = await draftOf(here, { collection: 'here', put: [LATE] });
    const other = await draftOf(there, { collection: 'there', put: [LATE] });
    await Promise.all([embedAll(one), embedAll(other)]);
    await Promise.all([one.publish(PUBLICATION), other.publish(PUBLICATION)]);
    expect(await place.openReader().collections()).toEqual(['here', 'there']);
  });
});
