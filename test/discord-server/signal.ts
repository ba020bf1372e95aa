// Waiting for a state: something changes, everybody who waits looks again.

interface Waiter {
  readonly look: () => boolean;
}

interface Waiting {
  /** What is waited for, as the error says it. */
  readonly what: string;
  readonly timeoutMs: number;
  /** Looks this often too, for what changes without being told. */
  readonly pollMs?: number;
}

/** A place where changes are told and awaited. */
export class Signal {
  readonly #waiters = new Set<Waiter>();
  #isDue = false;

  /** Says that something changed; who waits looks once a turn of the event loop. */
  tell(): void {
    if (this.#isDue || this.#waiters.size === 0) return;
    this.#isDue = true;
    setImmediate(() => {
      this.#isDue = false;
      for (const waiter of [...this.#waiters]) {
        if (waiter.look()) this.#waiters.delete(waiter);
      }
    });
  }

  /** The first value that is neither undefined, null nor false; an error by name after the time. */
  async until<T>(
    look: () => T | undefined | null | false,
    { what, timeoutMs, pollMs }: Waiting,
  ): Promise<T> {
    const stack = new Error(`Waited ${timeoutMs} ms in vain for ${what}.`);
    return new Promise<T>((resolve, reject) => {
      const attempt = (): boolean => {
        try {
          const value = look();
          if (value === undefined || value === null || value === false) return false;
          resolve(value);
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
        clearTimeout(timer);
        clearInterval(poll);
        return true;
      };
      const waiter = { look: attempt };
      const lookAgain = (): void => {
        if (attempt()) this.#waiters.delete(waiter);
      };
      const poll = pollMs === undefined ? undefined : setInterval(lookAgain, pollMs);
      const timer = setTimeout(() => {
        this.#waiters.delete(waiter);
        clearInterval(poll);
        if (!attempt()) reject(stack);
      }, timeoutMs);
      this.#waiters.add(waiter);
      if (attempt()) this.#waiters.delete(waiter);
    });
  }
}
