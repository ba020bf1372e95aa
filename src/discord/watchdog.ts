// In: a client's events. Out: one call, at most, when the bot can no longer hear Discord and will not by
// itself. After a fatal close discord.js says it is ready and is deaf, and a resume that is never answered
// keeps it waiting for ever; a process that ends is started again, one that is deaf is not. A gateway that is
// away is no such case: as long as the client keeps trying, it comes back alone. Each shard is watched by itself: one
// that is deaf is not made up for by others that hear.

import { Events, GatewayDispatchEvents, type Client } from 'discord.js';
import type { Metrics } from '../health/metrics.js';
import { ReadableError } from '../shared/errors.js';
import type { Log } from '../shared/log.js';
import { fatalClose, tokenRefused } from './connection-errors.js';
import { openDayCount } from './day-count.js';
import { readSignal } from './gateway-signals.js';
import { ShardWatch } from './shard-watch.js';

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
  readonly #shards = new Map<number, ShardWatch>();
  #reconnects = 0;
  #isOver = false;

  constructor(options: WatchdogOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => performance.now());
    this.#identifies = openDayCount({ now: this.#now, most: IDENTIFIES_ALARM });
    const { client } = options;
    client.on(Events.Debug, this.#onDebug);
    client.on(Events.Raw, this.#onRaw);
    client.on(Events.ShardDisconnect, this.#onDisconnect);
    client.on(Events.ShardReconnecting, this.#onReconnecting);
    client.on(Events.Invalidated, this.#onInvalidated);
    const shards: unknown = client.options.shards;
    const first: unknown = Array.isArray(shards) ? shards[0] : 0;
    // One is watched from the start, so that a client that does nothing at all is found out.
    this.#shard(typeof first === 'number' ? first : 0);
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
    for (const shard of this.#shards.values()) shard.stop();
    const { client } = this.#options;
    client.off(Events.Debug, this.#onDebug);
    client.off(Events.Raw, this.#onRaw);
    client.off(Events.ShardDisconnect, this.#onDisconnect);
    client.off(Events.ShardReconnecting, this.#onReconnecting);
    client.off(Events.Invalidated, this.#onInvalidated);
  };

  /** What watches a shard, from its first sign on. */
  #shard(id: number): ShardWatch {
    const known = this.#shards.get(id);
    if (known !== undefined) return known;
    const { after = callAfter, heartbeatIntervalMs: intervalMs = HEARTBEAT_MS } = this.#options;
    const onSilence = (silentMs: number): void => {
      this.#silent(id, silentMs);
    };
    const watch = new ShardWatch({ onSilence, intervalMs, after, now: this.#now });
    this.#shards.set(id, watch);
    return watch;
  }

  #silent(id: number, silentMs: number): void {
    const seconds = Math.round(silentMs / 1_000);
    const which = this.#shards.size === 1 ? '' : ` on shard ${id}`;
    this.#end(lost(`Nothing has come from Discord's gateway${which} for ${seconds} s.`));
  }

  readonly #onDebug = (line: string): void => {
    const signal = readSignal(line);
    if (signal === null) return;
    if (signal.kind === 'identifying') this.#countIdentify();
    this.#shard(signal.shard).signalled(signal);
  };

  readonly #onRaw = (packet: unknown, shard: number): void => {
    const isSession = isDispatch(packet, [
      GatewayDispatchEvents.Ready,
      GatewayDispatchEvents.Resumed,
    ]);
    this.#shard(shard).heard(isSession);
  };

  readonly #onDisconnect = ({ code }: { readonly code: number }): void => {
    this.#end(fatalClose(code) ?? lost(`Discord's gateway has closed for good (code ${code}).`));
  };

  readonly #onReconnecting = (shard: number): void => {
    this.#reconnects += 1;
    this.#options.metrics.gatewayReconnected();
    this.#options.log.info({ shard, reconnects: this.#reconnects }, 'gateway connection lost');
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
