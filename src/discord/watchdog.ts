// In: a client's events. Out: one call, at most, when the bot can no longer hear Discord and will not by
// itself. After a fatal close discord.js says it is ready and is deaf, and a resume that is never answered
// keeps it waiting for ever; a process that ends is started again, one that is deaf is not. A gateway that is
// away is no such case: as long as the client keeps trying, it comes back alone.

import { Events, GatewayDispatchEvents, type Client } from 'discord.js';
import type { Metrics } from '../health/metrics.js';
import { ReadableError } from '../shared/errors.js';
import type { Log } from '../shared/log.js';
import { fatalClose, tokenRefused } from './connection-errors.js';
import { readSignal, type GatewaySignal } from './gateway-signals.js';
import { openDayCount } from './day-count.js';

export interface WatchdogOptions {
  readonly client: Client;
  /** Told once; the process should end, so that whoever started it starts it again. */
  readonly onFatal: (error: ReadableError) => void;
  readonly log: Log;
  readonly metrics: Pick<Metrics, 'gatewayReconnected' | 'gatewayIdentified'>;
  /** Milliseconds; what is assumed until the gateway has told its own. */
  readonly heartbeatIntervalMs?: number;
  /** Milliseconds of a clock that never jumps. */
  readonly now?: () => number;
  /** Calls after so many milliseconds, unless it is called off by what it gives back. */
  readonly after?: (ms: number, call: () => void) => () => void;
}

export interface Watchdog {
  /** Somebody saw Discord refuse the token: a 401 to a call that was signed. */
  readonly reportUnauthorized: () => void;
  readonly counts: () => GatewayCounts;
  readonly stop: () => void;
}

export interface GatewayCounts {
  /** New sessions within the last 24 hours. */
  readonly identifiesToday: number;
  readonly reconnects: number;
}

/** Milliseconds; what Discord asks for today. */
const HEARTBEAT_MS = 41_250;

/**
 * Intervals without a word. A heartbeat that is not acknowledged makes discord.js reconnect before the
 * second one is over, and a resumed session has missed nothing, so it goes first.
 */
const SILENT_INTERVALS = 2;

/** Looks per interval: a silence is seen at most a quarter of an interval late. */
const LOOKS_PER_INTERVAL = 4;

/** New sessions a day worth an alarm: Discord allows 1,000 and then takes the token away. */
const IDENTIFIES_ALARM = 100;

/** Watches a client until it is told to stop or has found it dead. */
export function openWatchdog(options: WatchdogOptions): Watchdog {
  return new ClientWatchdog(options);
}

class ClientWatchdog implements Watchdog {
  readonly #options: WatchdogOptions;
  readonly #now: () => number;
  readonly #identifies;
  #intervalMs: number;
  #lastSign: number;
  #lastLook: number;
  #isResuming = false;
  #reconnects = 0;
  #isOver = false;
  #cancelLook: () => void = () => undefined;

