// In: a scope and a search on it. Out: what the search gives, from one generation of each collection throughout.
// What was used lately stays open; a new generation takes the place of the one before without anybody waiting.

import { collectionsIn } from '../retrieval/scope.js';
import { ReadableError } from '../shared/errors.js';
import type { Generation } from '../store/knowledge-store.js';
import { joinCorpora } from './join-corpora.js';
import type { LeasedCorpus } from './leased-corpus.js';
import type { CorpusParts, OpenCorpus } from './open-corpus.js';
import { ServedCollection } from './served-collection.js';

/** How much stays open at once. */
export interface OpenLimits {
  readonly collections: number;
  readonly jointViews: number;
}

/** A collection of 500 passages takes about two megabytes, a view of several a third of one (DECISIONS.md). */
const OPEN_LIMITS: OpenLimits = { collections: 64, jointViews: 128 };

/** Notices remembered as told. */
const TOLD = 1_000;

/** A corpus of several collections, and the generations it was made of. */
interface JointView {
  readonly members: readonly LeasedCorpus[];
  readonly corpus: OpenCorpus;
}

/** A search that has begun on one collection. */
interface Lease {
  readonly served: ServedCollection;
  readonly leased: LeasedCorpus;
}

/** The collections that were asked for, each with its newest generation open. */
export class OpenCorpora {
  readonly #parts: CorpusParts;
  readonly #limits: OpenLimits;
  /** By name, the one used longest ago first. */
  readonly #collections = new Map<string, ServedCollection>();
  readonly #jointViews = new Map<string, JointView>();
  /** Everything whose index is open. */
  readonly #open = new Set<LeasedCorpus>();
  readonly #told = new Set<string>();
  #isClosed = false;

  constructor(parts: CorpusParts, limits = OPEN_LIMITS) {
    this.#parts = parts;
    this.#limits = limits;
  }

