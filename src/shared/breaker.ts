// In: calls to something on another machine, and how to find out whether it is there. Out: whether to try it at all.
// After the first failure nobody waits for another one: it is asked beside, with growing pauses, until it answers.

export interface BreakerOptions {
  /** Settles where it is there again, rejects where it is not. */
  readonly probe: () => Promise<unknown>;
  /** Calls later, unless what it returns is called before. */
  readonly after: (milliseconds: number, call: () => void) => () => void;
  /** Told once when it is away, and once when it is back. */
  readonly onAway?: (error: unknown) => void;
  readonly onBack?: () => void;
}

/** Milliseconds: what comes back is noticed within twice the time it was away, and within ten seconds. */
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;

export class Breaker {
  readonly #options: BreakerOptions;
  #isAway = false;
  #isStopped = false;
  #cancel: () => void = () => undefined;

  constructor(options: BreakerOptions) {
    this.#options = options;
  }

  get isAway(): boolean {
    return this.#isAway;
  }

  /** A call has failed because it is away. */
  trip(error: unknown): void {
    if (this.#isAway || this.#isStopped) return;
    this.#isAway = true;
    this.#options.onAway?.(error);
    this.#probeAfter(FIRST_PAUSE_MS);
  }

  /** Asks no more. */
  stop(): void {
    this.#isStopped = true;
    this.#cancel();
  }

  #probeAfter(pause: number): void {
    if (this.#isStopped) return;
    this.#cancel = this.#options.after(pause, () => {
      this.#options.probe().then(
        () => {
          if (this.#isStopped) return;
          this.#isAway = false;
          this.#options.onBack?.();
        },
        () => {
          this.#probeAfter(Math.min(2 * pause, LONGEST_PAUSE_MS));
        },
      );
    });
  }
}
