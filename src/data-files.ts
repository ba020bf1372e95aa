// Where everything below DATA_DIR lies.

import { join } from 'node:path';

export interface DataFiles {
  readonly store: string;
  readonly graphs: string;
  readonly state: string;
  /** What `npm run calibrate` found out. */
  readonly confidence: string;
}

export function dataFiles(dataDir: string): DataFiles {
  return {
    store: join(dataDir, 'store.sqlite'),
    graphs: join(dataDir, 'graphs'),
    state: join(dataDir, 'state.sqlite'),
    confidence: join(dataDir, 'confidence.json'),
  };
}
