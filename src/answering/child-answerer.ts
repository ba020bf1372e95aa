// An answerer whose work is done in a child process. In: calls. Out: what the child answers, also when it
// died meanwhile: a call is tried once more on the next child, alone, so that a question that ends its
// process is told from those beside it, and is refused from then on.

import { ReadableError, type ErrorCode } from '../shared/errors.js';
import type { Log } from '../shared/log.js';
import type { Answerer } from './answerer.js';
import { answererOfCalls, type MakeCall } from './call-answerer.js';
import {
  errorFromData,
  type Call,
  type FromAnswerer,
  type Method,
  type Result,
} from './answerer-messages.js';
import type { AnswererProcess } from './answerer-process.js';
import { machineClock, type Clock } from './clock.js';
import { Quarantine, questionOf } from './quarantine.js';
import { RestartingProcess, type AnswererHealth } from './restarting-process.js';

/** Milliseconds that a caller waits: an embedding and a search take a tenth of a second, a restart two. */
const DEADLINES = { question: 20_000, other: 5_000 };

/** A call without a question is given up when so many processes died with it. */
const MOST_DEATHS = 2;

export interface ChildAnswererOptions {
  readonly start: () => AnswererProcess;
  /** Told once when the child is down, and once when it is back. */
  readonly onTrouble: (line: string, isDown: boolean) => void;
  /** Told of every death. */
  readonly log: Pick<Log, 'warn'>;
  /** What is known of questions that ended processes; several children share one. Its own unless given. */
  readonly quarantine?: Quarantine;
  /** Milliseconds. */
  readonly deadlines?: { readonly question: number; readonly other: number };
  readonly clock?: Clock;
  /** From 0 up to 1. */
  readonly random?: () => number;
}

export interface ChildAnswerer extends Answerer {
  readonly health: AnswererHealth;
  /** False also while it is doubted. */
  readonly takesCalls: boolean;
  /** Calls that wait for it or that it is busy with, also those whose caller was told that they took too long. */
  readonly inFlight: number;
  /** Whether a question, as `questionOf` names it, is among these. */
  holds(key: string): boolean;
  readonly make: MakeCall;
}

/** Starts a child and answers through it; what is asked before it is ready waits. */
export function openChildAnswerer(options: ChildAnswererOptions): ChildAnswerer {
  const calls = new ChildCalls(options);
  const make: MakeCall = (call) => calls.make(call);
  return {
    ...answererOfCalls(make),
    make,
    get health() {
      return calls.health;
    },
    get takesCalls() {
      return calls.takesCalls;
    },
    get inFlight() {
      return calls.inFlight;
    },
    holds: (key) => calls.holds(key),
    close: () => calls.close(),
  };
}

interface PendingCall {
  readonly id: number;
  readonly call: Call;
  /** What it asks, hashed; null where it asks no question. */
  readonly key: string | null;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly stopDeadline: () => void;
  deaths: number;
  /** Its caller was told already; the child may still be busy with it. */
  isOver: boolean;
}

class ChildCalls {
  readonly #clock: Clock;
  readonly #deadlines: typeof DEADLINES;
  readonly #process: RestartingProcess;
  readonly #quarantine: Quarantine;
  #waiting: readonly PendingCall[] = [];
  readonly #sent = new Map<number, PendingCall>();
  #lastId = 0;
  #isClosed = false;

  constructor(options: ChildAnswererOptions) {
    this.#clock = options.clock ?? machineClock;
    this.#deadlines = options.deadlines ?? DEADLINES;
    this.#quarantine = options.quarantine ?? new Quarantine();
    this.#process = new RestartingProcess({
      start: options.start,
      clock: this.#clock,
      random: options.random ?? Math.random,
      onTrouble: options.onTrouble,
      onDeath: (how) => {
        options.log.warn({ how, calls: this.#sent.size }, 'the search process ended');
        this.#retry();
      },
      onReady: () => {
        this.#sendWaiting();
      },
      onReply: (reply) => {
        this.#settle(reply);
      },
    });
    this.#process.start();
  }

  get health(): AnswererHealth {
    return this.#process.health;
  }

  get takesCalls(): boolean {
    return this.#process.takesCalls;
  }

  get inFlight(): number {
    return this.#sent.size + this.#waiting.length;
  }

