// In: how a process is started. Out: one that is there again whenever it died, after a pause that grows
// while it keeps dying, so that a broken machine is not kept busy with starting. It knows no questions.

import type { AnswererProcess } from './answerer-process.js';
import { parseFromAnswerer, type FromAnswerer, type ToAnswerer } from './answerer-messages.js';
import type { Clock } from './clock.js';

/** Pauses before a restart in milliseconds; the very first restart follows at once. */
const PAUSE = { first: 250, longest: 10_000 };

/** A process that was ready for so many milliseconds starts the pauses anew when it dies. */
const HEALTHY_MS = 60_000;

/** So many deaths within so many milliseconds, and not one answer between them: nothing works. */
const DOWN = { deaths: 3, withinMs: 60_000 };

/** A process that leaves a ping unanswered for so many milliseconds hangs; loading may well block it. */
const PING_MS = { ready: 5_000, starting: 60_000 };

/** Given to a process for closing what it has open, in milliseconds. */
const CLOSE_MS = 2_000;

export interface AnswererHealth {
  /** `starting` is also a restart; `down` is several in vain, while the next one is tried, or closed. */
  readonly state: 'starting' | 'ready' | 'down';
  /** Starts after the first. */
  readonly restarts: number;
  readonly pid: number | null;
  /** How the process ended last, or null. */
  readonly lastError: string | null;
}

export interface RestartingParts {
  readonly start: () => AnswererProcess;
  readonly clock: Clock;
  /** From 0 up to 1. */
  readonly random: () => number;
  /** Told once when it is down, and once when it is back. */
  readonly onTrouble: (line: string, isDown: boolean) => void;
  /** Told every end that nobody asked for. */
  readonly onDeath: (how: string) => void;
  /** Told when calls may be sent again. */
  readonly onReady: () => void;
  readonly onReply: (reply: Exclude<FromAnswerer, { readonly kind: 'ready' | 'pong' }>) => void;
}

/** What is known of the process that runs now. */
interface Running {
  readonly process: AnswererProcess;
  readySince: number | null;
  hasReplied: boolean;
  /** Stops the wait for the answer to a ping; null where none was sent. */
  stopPing: (() => void) | null;
}

export class RestartingProcess {
  readonly #parts: RestartingParts;
  #running: Running | null = null;
  #starts = 0;
  #pauses = 0;
  #deaths: readonly number[] = [];
  #isDown = false;
  #lastError: string | null = null;
  #stopPause: (() => void) | null = null;
  #closing: Promise<void> | null = null;
  #onClosed: () => void = () => undefined;

  constructor(parts: RestartingParts) {
    this.#parts = parts;
  }

  get health(): AnswererHealth {
    const isUp = !this.#isDown && this.#closing === null;
    return {
      state: !isUp ? 'down' : this.#isReady ? 'ready' : 'starting',
      restarts: Math.max(0, this.#starts - 1),
      pid: this.#running?.process.pid ?? null,
      lastError: this.#lastError,
    };
  }

  /** False also while it is doubted: what hangs would take along whatever is sent to it. */
  get takesCalls(): boolean {
    return this.#isReady && this.#running?.stopPing === null;
  }

  get isDown(): boolean {
    return this.#isDown;
  }

  /** Starts it for the first time; whatever follows is its own doing. */
  start(): void {
    this.#starts += 1;
    let process: AnswererProcess;
    try {
      process = this.#parts.start();
    } catch (error) {
      this.#died(null, error instanceof Error ? error.message : String(error));
      return;
    }
    const running: Running = { process, readySince: null, hasReplied: false, stopPing: null };
    this.#running = running;
    process.onMessage((message) => {
      if (this.#running === running) this.#take(running, message);
    });
    process.onExit((how) => {
      this.#died(running, how);
    });
  }

  /** @throws Error where the message cannot be sent as data */
  send(message: ToAnswerer): void {
    this.#running?.process.send(message);
  }

  /** Ends the process unless it shows soon that it is alive. */
  doubt(): void {
    const running = this.#running;
    if (running?.stopPing !== null) return;
    const patience = running.readySince === null ? PING_MS.starting : PING_MS.ready;
    running.stopPing = this.#parts.clock.after(patience, () => {
      running.process.kill();
    });
    running.process.send({ kind: 'ping', id: 0 });
  }

  /** Lets the process close what it has open, and ends it where that takes too long. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  get #isReady(): boolean {
    return typeof this.#running?.readySince === 'number';
  }

  async #close(): Promise<void> {
    this.#stopPause?.();
    const running = this.#running;
    if (running === null) return;
    const closed = new Promise<void>((resolve) => {
      this.#onClosed = resolve;
    });
    const stopWaiting = this.#parts.clock.after(CLOSE_MS, () => {
      running.process.kill();
    });
    running.process.send({ kind: 'close' });
    await closed;
    stopWaiting();
  }

  #take(running: Running, message: unknown): void {
    const parsed = parseFromAnswerer(message);
    if (parsed === null) return;
    if (parsed.kind === 'pong') {
      running.stopPing?.();
      running.stopPing = null;
      if (this.#isReady) this.#parts.onReady();
    } else if (parsed.kind === 'ready') {
      running.readySince = this.#parts.clock.now();
      if (this.#isDown) this.#parts.onTrouble('The search process is back.', false);
      this.#isDown = false;
      this.#parts.onReady();
    } else {
      running.hasReplied = true;
      this.#deaths = [];
      this.#parts.onReply(parsed);
    }
  }

  #died(running: Running | null, how: string): void {
    const now = this.#parts.clock.now();
    running?.stopPing?.();
    this.#running = null;
    this.#lastError = `The search process ended with ${how}.`;
    if (this.#closing !== null) {
      this.#onClosed();
      return;
    }
    if (running?.hasReplied !== true) {
      this.#deaths = [...this.#deaths.filter((death) => now - death < DOWN.withinMs), now];
    }
    const readyFor = now - (running?.readySince ?? now);
    if (readyFor >= HEALTHY_MS) this.#pauses = 0;
    const wasDown = this.#isDown;
    this.#isDown ||= this.#deaths.length >= DOWN.deaths;
    if (this.#isDown && !wasDown) {
      const line = `The search process is down and is tried again. ${this.#lastError}`;
      this.#parts.onTrouble(line, true);
    }
    this.#stopPause = this.#parts.clock.after(this.#nextPause(), () => {
      this.start();
    });
    this.#parts.onDeath(how);
  }

  /** Between half and all of a pause that doubles, so that many machines do not start in step. */
  #nextPause(): number {
    const doubled = PAUSE.first * 2 ** (this.#pauses - 1);
    const pause = this.#pauses === 0 ? 0 : Math.min(PAUSE.longest, doubled);
    this.#pauses += 1;
    return pause * (0.5 + 0.5 * this.#parts.random());
  }
}
