// The gateway: HELLO, IDENTIFY, RESUME, heartbeats and dispatches over `ws`, and the ways in which it can fail.

import { OPCODE } from './kinds.js';
import { GatewayCloseCodes, GatewayDispatchEvents } from 'discord-api-types/v10';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { GatewayConnection, type ConnectionHost } from './gateway-connection.js';
import { GatewayFaults } from './gateway-faults.js';
import { GatewaySession } from './gateway-session.js';
import type { Json } from './json.js';
import type { Ledger } from './ledger.js';
import { shardOf } from './snowflake.js';

export interface GatewayOptions {
  readonly token: string;
  readonly heartbeatIntervalMs: number;
  readonly ackHeartbeats: boolean;
  readonly sendHello: boolean;
  readonly sendReady: boolean;
  readonly answerResume: boolean;
  readonly privilegedIntents: boolean;
  /** Sessions that may begin in one window, by the remainder of their shard; and a window's milliseconds, 0 for none. */
  readonly maxConcurrency: number;
  readonly identifyWindowMs: number;
  /** Sessions that may begin a day. */
  readonly sessionStarts: number;
}

/** What the gateway needs of the world around it. */
export interface GatewayHost {
  readonly now: () => number;
  readonly ledger: Ledger;
  readonly options: GatewayOptions;
  readonly random: () => number;
  /** The READY payload without session id, and the guilds that follow it. */
  readonly ready: (session: GatewaySession) => { readonly ready: Json; readonly guilds: Json[] };
  readonly members: (request: Json) => Json;
}

/** An event to be told to whoever listens for it. */
export interface Dispatch {
  readonly event: string;
  /** Null for what is not tied to a guild. */
  readonly guildId: string | null;
  /** The intent without which it is not sent; 0 for none. */
  readonly intent: number;
  readonly data: (intents: number) => unknown;
}

const REMEMBERED_SESSIONS = 50;

/** `[n, total]` of an IDENTIFY; all of it unless given. */
export function shardAsked({ shard }: Json): readonly [id: number, count: number] {
  return Array.isArray(shard) ? [Number(shard[0]), Number(shard[1])] : [0, 1];
}

export class Gateway implements ConnectionHost {
  readonly #host: GatewayHost;
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #connections = new Set<GatewayConnection>();
  readonly #sessions = new Map<string, GatewaySession>();
  /** Duplicates, disorder, replays: see there. */
  readonly faults: GatewayFaults;
  #isReachable = true;
  #made = 0;
  /** When a session was last begun, by the remainder of its shard. */
  readonly #begun = new Map<number, number>();

  constructor(host: GatewayHost) {
    this.#host = host;
    this.faults = new GatewayFaults(host.random);
  }

  get options(): GatewayOptions {
    return this.#host.options;
  }

  get now(): number {
    return this.#host.now();
  }

  get ledger(): Ledger {
    return this.#host.ledger;
  }

  /** Sessions somebody listens on. */
  get connected(): readonly GatewaySession[] {
    return [...this.#sessions.values()].filter(({ isConnected }) => isConnected);
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (!this.#isReachable) {
      socket.destroy();
      return;
    }
    this.#server.handleUpgrade(request, socket, head, (webSocket: WebSocket) => {
      const connection = new GatewayConnection(webSocket, this);
      this.#connections.add(connection);
      webSocket.on('close', () => this.#connections.delete(connection));
    });
  }

  /** Tells an event to every session that asked for its kind. */
  dispatch(event: Dispatch): void {
    for (const held of this.faults.arrange(event)) {
      for (const session of this.#sessions.values()) this.#tell(session, held);
    }
  }

  #tell(session: GatewaySession, { event, guildId, intent, data }: Dispatch): void {
    const [shard, shards] = session.shard;
    if (!session.isResumable || shardOf(guildId, shards) !== shard) return;
    if (intent !== 0 && (session.intents & intent) === 0) return;
    this.ledger.dispatched += 1;
    session.dispatch(event, data(session.intents));
  }