  constructor(options: WatchdogOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => performance.now());
    this.#identifies = openDayCount({ now: this.#now, most: IDENTIFIES_ALARM });
    this.#intervalMs = options.heartbeatIntervalMs ?? HEARTBEAT_MS;
    this.#lastSign = this.#now();
    this.#lastLook = this.#lastSign;
    const { client } = options;
    client.on(Events.Debug, this.#onDebug);
    client.on(Events.Raw, this.#onRaw);
    client.on(Events.ShardDisconnect, this.#onDisconnect);
    client.on(Events.ShardReconnecting, this.#onReconnecting);
    client.on(Events.Invalidated, this.#onInvalidated);
    this.#lookLater();
  }

  readonly reportUnauthorized = (): void => {
    this.#end(tokenRefused());
  };

  readonly counts = (): GatewayCounts => ({
    identifiesToday: this.#identifies.count(),
    reconnects: this.#reconnects,
  });

  readonly stop = (): void => {
    this.#isOver = true;
    this.#cancelLook();
    const { client } = this.#options;
    client.off(Events.Debug, this.#onDebug);
    client.off(Events.Raw, this.#onRaw);
    client.off(Events.ShardDisconnect, this.#onDisconnect);
    client.off(Events.ShardReconnecting, this.#onReconnecting);
    client.off(Events.Invalidated, this.#onInvalidated);
  };

  readonly #onDebug = (line: string): void => {
    const signal = readSignal(line);
    if (signal !== null) this.#onSignal(signal);
  };

  #onSignal(signal: GatewaySignal): void {
    switch (signal.kind) {
      case 'connecting':
      case 'closing':
        this.#isResuming = false;
        this.#lastSign = this.#now();
        break;
      case 'identifying':
        this.#countIdentify();
        break;
      case 'resuming':
        this.#isResuming = true;
        break;
      case 'beating':
        this.#learnInterval(signal.intervalMs);
        break;
      case 'acknowledged':
        // The connection lives, but a resume that is not answered is no session.
        if (!this.#isResuming) this.#lastSign = this.#now();
        break;
    }
  }

  readonly #onRaw = (packet: unknown): void => {
    this.#lastSign = this.#now();
    if (isDispatch(packet, [GatewayDispatchEvents.Ready, GatewayDispatchEvents.Resumed])) {
      this.#isResuming = false;
    }
  };

  readonly #onDisconnect = ({ code }: { readonly code: number }): void => {
    this.#end(fatalClose(code) ?? lost(`Discord's gateway has closed for good (code ${code}).`));
  };

  readonly #onReconnecting = (): void => {
    this.#reconnects += 1;
    this.#options.metrics.gatewayReconnected();
    this.#options.log.info({ reconnects: this.#reconnects }, 'gateway connection lost');
  };

  readonly #onInvalidated = (): void => {
    this.#end(lost('Discord has ended the session for good.'));
  };

  #countIdentify(): void {
    this.#options.metrics.gatewayIdentified();
    if (!this.#identifies.add()) return;
    this.#options.log.warn(
      { identifies: IDENTIFIES_ALARM },
      'many new gateway sessions within a day; Discord resets the token at 1,000',
    );
  }

  #learnInterval(intervalMs: number): void {
    if (intervalMs <= 0 || intervalMs === this.#intervalMs) return;
    this.#intervalMs = intervalMs;
    this.#cancelLook();
    this.#lookLater();
  }

  #lookLater(): void {
    const after = this.#options.after ?? callAfter;
    this.#lastLook = this.#now();
    this.#cancelLook = after(this.#intervalMs / LOOKS_PER_INTERVAL, () => {
      this.#look();
    });
  }

  #look(): void {
    const now = this.#now();
    // A look that comes this late means that the machine slept or the process was held: what did not arrive
    // meanwhile proves nothing.
    if (now - this.#lastLook > this.#intervalMs) this.#lastSign = now;
    const silentMs = now - this.#lastSign;
    if (silentMs >= SILENT_INTERVALS * this.#intervalMs) {
      const seconds = Math.round(silentMs / 1_000);
      this.#end(lost(`Nothing has come from Discord's gateway for ${seconds} s.`));
    } else {
      this.#lookLater();
    }
  }

  #end(error: ReadableError): void {
    if (this.#isOver) return;
    this.stop();
    this.#options.onFatal(error);
  }
}

function lost(text: string): ReadableError {
  return new ReadableError({
    code: 'discord_unreachable',
    text,
    remedy: 'Start the bot again; under a supervisor that happens by itself.',
  });
}

function isDispatch(packet: unknown, names: readonly string[]): boolean {
  if (typeof packet !== 'object' || packet === null || !('t' in packet)) return false;
  return typeof packet.t === 'string' && names.includes(packet.t);
}

function callAfter(ms: number, call: () => void): () => void {
  const timer = setTimeout(call, ms);
  // A watchdog alone is no reason to stay alive.
  timer.unref();
  return () => {
    clearTimeout(timer);
  };
}
