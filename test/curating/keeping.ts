// A keeper over fakes: builds and refreshes that a test decides, a clock of its own.

import type { KeeperParts } from '../../src/curating/keep-corpora.js';
import type { Departures } from '../../src/store/departures.js';
import type { BuildReport } from '../../src/indexing/build-report.js';
import { silentLog } from '../../src/shared/log.js';
import type { FakeCurating } from '../support/curating-fakes.js';

export const NOBODY_LEFT: Departures = {
  left: () => Promise.resolve(),
  returned: () => Promise.resolve(false),
  leftBy: () => Promise.resolve([]),
};

export function reportOf(collection: string, documents: number): BuildReport {
  return {
    collection,
    generation: 1,
    published: true,
    new: documents,
    changed: 0,
    removed: 0,
    unchanged: 0,
    rejected: [],
    documents,
    passages: documents,
    embeddedPassages: documents,
    embeddedSentences: 0,
    index: 'exact',
    seconds: { reading: 0, embedding: 0, total: 0 },
    files: [],
  };
}

export function keeperOver(parts: FakeCurating, changes: Partial<KeeperParts> = {}): KeeperParts {
  return {
    ...parts,
    log: silentLog,
    departures: NOBODY_LEFT,
    importVectors: null,
    sleep: () => Promise.resolve(),
    publish: async (collection) =>
      reportOf(collection, (await parts.sources.originals(collection)).length),
    refresh: ({ id: sourceId }) =>
      Promise.resolve({ sourceId, added: 1, changed: 0, unchanged: 0, removed: 0, problems: [] }),
    removeIndexed: () => Promise.resolve(0),
    removeGraphs: () => Promise.resolve(),
    ...changes,
  };
}
