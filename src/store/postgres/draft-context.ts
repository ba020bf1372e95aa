// What every write into a draft knows.

import type { ModelIdentity } from '../../embeddings/embedder.js';
import type { DraftTarget } from '../generation-draft.js';
import type { Statements } from './postgres.js';

export interface DraftContext {
  /** Of the transaction that writes. */
  readonly statements: Statements;
  readonly collection: string;
  /** The generation that is being made. */
  readonly number: number;
  readonly model: ModelIdentity;
  readonly reuseVectors: boolean;
}

/** As much as reading a draft needs. */
export type NamedDraft = Pick<DraftContext, 'statements' | 'collection' | 'number'>;

export interface OpenDraft extends DraftTarget {
  /** Which draft of the collection it is; only the last may write. */
  readonly draft: number;
  /** The generation that is being made. */
  readonly number: number;
}
