// What every write into a draft knows.

import type { ModelIdentity } from '../../embeddings/embedder.js';
import type { Database } from './open-database.js';

export interface DraftContext {
  readonly database: Database;
  readonly collection: string;
  /** The generation that is being made. */
  readonly number: number;
  readonly model: ModelIdentity;
  readonly reuseVectors: boolean;
}
