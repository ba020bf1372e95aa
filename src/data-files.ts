// Where everything below DATA_DIR lies.

import { join } from 'node:path';

export interface DataFiles {
  readonly store: string;
  readonly graphs: string;
  readonly state: string;
  /** Sources, what was fetched from them, and jobs. */
  readonly sources: string;
  /** What `npm run calibrate` found out. */
  readonly confidence: string;
  /** The folder of this machine's copy of a database. */
  readonly copy: string;
}

export function dataFiles(dataDir: string): DataFiles {
  return {
    store: join(dataDir, 'store.sqlite'),
    graphs: join(dataDir, 'graphs'),
    state: join(dataDir, 'state.sqlite'),
    sources: join(dataDir, 'sources.sqlite'),
    confidence: join(dataDir, 'confidence.json'),
    copy: join(dataDir, 'copy'),
  };
}
