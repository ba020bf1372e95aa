// In: a search on a scope. Out: what it gives, from the shared store, or, while that does not answer, from this
// machine's copy of it. A search is on one of the two from its beginning to its end: where the shared store goes away
// in the middle, the whole search is begun anew on the copy, so that no answer mixes the two.

import { collectionsIn, scopeOf } from '../retrieval/scope.js';
import { Breaker } from '../shared/breaker.js';
import { ReadableError } from '../shared/errors.js';
import { isStoreAway } from '../shared/is-away.js';
import type { CopyNotes, CopyReader } from '../store/copy-store.js';
import type { CopyMark } from './answer.js';
import { machineClock, type Clock } from './clock.js';
import { OpenCorpora } from './open-corpora.js';
import type { CorpusParts, OpenCorpus } from './open-corpus.js';

/** Where an answerer searches. */
export interface Corpora {
  use<T>(scope: string, search: (corpus: OpenCorpus) => Promise<T>): Promise<T>;
  /** Lets go of every generation that is not the current one any more, also where nobody asks. */
  refresh(): Promise<void>;
  close(): Promise<void>;
}

/** This machine's copy of the shared store. */
export interface LocalCopy {
  /** Null where nothing was ever copied. */
  readonly open: () => Promise<
    (Omit<CorpusParts, 'reader'> & { readonly reader: CopyReader }) | null
  >;
  /** Told of the collections of every search that the shared store answered. */
  readonly onUsed: (collections: readonly string[]) => void;
  /** Told where the copy turned out to be damaged. */
  readonly onDamaged: (error: ReadableError) => void;
  /** Told once when the shared store is away, and once when it is back. */
  readonly onAway: (error: unknown) => void;
  readonly onBack: () => void;
  /** The machine's unless given. */
  readonly clock?: Clock;
}

/** The copy while the shared store is away. */
interface OpenedCopy {
  readonly reader: CopyReader;
  readonly corpora: OpenCorpora;
}

/** Opens what is searched; with a copy, searches go on in it while the store is away. */
export function openCorpora(shared: CorpusParts, local: LocalCopy | undefined): Corpora {
  return local === undefined ? new OpenCorpora(shared) : new CorporaWithCopy(shared, local);
}

class CorporaWithCopy implements Corpora {
  readonly #shared: OpenCorpora;
  readonly #local: LocalCopy;
  readonly #breaker: Breaker;
  #opened: Promise<OpenedCopy | null> | null = null;
  #users = 0;

  constructor(shared: CorpusParts, local: LocalCopy) {
    this.#shared = new OpenCorpora(shared);
    this.#local = local;
    const { clock = machineClock } = local;
    this.#breaker = new Breaker({
      // Whatever it says, such as that nothing was ever built in it, it is there.
      probe: () =>
        shared.reader.collections().catch((error: unknown) => {
          if (isStoreAway(error)) throw error;
        }),
      after: (milliseconds, call) => clock.after(milliseconds, call),
      onAway: local.onAway,
      onBack: () => {
        local.onBack();
        void this.#closeUnused();
      },
    });
  }

  /**
   * Searches a scope.
   *
   * @throws ReadableError as `OpenCorpora.use`, and `copy_missing` where the shared store is away and nothing of the
   *   scope is here
   */
  async use<T>(scope: string, search: (corpus: OpenCorpus) => Promise<T>): Promise<T> {
    if (!this.#breaker.isAway) {
      try {
        return await this.#shared.use(scope, (corpus) => {
          this.#local.onUsed(collectionsIn(corpus.generation.collection) ?? []);
          return search(corpus);
        });
      } catch (error) {
        if (!isStoreAway(error)) throw error;
        this.#breaker.trip(error);
      }
    }
    return this.#useCopy(scope, search);
  }

  async refresh(): Promise<void> {
    if (!this.#breaker.isAway) await this.#shared.refresh();
  }

  async close(): Promise<void> {
    this.#breaker.stop();
    await this.#shared.close();
    const opened = await this.#opened?.catch(() => null);
    await opened?.corpora.close();
    await opened?.reader.close();
    this.#opened = null;
  }

  async #useCopy<T>(scope: string, search: (corpus: OpenCorpus) => Promise<T>): Promise<T> {
    this.#users += 1;
    try {
      const copy = await this.#open();
      const names = collectionsIn(scope) ?? [];
      if (copy === null) throw copyMissing(names);
      const { present, mark } = await chooseCopied(copy.reader, names);
      return await copy.corpora.use(present, (corpus) => search({ ...corpus, copyOf: mark }));
    } catch (error) {
      if (error instanceof ReadableError && error.code === 'index_corrupt') {
        this.#local.onDamaged(error);
        throw copyDamaged(error);
      }
      throw error;
    } finally {
      this.#users -= 1;
      await this.#closeUnused();
    }
  }

  #open(): Promise<OpenedCopy | null> {
    this.#opened ??= this.#local
      .open()
      .then((parts) =>
        parts === null ? null : { reader: parts.reader, corpora: new OpenCorpora(parts) },
      );
    return this.#opened;
  }

  /** The next outage finds what was copied by then; one that is searched is closed by its last search. */
  async #closeUnused(): Promise<void> {
    const opened = this.#opened;
    if (opened === null || this.#users > 0) return;
    const copy = await opened.catch(() => null);
    // While it is away, only what could not be opened is let go: it may be there for the next question.
    if (this.#opened !== opened || this.#users > 0) return;
    if (this.#breaker.isAway && copy !== null) return;
    this.#opened = null;
    await copy?.corpora.close();
    await copy?.reader.close();
  }
}

interface Chosen {
  /** The part of the scope that is here. */
  readonly present: string;
  readonly mark: CopyMark;
}

/** @throws ReadableError `copy_missing` where nothing of the scope is here */
async function chooseCopied(reader: CopyReader, names: readonly string[]): Promise<Chosen> {
  const notes = await reader.notes();
  const currents = await Promise.all(names.map((name) => reader.current(name)));
  const present = names.filter((_, i) => currents[i] !== null);
  if (present.length === 0) throw copyMissing(names);
  const leftOut = names.filter((name) => notes.notCopied.has(name) && !present.includes(name));
  const at = oldest(present, notes);
  return {
    present: scopeOf(present),
    mark: { at, ...(leftOut.length === 0 ? {} : { leftOut }) },
  };
}

/** Several collections are as old as the oldest of them. */
function oldest(names: readonly string[], { copied }: CopyNotes): string {
  const moments = names.flatMap((name) => copied.get(name)?.seenAt ?? []).sort();
  return moments[0] ?? new Date(0).toISOString();
}

function copyMissing(names: readonly string[]): ReadableError {
  const named = names.map((name) => `"${name.slice(0, 64)}"`).join(', ');
  return new ReadableError({
    code: 'copy_missing',
    text: `The database is away, and this machine has no copy of ${named}.`,
    remedy: 'Ask again when it is back.',
  });
}

function copyDamaged(cause: ReadableError): ReadableError {
  return new ReadableError({
    code: 'copy_missing',
    text: "The database is away, and this machine's copy is damaged.",
    remedy: 'Ask again when the database is back: it is copied anew then.',
    cause,
  });
}