  /** Sessions that may still begin today. */
  get sessionsLeft(): number {
    return Math.max(0, this.options.sessionStarts - this.#made);
  }

  /** Whether a session of a shard comes too soon after the last one that shares its turn. */
  isTooSoon(shard: number): boolean {
    const { identifyWindowMs, maxConcurrency } = this.options;
    const turn = shard % maxConcurrency;
    const before = this.#begun.get(turn);
    if (before !== undefined && this.now - before < identifyWindowMs) return true;
    this.#begun.set(turn, this.now);
    return false;
  }

  identified(identify: Json, connection: GatewayConnection): GatewaySession {
    this.#made += 1;
    this.#forgetOld();
    const session = new GatewaySession({
      id: `session${this.#made}x${Math.trunc(this.now).toString(36)}`,
      intents: Number(identify.intents ?? 0),
      shard: shardAsked(identify),
    });
    this.#sessions.set(session.id, session);
    session.attach(connection.socket);
    if (this.options.sendReady) this.#welcome(session);
    return session;
  }

  /** Sessions nobody can come back to, or that are too many to be remembered. */
  #forgetOld(): void {
    for (const session of this.#sessions.values()) {
      const isOver = !session.isResumable || this.#sessions.size >= REMEMBERED_SESSIONS;
      if (isOver && !session.isConnected) this.#sessions.delete(session.id);
    }
  }

  #welcome(session: GatewaySession): void {
    const { ready, guilds } = this.#host.ready(session);
    session.dispatch(GatewayDispatchEvents.Ready, { ...ready, session_id: session.id });
    for (const guild of guilds) session.dispatch(GatewayDispatchEvents.GuildCreate, guild);
  }

  /** The session a RESUME is for, or null where it cannot go on. */
  resumable(id: string, sequence: number): GatewaySession | null {
    const session = this.#sessions.get(id);
    return session?.isResumable === true && session.knows(sequence) ? session : null;
  }

  resumed(session: GatewaySession, after: number): void {
    session.replay(after, this.faults.takeReplay());
    session.dispatch(GatewayDispatchEvents.Resumed, { _trace: [] });
  }

  members(request: Json): Json {
    return this.#host.members(request);
  }

  /** Ends every connection: with a close code, or as a network does, without a word. */
  dropSockets(code?: number): void {
    for (const connection of this.#connections) connection.drop(code);
  }

  /** Asks every client to reconnect (op 7). */
  requestReconnect(): void {
    this.#toAll({ op: OPCODE.Reconnect, d: null });
  }

  /** Declares every session invalid (op 9); `isResumable` as Discord says it. */
  invalidateSessions(isResumable: boolean): void {
    if (!isResumable) {
      for (const session of this.#sessions.values()) session.isResumable = false;
    }
    this.#toAll({ op: OPCODE.InvalidSession, d: isResumable });
  }

  /** Stops reading and writing on the connections there are, without closing them. */
  halfOpen(): void {
    for (const connection of this.#connections) connection.freeze();
  }

  /** False: new connections are refused and those there are end. */
  setReachable(isReachable: boolean): void {
    this.#isReachable = isReachable;
    if (!isReachable) this.dropSockets();
  }

  /** Sends a text as it is to every client: what is no JSON, or an event of one's own. */
  sendRaw(text: string): void {
    for (const { socket } of this.#connections) socket.send(text);
  }

  /** Forgets every session, as a restart of Discord's does; connections end. */
  restart(): void {
    this.#sessions.clear();
    this.dropSockets(GatewayCloseCodes.UnknownError);
  }

  stop(): void {
    for (const { socket } of this.#connections) socket.terminate();
    this.#server.close();
  }

  #toAll(frame: Json): void {
    this.sendRaw(JSON.stringify(frame));
  }
}
