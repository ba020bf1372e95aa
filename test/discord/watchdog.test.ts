// A bot that no longer hears Discord is found out, once; one that Discord will hear again is left alone.

import { Client, Events, type CloseEvent } from 'discord.js';
import { describe, expect, it, onTestFinished } from 'vitest';
import { logIn, openClient } from '../../src/discord/open-client.js';
import { openWatchdog, type Watchdog } from '../../src/discord/watchdog.js';
import type { ReadableError } from '../../src/shared/errors.js';
import { openLog, silentLog } from '../../src/shared/log.js';
import { startTinyGateway, type TinyGatewayOptions } from './tiny-gateway.js';

/** A clock that moves when it is told to, and calls what has become due on the way. */
class HandClock {
  #now = 0;
  #due: { readonly at: number; readonly call: () => void }[] = [];

  readonly now = (): number => this.#now;

  readonly after = (ms: number, call: () => void): (() => void) => {
    const entry = { at: this.#now + ms, call };
    this.#due.push(entry);
    return () => {
      this.#due = this.#due.filter((other) => other !== entry);
    };
  };

  /** Lets time pass bit by bit, as for a process that runs. */
  pass(ms: number): void {
    for (let left = ms; left > 0; left -= 50) this.leap(Math.min(50, left));
  }

  /** Lets time pass at once, as for a machine that sleeps. */
  leap(ms: number): void {
    this.#now += ms;
    const due = this.#due.filter(({ at }) => at <= this.#now);
    this.#due = this.#due.filter(({ at }) => at > this.#now);
    for (const { call } of due) call();
  }

  get waiting(): number {
    return this.#due.length;
  }
}

const INTERVAL = 1_000;

interface Watched {
  readonly client: Client;
  readonly clock: HandClock;
  readonly watchdog: Watchdog;
  readonly fatal: ReadableError[];
  readonly log: string[];
  readonly counted: string[];
  /** A debug line of the one connection. */
  readonly line: (text: string) => boolean;
}

/** A client that is not connected: its events are played by hand. */
function watch(): Watched {
  const client = new Client({ intents: [] });
  const clock = new HandClock();
  const fatal: ReadableError[] = [];
  const log: string[] = [];
  const counted: string[] = [];
  const watchdog = openWatchdog({
    client,
    onFatal: (error) => fatal.push(error),
    log: openLog({ level: 'info', write: (line) => log.push(line) }),
    metrics: {
      gatewayReconnected: () => counted.push('reconnect'),
      gatewayIdentified: () => counted.push('identify'),
    },
    heartbeatIntervalMs: INTERVAL,
    now: clock.now,
    after: clock.after,
  });
  onTestFinished(async () => {
    watchdog.stop();
    await client.destroy();
  });
  const line = (text: string): boolean => client.emit(Events.Debug, `[WS => Shard 0] ${text}`);
  return { client, clock, watchdog, fatal, log, counted, line };
}

/** Discord.js fills the other fields with what means nothing. */
const closed = (code: number): CloseEvent => ({ code }) as CloseEvent;

describe('a watchdog', () => {
  it.each([
    [4004, 'discord_token_refused'],
    [4010, 'discord_unreachable'],
    [4011, 'discord_unreachable'],
    [4012, 'discord_unreachable'],
    [4013, 'discord_intents_refused'],
    [4014, 'discord_intents_refused'],
  ])('reports close code %i, after which nobody reconnects', (code, expected) => {
    const { client, fatal } = watch();
    client.emit(Events.ShardDisconnect, closed(code), 0);
    expect(fatal.map((error) => error.code)).toEqual([expected]);
  });

  it('reports a session that was ended for good', () => {
    const { client, fatal } = watch();
    client.emit(Events.Invalidated);
    expect(fatal).toHaveLength(1);
  });

  it('reports a token that a request saw refused', () => {
    const { watchdog, fatal } = watch();
    watchdog.reportUnauthorized();
    expect(fatal.map((error) => error.code)).toEqual(['discord_token_refused']);
  });

  it('reports once, whatever follows', () => {
    const { client, clock, watchdog, fatal } = watch();
    client.emit(Events.ShardDisconnect, closed(4004), 0);
    client.emit(Events.Invalidated);
    watchdog.reportUnauthorized();
    clock.pass(10 * INTERVAL);
    expect(fatal).toHaveLength(1);
  });

  it('reports two intervals of silence, and not less', () => {
    const { clock, fatal } = watch();
    clock.pass(1.9 * INTERVAL);
    expect(fatal).toEqual([]);
    clock.pass(0.4 * INTERVAL);
    expect(fatal.map((error) => error.message)).toEqual([
      "Nothing has come from Discord's gateway for 2 s.",
    ]);
  });

  it.each([
    ['an event', ({ client }: Watched) => client.emit(Events.Raw, { t: 'TYPING_START' }, 0)],
    ['a heartbeat', ({ line }: Watched) => line('Heartbeat acknowledged, latency of 7ms.')],
    ['an attempt to connect', ({ line }: Watched) => line('Connecting to wss://gateway')],
    ['a connection given up', ({ line }: Watched) => line('Destroying shard\n\tReason: x')],
  ])('is content with %s now and then', (_, sign) => {
    const watched = watch();
    for (let i = 0; i < 20; i += 1) {
      watched.clock.pass(1.5 * INTERVAL);
      sign(watched);
    }
    expect(watched.fatal).toEqual([]);
  });

  it('takes no heartbeat for an answer to a resume', () => {
    const { clock, fatal, line } = watch();
    line('Resuming session\n\tresume url: wss://gateway');
    for (let i = 0; i < 3; i += 1) {
      clock.pass(0.9 * INTERVAL);
      line('Heartbeat acknowledged, latency of 7ms.');
    }
    expect(fatal).toHaveLength(1);
  });

  it.each(['RESUMED', 'READY'])('counts heartbeats again after %s', (t) => {
    const { client, clock, fatal, line } = watch();
    line('Resuming session');
    client.emit(Events.Raw, { t }, 0);
    for (let i = 0; i < 5; i += 1) {
      clock.pass(0.9 * INTERVAL);
      line('Heartbeat acknowledged, latency of 7ms.');
    }
    expect(fatal).toEqual([]);
  });

  it('takes the interval that the gateway tells', () => {
    const { clock, fatal, line } = watch();
    line('First heartbeat sent, starting to beat every 5000ms');
    clock.pass(9_900);
    expect(fatal).toEqual([]);
    clock.pass(1_500);
    expect(fatal).toHaveLength(1);
  });

  it('does not mistake a machine that slept for a silent gateway', () => {
    const { clock, fatal } = watch();
    clock.leap(3_600_000);
    expect(fatal).toEqual([]);
    clock.pass(2.3 * INTERVAL);
    expect(fatal).toHaveLength(1);
  });

  it('counts reconnects and new sessions, and warns once of too many', () => {
    const { client, clock, watchdog, log, counted, line } = watch();
    for (let i = 0; i < 101; i += 1) {
      client.emit(Events.ShardReconnecting, 0);
      line('Identifying\n\tshard id: 0');
    }
    expect(watchdog.counts()).toEqual({ identifiesToday: 101, reconnects: 101 });
    expect(counted.filter((name) => name === 'identify')).toHaveLength(101);
    expect(log.filter((entry) => entry.includes('many new gateway sessions'))).toHaveLength(1);
    clock.leap(25 * 3_600_000);
    expect(watchdog.counts().identifiesToday).toBe(0);
  });

  it('finds out one deaf shard among others that hear, and names it', () => {
    const { client, clock, fatal } = watch();
    for (const shard of [0, 1, 2]) client.emit(Events.Raw, { t: 'READY' }, shard);
    for (let i = 0; i < 4; i += 1) {
      clock.pass(0.9 * INTERVAL);
      for (const shard of [0, 2]) client.emit(Events.Raw, { t: 'TYPING_START' }, shard);
    }
    expect(fatal.map((error) => error.message)).toEqual([
      "Nothing has come from Discord's gateway on shard 1 for 2 s.",
    ]);
  });

  it('leaves nothing behind when it is stopped', () => {
    const { client, clock, watchdog, fatal } = watch();
    watchdog.stop();
    client.emit(Events.ShardDisconnect, closed(4004), 0);
    clock.pass(10 * INTERVAL);
    expect(fatal).toEqual([]);
    expect(clock.waiting).toBe(0);
    expect(client.listenerCount(Events.Debug)).toBe(0);
    expect(client.listenerCount(Events.Raw as never)).toBe(0);
  });
});

describe('a watchdog of a real client', () => {
  const BEAT = 250;

  async function live(options: TinyGatewayOptions) {
    const gateway = await startTinyGateway({ heartbeatIntervalMs: BEAT, ...options });
    const client = openClient({
      rest: { api: gateway.api, version: '10' },
      log: silentLog,
      ws: { buildIdentifyThrottler: () => ({ waitForIdentify: () => Promise.resolve() }) },
    });
    const fatal: ReadableError[] = [];
    const watchdog = openWatchdog({
      client,
      onFatal: (error) => fatal.push(error),
      log: silentLog,
      metrics: { gatewayReconnected: () => undefined, gatewayIdentified: () => undefined },
    });
    onTestFinished(async () => {
      watchdog.stop();
      await client.destroy();
    });
    const beats: string[] = [];
    client.on(Events.Debug, (line) => {
      if (line.includes('Heartbeat acknowledged')) beats.push(line);
    });
    await logIn(client, { token: 'a.b.c' });
    return { gateway, client, watchdog, fatal, beats };
  }

  it('learns the interval and hears the heartbeats', async () => {
    const { beats, fatal, watchdog } = await live({});
    // Discord's own interval would be assumed otherwise, and nothing would be found out for a minute.
    await expect.poll(() => beats.length, { timeout: 5_000 }).toBeGreaterThan(3);
    expect(fatal).toEqual([]);
    expect(watchdog.counts()).toEqual({ identifiesToday: 1, reconnects: 0 });
  });

  it('sees that the bot is let in again after a cut, and lets it be', async () => {
    const { gateway, client, fatal, watchdog } = await live({ heartbeatIntervalMs: 1_000 });
    const resumed = new Promise((resolve) => client.once(Events.ShardResume, resolve));
    gateway.cut();
    await resumed;
    expect(fatal).toEqual([]);
    expect(watchdog.counts()).toEqual({ identifiesToday: 1, reconnects: 1 });
  });

  it('finds out a resume that is never answered, although heartbeats are', async () => {
    const { gateway, fatal, beats } = await live({ onResume: 'silence', heartbeatIntervalMs: 300 });
    await expect.poll(() => beats.length, { timeout: 5_000 }).toBeGreaterThan(1);
    gateway.cut();
    await expect.poll(() => fatal.length, { timeout: 8_000 }).toBe(1);
    expect(gateway.resumes()).toBe(1);
    expect(fatal[0]?.message).toContain('Nothing has come');
  });

  it('finds out a fatal close, after which the client still calls itself ready', async () => {
    const { gateway, client, fatal } = await live({});
    await expect.poll(() => client.isReady()).toBe(true);
    gateway.close(4004);
    await expect.poll(() => fatal.map((error) => error.code)).toEqual(['discord_token_refused']);
    expect(client.isReady()).toBe(true);
  });
});
