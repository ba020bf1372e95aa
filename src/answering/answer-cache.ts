// Answers that were given, for who asks the same. In: an opened corpus, what is asked of it, and how that is worked out.
// Out: what was worked out, now or before. Everything in it belongs to one opened corpus, which is one generation of
// each collection of a scope, and leaves with it: nothing is found from another scope or after an exchange.

import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';

/** How much is kept. */
export interface CacheLimits {
  readonly entries: number;
  /** An estimate: two for each character, and some for each value. */
  readonly bytes: number;
  readonly milliseconds: number;
}

/**
 * A full answer with its sources is about 75 kB, so memory is the bound, at some 430 of them; only short ones reach the
 * other (DECISIONS.md). An hour, because a question is somebody's words although nobody's name is with it.
 */
export const CACHE_LIMITS: CacheLimits = {
  entries: 2_000,
  bytes: 32 * 2 ** 20,
  milliseconds: 3_600_000,
};

/** What was worked out, and whether that was done for somebody else. */
export interface Recalled<T> {
  readonly value: T;
  readonly isKnown: boolean;
}

export class AnswerCache {
  readonly #kept: LRUCache<string, object>;
  /** What is being worked out now: who asks the same waits for it. */
  readonly #making = new Map<string, Promise<object>>();
  /** By an opened corpus, the beginning of its keys; none once it has left. */
  readonly #names = new WeakMap<object, string | null>();
  #named = 0;

  constructor({ entries, bytes, milliseconds }: CacheLimits = CACHE_LIMITS) {
    this.#kept = new LRUCache({
      max: entries,
      maxSize: bytes,
      // One alone never takes the place of most others.
      maxEntrySize: Math.ceil(bytes / 8),
      ttl: milliseconds,
      sizeCalculation: (value) => weigh(value),
    });
  }

  get size(): { readonly entries: number; readonly bytes: number } {
    return { entries: this.#kept.size, bytes: this.#kept.calculatedSize };
  }

  /**
   * What is asked of a corpus; `asked` is all that it depends on, as plain data. A failure is not kept.
   *
   * @throws whatever `make` throws, for all who wait for it
   */
  async recall<T extends object>(
    corpus: object,
    asked: unknown,
    make: () => Promise<T>,
  ): Promise<Recalled<T>> {
    const key = `${this.#nameOf(corpus)} ${hashOf(asked)}`;
    const other = this.#making.get(key);
    // Nothing is waited for where nobody works it out: whoever asks next in this moment must find us doing so.
    const known = this.#kept.get(key) ?? (other === undefined ? undefined : await other);
    // What lies under a key was made by the same call of the same method.
    if (known !== undefined) return { value: known as T, isKnown: true };
    const making = make();
    this.#making.set(key, making);
    try {
      const value = await making;
      // It may have left while it was searched.
      if (this.#names.get(corpus) !== null) this.#kept.set(key, value);
      return { value, isKnown: false };
    } finally {
      this.#making.delete(key);
    }
  }

  /** Lets go of all that was asked of a corpus; what is asked of it from now on is not kept. */
  forget(corpus: object): void {
    const name = this.#names.get(corpus);
    this.#names.set(corpus, null);
    if (typeof name !== 'string') return;
    for (const key of [...this.#kept.keys()]) {
      if (key.startsWith(`${name} `)) this.#kept.delete(key);
    }
  }

  /** Lets go of what is older than it may be. */
  sweep(): void {
    this.#kept.purgeStale();
  }

  #nameOf(corpus: object): string {
    const known = this.#names.get(corpus);
    if (typeof known === 'string') return known;
    this.#named += 1;
    const name = String(this.#named);
    // One that has left still gets a name for those who wait for the same, under which nothing is kept.
    if (known === undefined) this.#names.set(corpus, name);
    return name;
  }
}

/** Short, whatever was asked. */
function hashOf(asked: unknown): string {
  return createHash('sha256').update(JSON.stringify(asked)).digest('base64url');
}

/** Bytes of a name and of a value beside its characters, about. */
const EACH = 16;

/** About how many bytes plain data takes. */
export function weigh(value: unknown): number {
  if (typeof value === 'string') return EACH + 2 * value.length;
  if (typeof value !== 'object' || value === null) return EACH;
  let bytes = EACH;
  for (const inner of Object.values(value)) bytes += EACH + weigh(inner);
  return bytes;
}