  holds(key: string): boolean {
    return [...this.#sent.values(), ...this.#waiting].some((pending) => pending.key === key);
  }

  make<M extends Method>(call: Extract<Call, { readonly method: M }>): Promise<Result<M>> {
    const key = questionOf(call);
    if (this.#isClosed) return Promise.reject(closed());
    if (this.#process.isDown) return Promise.reject(unavailable());
    if (key !== null && this.#quarantine.isRefused(key)) return Promise.reject(questionFailed());
    return new Promise((resolve, reject) => {
      const milliseconds = key === null ? this.#deadlines.other : this.#deadlines.question;
      const pending: PendingCall = {
        id: (this.#lastId += 1),
        call,
        key,
        // The child runs this very code: what it sends back for a method is that method's result.
        resolve: (value) => {
          resolve(value as Result<M>);
        },
        reject,
        stopDeadline: this.#clock.after(milliseconds, () => {
          this.#miss(pending);
        }),
        deaths: 0,
        isOver: false,
      };
      this.#waiting = [...this.#waiting, pending];
      this.#sendWaiting();
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#giveUpWaiting(closed());
    await this.#process.close();
    for (const pending of this.#sent.values()) fail(pending, closed());
    this.#sent.clear();
  }

  /** Sends what may be sent, in order; a question that must wait holds up those behind it. */
  #sendWaiting(): void {
    if (!this.#process.takesCalls) return;
    let isHeldUp = false;
    const waiting: PendingCall[] = [];
    for (const pending of this.#waiting) {
      if (this.#isRefused(pending)) {
        fail(pending, questionFailed());
        continue;
      }
      isHeldUp ||= pending.key !== null && !this.#mayRun(pending.key);
      if (pending.key !== null && isHeldUp) waiting.push(pending);
      else this.#send(pending);
    }
    this.#waiting = waiting;
  }

  /** Another child may have died with it meanwhile. */
  #isRefused({ key }: PendingCall): boolean {
    return key !== null && this.#quarantine.isRefused(key);
  }

  /** A suspect question runs alone, and others wait for its end. */
  #mayRun(key: string): boolean {
    const running = [...this.#sent.values()].flatMap((sent) =>
      sent.isOver ? [] : (sent.key ?? []),
    );
    if (running.length === 0) return true;
    return ![key, ...running].some((each) => this.#quarantine.isSuspect(each));
  }

  #send(pending: PendingCall): void {
    this.#sent.set(pending.id, pending);
    try {
      this.#process.send({ kind: 'call', id: pending.id, call: pending.call });
    } catch (error) {
      this.#sent.delete(pending.id);
      fail(pending, error instanceof Error ? error : new Error(String(error)));
    }
  }

  #settle(reply: Exclude<FromAnswerer, { readonly kind: 'ready' | 'pong' }>): void {
    const pending = this.#sent.get(reply.id);
    if (pending === undefined) return;
    this.#sent.delete(reply.id);
    if (pending.key !== null) this.#quarantine.clear(pending.key);
    if (reply.kind === 'failed') fail(pending, errorFromData(reply.error));
    else if (!pending.isOver) {
      end(pending);
      pending.resolve(reply.value);
    }
    this.#sendWaiting();
  }

  /** Tells a caller that it took too long; a child that is busy with a question may be hanging. */
  #miss(pending: PendingCall): void {
    this.#waiting = this.#waiting.filter((waiting) => waiting !== pending);
    fail(pending, timedOut());
    if (pending.key !== null) this.#process.doubt();
    this.#sendWaiting();
  }

  /** After a death: what was in flight waits for the next child, unless it died with it before. */
  #retry(): void {
    const sent = [...this.#sent.values()];
    this.#sent.clear();
    this.#quarantine.blame(new Set(sent.flatMap(({ key }) => key ?? [])));
    for (const pending of sent) pending.deaths += 1;
    this.#waiting = [...sent.filter(({ isOver }) => !isOver), ...this.#waiting].filter(
      (pending) => {
        const { key, deaths } = pending;
        if (key === null && deaths >= MOST_DEATHS) fail(pending, unavailable());
        if (this.#isRefused(pending)) fail(pending, questionFailed());
        return !pending.isOver;
      },
    );
    if (this.#process.isDown) this.#giveUpWaiting(unavailable());
  }

  #giveUpWaiting(error: Error): void {
    for (const pending of this.#waiting) fail(pending, error);
    this.#waiting = [];
  }
}

function end(pending: PendingCall): void {
  pending.isOver = true;
  pending.stopDeadline();
}

function fail(pending: PendingCall, error: Error): void {
  if (pending.isOver) return;
  end(pending);
  pending.reject(error);
}

function readable(code: ErrorCode, text: string, remedy?: string): ReadableError {
  return new ReadableError({ code, text, ...(remedy === undefined ? {} : { remedy }) });
}

function closed(): ReadableError {
  return readable('closed', 'Verbatim is shutting down.');
}

function questionFailed(): ReadableError {
  return readable(
    'question_failed',
    'This question could not be searched.',
    'Ask it in other words.',
  );
}

function timedOut(): ReadableError {
  return readable('answerer_timeout', 'Searching took too long.', 'Try again in a moment.');
}

function unavailable(): ReadableError {
  return readable(
    'answerer_unavailable',
    'Searching is not possible at the moment.',
    'Try again in a minute.',
  );
}
