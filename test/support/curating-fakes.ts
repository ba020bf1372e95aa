// Curating over stores in memory, a reader that parses nothing dangerous, and a web of a few addresses: the real
// functions, with parts that a test can look into and change.

import { join } from 'node:path';
import type { CorpusSource } from '../../src/corpus/corpus-source.js';
import { readDocument } from '../../src/corpus/read-document.js';
import type { CuratingParts } from '../../src/curating/curating-parts.js';
import { openIncoming } from '../../src/curating/incoming.js';
import { quotasOf } from '../../src/curating/quotas.js';
import type { Fetched } from '../../src/fetching/fetched.js';
import type { Original, OriginalFacts, Source, SourceState } from '../../src/sources/source.js';
import type { CollectionSettings, SourceStore } from '../../src/sources/source-store.js';
import type { Job, JobStore, LeasedJob } from '../../src/store/job-store.js';
import { temporaryFolder } from './temporary-folder.js';

const NOTHING = { etag: null, lastModified: null };

/** Sources and originals in memory. */
export function fakeSourceStore(): SourceStore {
  const sources = new Map<string, Source>();
  const states = new Map<string, SourceState>();
  const originals = new Map<string, Original>();
  const settings = new Map<string, CollectionSettings>();
  const scopes = new Map<string, readonly string[]>();
  const within = <T extends { readonly collection: string }>(all: Map<string, T>, name: string) =>
    [...all.values()].filter(({ collection }) => collection === name);
  const remove = (gone: readonly { readonly id: string }[]): number => {
    for (const { id } of gone) originals.delete(id);
    return gone.length;
  };
  return {
    putSource: (source) => done(() => void sources.set(source.id, source)),
    removeSource: (collection, id) =>
      done(() => {
        if (sources.get(id)?.collection !== collection) return false;
        remove(within(originals, collection).filter(({ sourceId }) => sourceId === id));
        return sources.delete(id);
      }),
    sources: (collection) => done(() => within(sources, collection)),
    source: (collection, id) =>
      done(() => within(sources, collection).find((one) => one.id === id) ?? null),
    states: (collection) =>
      done(() => within(sources, collection).flatMap(({ id }) => states.get(id) ?? [])),
    putState: (state) => done(() => void states.set(state.sourceId, state)),
    due: (now) =>
      done(() =>
        [...sources.values()].filter(({ id }) => {
          const at = states.get(id)?.dueAt ?? null;
          return at !== null && at <= now.toISOString();
        }),
      ),
    putOriginal: (original) => done(() => void originals.set(original.id, original)),
    describeOriginal: (described) =>
      done(() => {
        const kept = originals.get(described.id);
        if (kept?.collection !== described.collection) return false;
        originals.set(described.id, { ...kept, ...described });
        return true;
      }),
    removeOriginal: (collection, id) =>
      done(() => originals.get(id)?.collection === collection && originals.delete(id)),
    original: (collection, id) =>
      done(() => within(originals, collection).find((one) => one.id === id) ?? null),
    originals: (collection, state = 'kept') =>
      done(() =>
        within(originals, collection)
          .filter((one) => one.state === state)
          .map(factsOf),
      ),
    originalsOf: (collection, sourceId) =>
      done(() => within(originals, collection).filter((one) => one.sourceId === sourceId)),
    removeDrafts: (before) =>
      done(() =>
        remove(
          [...originals.values()].filter(
            ({ state, fetchedAt }) => state === 'draft' && fetchedAt < before.toISOString(),
          ),
        ),
      ),
    holdings: (collection) =>
      done(() => {
        const held = within(originals, collection);
        return { originals: held.length, bytes: held.reduce((sum, { size }) => sum + size, 0) };
      }),
    collections: () =>
      done(() => [
        ...new Set(
          [...sources.values(), ...originals.values()].map(({ collection }) => collection),
        ),
      ]),
    settings: (collection) =>
      done(() => settings.get(collection) ?? { collection, sharedWith: [] }),
    putSettings: (changed) => done(() => void settings.set(changed.collection, changed)),
    sharedWith: (guild) =>
      done(() =>
        [...settings.values()]
          .filter(
            ({ sharedWith }) =>
              sharedWith === 'everyone' || (guild !== null && sharedWith.includes(guild)),
          )
          .map(({ collection }) => collection),
      ),
    channelScope: (guild, channel) =>
      done(() => {
        const collections = scopes.get(`${guild}/${channel}`) ?? [];
        return collections.length === 0 ? null : { guild, channel, collections };
      }),
    putChannelScope: ({ guild, channel, collections }) =>
      done(() => void scopes.set(`${guild}/${channel}`, collections)),
    removeCollection: (collection) =>
      done(() => {
        for (const { id } of within(sources, collection)) sources.delete(id);
        settings.delete(collection);
        return remove(within(originals, collection));
      }),
    close: () => Promise.resolve(),
  };
}

