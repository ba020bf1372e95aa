// In: a generation. Out: the embedder whose vectors compare with it, or an error by name. The model is
// loaded once, at the first use; that it is the one the index was built with is checked once a model.

import {
  CANARY_MIN_COSINE,
  CANARY_TEXT,
  dotProduct,
  type Embedder,
} from '../embeddings/embedder.js';
import { ReadableError } from '../shared/errors.js';
import type { Generation } from '../store/knowledge-store.js';

/** The one embedder of an answerer. */
export class CheckedEmbedder {
  readonly #load: () => Promise<Embedder>;
  readonly #checkedModels = new Set<string>();
  #embedder: Promise<Embedder> | null = null;
  #isClosed = false;

  /** `load` is called once, again only after a failure. */
  constructor(load: () => Promise<Embedder>) {
    this.#load = load;
  }

  /** Begins to load the model while something else is waited for; who needs it hears of a failure. */
  begin(): void {
    if (this.#isClosed) return;
    this.#embedder ??= this.#load();
    this.#embedder.catch(() => undefined);
  }

  /** @throws ReadableError `index_incompatible` where the index was built with another model */
  async embedderFor(generation: Generation): Promise<Embedder> {
    const embedder = await this.#loaded();
    const { fingerprint } = generation.model;
    if (embedder.identity.fingerprint !== fingerprint) throw otherModel(embedder, generation);
    if (!this.#checkedModels.has(fingerprint)) {
      const canary = await embedder.embedPassage(CANARY_TEXT);
      if (dotProduct(canary, generation.canary) < CANARY_MIN_COSINE) {
        throw otherModel(embedder, generation);
      }
      this.#checkedModels.add(fingerprint);
    }
    return embedder;
  }

  /**
   * The embedder for texts that meet no index, only each other.
   *
   * @throws ReadableError `closed` after `close`
   */
  async embedder(): Promise<Embedder> {
    if (this.#isClosed) {
      throw new ReadableError({ code: 'closed', text: 'Verbatim is shutting down.' });
    }
    return this.#loaded();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const embedder = await this.#embedder?.catch(() => null);
    await embedder?.close();
  }

  #loaded(): Promise<Embedder> {
    this.#embedder ??= this.#load();
    const loading = this.#embedder;
    return loading.catch((error: unknown) => {
      // A failed load is forgotten, so that the next question tries again.
      if (this.#embedder === loading) this.#embedder = null;
      throw error;
    });
  }
}

function otherModel(embedder: Embedder, generation: Generation): ReadableError {
  return new ReadableError({
    code: 'index_incompatible',
    text: `The index was built with ${describe(generation.model)}, the settings name ${describe(embedder.identity)}: their vectors do not compare.`,
    remedy: 'Rebuild it with: npm run build-index, or set EMBEDDING_MODEL back.',
  });
}

function describe(model: Generation['model']): string {
  return `"${model.name}" (${model.fingerprint.slice(0, 8)})`;
}
