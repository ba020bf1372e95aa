// One WebSocket from HELLO to its end: it reads frames, refuses what Discord refuses, and answers.

import { OPCODE } from './kinds.js';
import { GatewayCloseCodes, GatewayDispatchEvents, GatewayIntentBits } from 'discord-api-types/v10';
import type { RawData, WebSocket } from 'ws';
import { shardAsked, type GatewayOptions } from './gateway.js';
import type { GatewaySession } from './gateway-session.js';
import { asJson, asNumber, asText, isJson, parseJson, type Json } from './json.js';
import type { Ledger } from './ledger.js';

const PAYLOAD_BYTES = 4_096;
const SENDS_A_MINUTE = 120;
const MINUTE_MS = 60_000;
/** With these a client says that it will not come back: the session ends. */
const FINAL_CLOSES: readonly number[] = [1_000, 1_001];
const PRIVILEGED =
  GatewayIntentBits.MessageContent |
  GatewayIntentBits.GuildMembers |
  GatewayIntentBits.GuildPresences;

/** What a connection needs of the gateway. */
export interface ConnectionHost {
  readonly options: GatewayOptions;
  readonly now: number;
  readonly ledger: Ledger;
  readonly sessionsLeft: number;
  isTooSoon(shard: number): boolean;
  identified(identify: Json, connection: GatewayConnection): GatewaySession;
  resumable(id: string, sequence: number): GatewaySession | null;
  resumed(session: GatewaySession, after: number): void;
  members(request: Json): Json;
}

export class GatewayConnection {
  readonly socket: WebSocket;
  readonly #host: ConnectionHost;
  #session: GatewaySession | null = null;
  #sentAt: number[] = [];
  /** Whether the end came from this side: the session then goes on. */
  #isDropped = false;

  constructor(socket: WebSocket, host: ConnectionHost) {
    this.socket = socket;
    this.#host = host;
    socket.on('message', (data) => {
      this.#read(data);
    });
    socket.on('close', (code: number) => {
      this.#closed(code);
    });
    socket.on('error', () => {
      socket.terminate();
    });
    if (host.options.sendHello) {
      const hello = { heartbeat_interval: host.options.heartbeatIntervalMs };
      this.#send(OPCODE.Hello, hello);
    }
  }

  drop(code?: number): void {
    this.#isDropped = true;
    if (code === undefined) this.socket.terminate();
    else this.socket.close(code);
    this.#session?.detach(this.socket);
  }

  freeze(): void {
    this.#session?.detach(this.socket);
    this.socket.pause();
  }

  #closed(code: number): void {
    this.#session?.detach(this.socket);
    if (this.#session === null || this.#isDropped) return;
    if (FINAL_CLOSES.includes(code)) this.#session.isResumable = false;
  }

  #send(op: number, data: unknown): void {
    this.socket.send(JSON.stringify({ op, d: data, s: null, t: null }));
  }

  #read(data: RawData): void {
    const text = Buffer.isBuffer(data) ? data.toString('utf8') : '';
    const frame = parseJson(text);
    if (Buffer.byteLength(text) > PAYLOAD_BYTES || !isJson(frame)) {
      this.socket.close(GatewayCloseCodes.DecodeError);
    } else if (this.#isTooBusy()) {
      this.socket.close(GatewayCloseCodes.RateLimited);
    } else {
      this.#handle(asNumber(frame.op), frame.d);
    }
  }

  #isTooBusy(): boolean {
    const { now } = this.#host;
    this.#sentAt = [...this.#sentAt.filter((at) => now - at < MINUTE_MS), now];
    return this.#sentAt.length > SENDS_A_MINUTE;
  }

  #handle(op: number, data: unknown): void {
    const { ledger, now, options } = this.#host;
    const { token, ...rest } = asJson(data);
    ledger.noteSend({ at: now, op, data: rest });
    if (op === OPCODE.Identify || op === OPCODE.Resume) {
      if (token !== options.token) this.socket.close(GatewayCloseCodes.AuthenticationFailed);
      else if (op === OPCODE.Identify) this.#identify(rest);
      else this.#resume(rest);
    } else if (op === OPCODE.Heartbeat) {
      if (options.ackHeartbeats) this.#send(OPCODE.HeartbeatAck, null);
    } else if (op === OPCODE.RequestGuildMembers) {
      this.#session?.dispatch(GatewayDispatchEvents.GuildMembersChunk, this.#host.members(rest));
    } else if (!IGNORED.includes(op)) {
      this.socket.close(GatewayCloseCodes.UnknownOpcode);
    }
  }

  #identify(identify: Json): void {
    const intents = asNumber(identify.intents);
    if (this.#session !== null) {
      this.socket.close(GatewayCloseCodes.AlreadyAuthenticated);
    } else if (!this.#host.options.privilegedIntents && (intents & PRIVILEGED) !== 0) {
      this.socket.close(GatewayCloseCodes.DisallowedIntents);
    } else if (!isShard(shardAsked(identify))) {
      this.socket.close(GatewayCloseCodes.InvalidShard);
    } else if (this.#host.sessionsLeft === 0) {
      // Discord takes the token away from who begins more than it allows.
      this.socket.close(GatewayCloseCodes.AuthenticationFailed);
    } else if (this.#host.isTooSoon(shardAsked(identify)[0])) {
      this.#send(OPCODE.InvalidSession, false);
    } else {
      this.#session = this.#host.identified(identify, this);
    }
  }

  #resume(resume: Json): void {
    if (!this.#host.options.answerResume) return;
    const sequence = asNumber(resume.seq);
    const session = this.#host.resumable(asText(resume.session_id), sequence);
    if (session === null) {
      this.#send(OPCODE.InvalidSession, false);
      return;
    }
    this.#session = session;
    session.attach(this.socket);
    this.#host.resumed(session, sequence);
  }
}

function isShard([shard, count]: readonly [number, number]): boolean {
  return Number.isInteger(shard) && Number.isInteger(count) && shard >= 0 && shard < count;
}

const IGNORED: readonly number[] = [OPCODE.PresenceUpdate, OPCODE.VoiceStateUpdate];
