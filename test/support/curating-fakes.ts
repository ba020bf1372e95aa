// Curating over stores in memory, a reader that parses nothing dangerous, and a web of a few addresses: the real
// functions, with parts that a test can look into and change.

import { join } from 'node:path';
import type { CorpusSource } from '../../src/corpus/corpus-source.js';
import { readDocument } from '../../src/corpus/read-document.js';
import type { CuratingParts } from '../../src/curating/curating-parts.js';
import { quotasOf } from '../../src/curating/quotas.js';
import type { Fetched } from '../../src/fetching/fetched.js';
import { openFileIncoming } from '../../src/store/files/file-incoming.js';
import { memoryJobStore } from './memory-job-store.js';
import { memorySourceStore } from './memory-source-store.js';
import { temporaryFolder } from './temporary-folder.js';

const NOTHING = { etag: null, lastModified: null };

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
    sources: memorySourceStore(),
    jobs: memoryJobStore(now),
    fetch: fakeFetch(web, now),
    read: (file) => Promise.resolve(readDocument(file)),
    withIndex: () => Promise.resolve(null),
    folder: NO_FILES,
    incoming: openFileIncoming(join(temporaryFolder(), 'incoming'), now),
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
