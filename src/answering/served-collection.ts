// One collection: the generation that serves, and the next one while it is opened beside it. The exchange happens
// between two searches: who asks meanwhile is answered from the one before, and nobody waits.

import { describeFailure } from '../shared/errors.js';
import type { Generation } from '../store/knowledge-store.js';
import { LeasedCorpus } from './leased-corpus.js';
import {
  isSameGeneration,
  openCorpus,
  proveCorpus,
  type CorpusParts,
  type OpenCorpus,
} from './open-corpus.js';

/** Milliseconds until a generation that could not be opened is tried again; another one is tried at once. */
const TRY_AGAIN_MS = 60_000;

export interface ServedCollectionOptions extends Omit<CorpusParts, 'onNotice'> {
  readonly onNotice: (notice: string, generation: Generation) => void;
  /** Told of every corpus that begins to serve, and that it will not serve any more. */
  readonly onServing: (corpus: LeasedCorpus) => void;
  readonly onRetired: (corpus: LeasedCorpus) => void;
}

export class ServedCollection {
  readonly #options: ServedCollectionOptions;
  #serving: LeasedCorpus | null = null;
  /** Set while the first generation is being opened: everyone waits for it. */
  #first: Promise<void> | null = null;
  /** Set while a further one is. */
  #next: Promise<void> | null = null;
  #failed: { readonly generation: Generation; readonly at: number } | null = null;
  #users = 0;
  #asked = 0;
  #seen = 0;
  #isClosed = false;

  constructor(options: ServedCollectionOptions) {
    this.#options = options;
  }

  get isServing(): boolean {
    return this.#serving !== null;
  }

  /** True where nobody would miss it right now. */
  get isIdle(): boolean {
    return this.#users === 0 && this.#first === null && this.#next === null;
  }

  /**
   * Begins a search on what serves; null where the collection is not there. `end` is called when it is over.
   *
   * @throws Error where its first generation cannot be opened
   */
  async begin(collection: string): Promise<LeasedCorpus | null> {
    this.#users += 1;
    try {
      const asked = (this.#asked += 1);
      const current = await this.#options.reader.current(collection);
      // An answer that was overtaken by a younger one is old news.
      const isNews = asked > this.#seen;
      if (isNews) this.#seen = asked;
      const leased = await this.#lease(current, isNews);
      if (leased === null) this.#users -= 1;
      return leased;
    } catch (error) {
      this.#users -= 1;
      throw error;
    }
  }

  end(leased: LeasedCorpus): void {
    this.#users -= 1;
    leased.give();
  }

  /** Frees what serves as soon as nobody searches it; settles once nothing is being opened. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#put(null);
    await Promise.allSettled([this.#first, this.#next]);
    this.#put(null);
  }

  async #lease(current: Generation | null, isNews: boolean): Promise<LeasedCorpus | null> {
    if (current === null) {
      if (isNews && this.#serving !== null) {
        this.#put(null);
        this.#options.onRemoved?.();
      }
      return null;
    }
    if (this.#serving === null) {
      this.#first ??= this.#openFirst(current).finally(() => {
        this.#first = null;
      });
      await this.#first;
    } else if (isNews && !isSameGeneration(this.#serving.corpus.generation, current)) {
      this.#openBeside(current);
    }
    return this.#serving?.take() ?? null;
  }

  async #openFirst(generation: Generation): Promise<void> {
    const corpus = await openCorpus(this.#options, generation);
    this.#serve(corpus);
  }

  /** Only one at a time: where another one is published meanwhile, the next question sees to it. */
  #openBeside(generation: Generation): void {
    if (this.#next !== null || this.#isClosed || this.#hasJustFailed(generation)) return;
    this.#next = this.#exchange(generation).finally(() => {
      this.#next = null;
    });
  }

  async #exchange(generation: Generation): Promise<void> {
    try {
      const corpus = await openCorpus(this.#options, generation);
      await proveCorpus(corpus).catch(async (error: unknown) => {
        await corpus.index.close();
        throw error;
      });
      this.#serve(corpus);
    } catch (error) {
      this.#fail(generation, error);
    }
  }

  #fail(generation: Generation, error: unknown): void {
    const isKnown = this.#failed !== null && isSameGeneration(this.#failed.generation, generation);
    this.#failed = { generation, at: performance.now() };
    if (isKnown || this.#isClosed) return;
    const { number, collection } = generation;
    const serving = this.#serving?.corpus.generation.number;
    const goesOn = serving === undefined ? '' : ` Index ${serving} goes on serving.`;
    this.#options.onNotice(
      `Index ${number} of "${collection}" could not be opened: ${describeFailure(error).text}${goesOn}`,
      generation,
    );
  }

  #hasJustFailed(generation: Generation): boolean {
    const failed = this.#failed;
    if (failed === null || !isSameGeneration(failed.generation, generation)) return false;
    return performance.now() - failed.at < TRY_AGAIN_MS;
  }

  #serve(corpus: OpenCorpus): void {
    if (corpus.notice !== null) this.#options.onNotice(corpus.notice, corpus.generation);
    this.#put(new LeasedCorpus(corpus));
  }

  /** Exchanges what serves; null for nothing. */
  #put(next: LeasedCorpus | null): void {
    const before = this.#serving;
    this.#serving = this.#isClosed ? null : next;
    if (this.#serving !== null) this.#options.onServing(this.#serving);
    else if (next !== null) next.retire();
    if (before === null) return;
    this.#options.onRetired(before);
    before.retire();
  }
}
