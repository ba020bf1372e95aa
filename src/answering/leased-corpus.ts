// An opened generation and how many searches are on it. It is freed when it serves no more and the last search on
// it has ended, so that no search ever loses what it began with.

import type { OpenCorpus } from './open-corpus.js';

export class LeasedCorpus {
  readonly corpus: OpenCorpus;
  /** Settles once its index is closed. */
  readonly closed: Promise<void>;
  #leases = 0;
  #isRetired = false;
  #settleClosed: () => void = () => undefined;

  constructor(corpus: OpenCorpus) {
    this.corpus = corpus;
    this.closed = new Promise((resolve) => {
      this.#settleClosed = resolve;
    });
  }

  get leases(): number {
    return this.#leases;
  }

  /** Begins a search; `give` ends it. */
  take(): this {
    this.#leases += 1;
    return this;
  }

  give(): void {
    this.#leases -= 1;
    this.#closeIfUnused();
  }

  /** It serves no new search from now on. */
  retire(): void {
    if (this.#isRetired) return;
    this.#isRetired = true;
    this.#closeIfUnused();
  }

  #closeIfUnused(): void {
    if (!this.#isRetired || this.#leases > 0) return;
    // An index that does not close well is of no use to anybody either way.
    void this.corpus.index
      .close()
      .catch(() => undefined)
      .then(this.#settleClosed);
  }
}