function factsOf(original: Original): OriginalFacts {
  const facts: Partial<Original> = { ...original };
  delete (facts as { bytes?: Uint8Array }).bytes;
  return facts as OriginalFacts;
}

interface Row {
  job: Job;
  fence: number;
  leasedUntil: number;
}

/** Jobs in memory, by a clock of the test's own. */
export function fakeJobStore(now: () => Date): JobStore {
  const rows: Row[] = [];
  const holder = ({ job, fence }: LeasedJob): Row | null =>
    rows.find(
      (row) => row.job.id === job.id && row.fence === fence && row.job.state === 'running',
    ) ?? null;
  const isFree = ({ job, leasedUntil }: Row): boolean =>
    job.state === 'waiting' || (job.state === 'running' && leasedUntil <= now().getTime());
  const change = (row: Row, changed: Partial<Job>): void => {
    row.job = { ...row.job, ...changed, updatedAt: now().toISOString() };
  };
  return {
    addJob: (added) =>
      done(() => {
        const waiting = rows.find(({ job }) => job.state === 'waiting' && job.key === added.key);
        if (waiting !== undefined) return waiting.job;
        const at = now().toISOString();
        const begun = { state: 'waiting', progress: null, share: null, attempts: 0 } as const;
        const job: Job = { ...added, ...begun, createdAt: at, updatedAt: at };
        rows.push({ job, fence: 0, leasedUntil: 0 });
        return job;
      }),
    claim: (leaseMs) =>
      done(() => {
        const row = rows.find(isFree);
        if (row === undefined) return null;
        row.fence += 1;
        row.leasedUntil = now().getTime() + leaseMs;
        change(row, { state: 'running', attempts: row.job.attempts + 1 });
        return { job: row.job, fence: row.fence };
      }),
    report: (leased, { text, share, leaseMs }) =>
      done(() => {
        const row = holder(leased);
        if (row === null) return false;
        row.leasedUntil = now().getTime() + leaseMs;
        change(row, { progress: text, share });
        return true;
      }),
    finish: (leased, { state, text }) =>
      done(() => {
        const row = holder(leased);
        if (row === null) return false;
        change(row, { state, progress: text, share: null });
        return true;
      }),
    job: (id) => done(() => rows.find(({ job }) => job.id === id)?.job ?? null),
    jobs: (collection) =>
      done(() =>
        rows
          .map(({ job }) => job)
          .filter((job) => job.collection === collection)
          .reverse(),
      ),
    hasWork: () => done(() => rows.some(isFree)),
    sweepJobs: () => Promise.resolve(0),
  };
}

/** What stands behind addresses. */
export type FakeWeb = Map<string, string | Uint8Array>;

/** The web of a test: what is in the map is fetched, everything else is refused. */
export function fakeFetch(web: FakeWeb, now: () => Date): CuratingParts['fetch'] {
  return ({ url }) => {
    const found = web.get(url);
    const bytes = typeof found === 'string' ? new TextEncoder().encode(found) : found;
    const fetched: Fetched =
      bytes === undefined
        ? {
            kind: 'refused',
            problem: {
              code: 'unreachable',
              text: `${url} cannot be reached. Check the address.`,
              status: null,
            },
          }
        : {
            kind: 'fetched',
            url,
            bytes,
            mediaType: null,
            validators: NOTHING,
            fetchedAt: now().toISOString(),
          };
    return Promise.resolve(fetched);
  };
}

const NO_FILES: CorpusSource = {
  list: () => Promise.resolve({ entries: [], rejections: [] }),
  read: () => Promise.reject(new Error('there are no files')),
};

export interface FakeCurating extends CuratingParts {
  readonly web: FakeWeb;
  /** Lets time pass. */
  readonly pass: (milliseconds: number) => void;
}

/** Parts for curating; ids count up and time stands still unless a test lets it pass. */
export function fakeCurating(changes: Partial<CuratingParts> = {}): FakeCurating {
  let at = Date.parse('2026-08-05T09:00:00.000Z');
  let ids = 0;
  const now = changes.now ?? (() => new Date(at));
  const web: FakeWeb = new Map();
  return {
    sources: fakeSourceStore(),
    jobs: fakeJobStore(now),
    fetch: fakeFetch(web, now),
    read: (file) => Promise.resolve(readDocument(file)),
    withIndex: () => Promise.resolve(null),
    folder: NO_FILES,
    incoming: openIncoming(join(temporaryFolder(), 'incoming')),
    quotasOf,
    now,
    newId: () => `id-${(ids += 1)}`,
    ...changes,
    web,
    pass: (milliseconds) => {
      at += milliseconds;
    },
  };
}

function done<T>(work: () => T): Promise<T> {
  return Promise.resolve(work());
}