  /** How many generations are open, and on how many of them a search is. */
  get counts(): { readonly open: number; readonly searched: number } {
    const searched = [...this.#open].filter(({ leases }) => leases > 0);
    return { open: this.#open.size, searched: searched.length };
  }

  /**
   * Searches a scope: what it holds stays open until the search has ended.
   *
   * @throws ReadableError `index_missing` where none of its collections is there, `closed` after `close`
   */
  async use<T>(scope: string, search: (corpus: OpenCorpus) => Promise<T>): Promise<T> {
    const names = collectionsIn(scope);
    this.#requireOpen();
    if (names === null) throw noSuchCollection(scope);
    const leases = await this.#begin(names);
    try {
      // It may have been closed meanwhile.
      this.#requireOpen();
      return await search(this.#corpusOf(scope, leases));
    } finally {
      for (const { served, leased } of leases) served.end(leased);
      this.#closeUnused();
    }
  }

  /** Looks whether what serves is still current, as a question would, and drops what is there no more. */
  async refresh(): Promise<void> {
    for (const [name, served] of [...this.#collections]) {
      if (this.#isClosed) return;
      const leased = await served.begin(name).catch(() => null);
      if (leased !== null) served.end(leased);
      else if (served.isIdle && !served.isServing) this.#collections.delete(name);
    }
  }

  /** Lets nothing begin any more; settles once the last search has ended and everything is closed. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([...this.#collections.values()].map((served) => served.close()));
    await Promise.all([...this.#open].map((leased) => leased.closed));
    this.#collections.clear();
    this.#jointViews.clear();
  }

  #requireOpen(): void {
    if (!this.#isClosed) return;
    throw new ReadableError({ code: 'closed', text: 'Verbatim is shutting down.' });
  }

  /** A search on each of the collections that are there; where one fails, none has begun. */
  async #begin(names: readonly string[]): Promise<Lease[]> {
    const begun = await Promise.allSettled(
      names.map(async (name) => {
        const served = this.#served(name);
        const leased = await served.begin(name);
        return leased === null ? [] : [{ served, leased }];
      }),
    );
    const leases = begun.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
    const failed = begun.find((one) => one.status === 'rejected');
    if (failed === undefined) return leases;
    for (const { served, leased } of leases) served.end(leased);
    throw failed.reason;
  }

  /** The collection under a name, as the one used last. */
  #served(name: string): ServedCollection {
    const served = this.#collections.get(name) ?? this.#serve();
    this.#collections.delete(name);
    this.#collections.set(name, served);
    return served;
  }

  #serve(): ServedCollection {
    return new ServedCollection({
      ...this.#parts,
      onNotice: (notice, generation) => {
        this.#tell(notice, generation);
      },
      onServing: (leased) => {
        this.#open.add(leased);
        void leased.closed.then(() => this.#open.delete(leased));
      },
      onRetired: (leased) => {
        for (const [scope, { members }] of this.#jointViews) {
          if (members.includes(leased)) this.#leave(scope);
        }
        this.#parts.onLeft?.(leased.corpus);
      },
    });
  }

  #corpusOf(scope: string, leases: readonly Lease[]): OpenCorpus {
    const [first, ...others] = this.#ofOneModel(leases.map(({ leased }) => leased));
    if (first === undefined) throw noSuchCollection(scope);
    if (others.length === 0) return first.corpus;
    const members = [first, ...others] as const;
    const known = this.#jointViews.get(scope);
    const isSame =
      known?.members.length === members.length &&
      members.every((one, i) => one === known.members[i]);
    const view = isSame ? known : { members, corpus: joinCorpora(corporaOf(members)) };
    this.#jointViews.delete(scope);
    this.#jointViews.set(scope, view);
    for (const oldest of this.#jointViews.keys()) {
      if (this.#jointViews.size <= this.#limits.jointViews) break;
      this.#leave(oldest);
    }
    return view.corpus;
  }

  #leave(scope: string): void {
    const view = this.#jointViews.get(scope);
    this.#jointViews.delete(scope);
    if (view !== undefined) this.#parts.onLeft?.(view.corpus);
  }

  /** Vectors of two models do not compare: what is older than a change of model waits for its next build. */
  #ofOneModel(leased: readonly LeasedCorpus[]): readonly LeasedCorpus[] {
    if (leased.length < 2) return leased;
    const [newest] = leased
      .map(({ corpus }) => corpus.generation)
      .sort((a, b) => (a.builtAt < b.builtAt ? 1 : -1));
    const isOther = ({ corpus }: LeasedCorpus): boolean =>
      corpus.generation.model.fingerprint !== newest?.model.fingerprint;
    for (const { corpus } of leased.filter(isOther)) {
      const { collection } = corpus.generation;
      const notice = `"${collection}" was built with another model and is left out until it is built again.`;
      this.#tell(notice, corpus.generation);
    }
    return leased.filter((one) => !isOther(one));
  }

  /** Closes what was used longest ago, where more is open than may be; what is in use stays. */
  #closeUnused(): void {
    for (const [name, served] of this.#collections) {
      if (this.#collections.size <= this.#limits.collections) return;
      if (!served.isIdle) continue;
      this.#collections.delete(name);
      void served.close();
    }
  }

  #tell(notice: string, { collection, number }: Generation): void {
    const key = `${collection}\n${number}\n${notice}`;
    if (this.#told.has(key)) return;
    if (this.#told.size >= TOLD) this.#told.clear();
    this.#told.add(key);
    this.#parts.onNotice(notice);
  }
}

function corporaOf([first, ...others]: readonly [LeasedCorpus, ...LeasedCorpus[]]): [
  OpenCorpus,
  ...OpenCorpus[],
] {
  return [first.corpus, ...others.map(({ corpus }) => corpus)];
}

function noSuchCollection(scope: string): ReadableError {
  return new ReadableError({
    code: 'index_missing',
    text: `There is no index of the collection "${scope.slice(0, 64)}".`,
    remedy: 'Check its name; npm run build-index builds the one that is searched without a name.',
  });
}
