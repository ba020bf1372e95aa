// In: the signs of life of one shard. Out: one call when there were none for too long, although time passed for us
// too: a machine that slept proves nothing.

import type { GatewaySignal } from './gateway-signals.js';

export interface ShardWatchOptions {
  /** Told once, with the milliseconds of silence. */
  readonly onSilence: (silentMs: number) => void;
  /** Milliseconds; what is assumed until the gateway has told its own. */
  readonly intervalMs: number;
  /** Milliseconds of a clock that never jumps. */
  readonly now: () => number;
  /** Calls after so many milliseconds, unless it is called off by what it gives back. */
  readonly after: (ms: number, call: () => void) => () => void;
}

/**
 * Intervals without a word. A heartbeat that is not acknowledged makes discord.js reconnect before the
 * second one is over, and a resumed session has missed nothing, so it goes first.
 */
const SILENT_INTERVALS = 2;

/** Looks per interval: a silence is seen at most a quarter of an interval late. */
const LOOKS_PER_INTERVAL = 4;

/** Watches one shard until it is told to stop. */
export class ShardWatch {
  readonly #options: ShardWatchOptions;
  #intervalMs: number;
  #lastSign: number;
  #lastLook: number;
  #isResuming = false;
  #cancelLook: () => void = () => undefined;

  constructor(options: ShardWatchOptions) {
    this.#options = options;
    this.#intervalMs = options.intervalMs;
    this.#lastSign = options.now();
    this.#lastLook = this.#lastSign;
    this.#lookLater();
  }

  signalled(signal: GatewaySignal): void {
    switch (signal.kind) {
      case 'connecting':
      case 'closing':
        this.#isResuming = false;
        this.#lastSign = this.#options.now();
        break;
      case 'resuming':
        this.#isResuming = true;
        break;
      case 'beating':
        this.#learnInterval(signal.intervalMs);
        break;
      case 'acknowledged':
        // The connection lives, but a resume that is not answered is no session.
        if (!this.#isResuming) this.#lastSign = this.#options.now();
        break;
      case 'identifying':
        break;
    }
  }

  /** An event has come; `isSession` where it says that the bot is let in. */
  heard(isSession: boolean): void {
    this.#lastSign = this.#options.now();
    if (isSession) this.#isResuming = false;
  }

  stop(): void {
    this.#cancelLook();
  }

  #learnInterval(intervalMs: number): void {
    if (intervalMs <= 0 || intervalMs === this.#intervalMs) return;
    this.#intervalMs = intervalMs;
    this.#cancelLook();
    this.#lookLater();
  }

  #lookLater(): void {
    this.#lastLook = this.#options.now();
    this.#cancelLook = this.#options.after(this.#intervalMs / LOOKS_PER_INTERVAL, () => {
      this.#look();
    });
  }

  #look(): void {
    const now = this.#options.now();
    // A look that comes this late means that the machine slept or the process was held: what did not arrive
    // meanwhile proves nothing.
    if (now - this.#lastLook > this.#intervalMs) this.#lastSign = now;
    const silentMs = now - this.#lastSign;
    if (silentMs >= SILENT_INTERVALS * this.#intervalMs) this.#options.onSilence(silentMs);
    else this.#lookLater();
  }
}
