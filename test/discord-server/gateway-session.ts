// One session of a client: its intents, its numbered events as serialised text, and the socket it is on, if any.

import { OPCODE } from './kinds.js';

import type { WebSocket } from 'ws';

/** As many events as a resume can bring back. */
const KEPT_EVENTS = 20_000;

interface NewSession {
  readonly id: string;
  readonly intents: number;
  readonly shard: readonly [id: number, count: number];
}

export class GatewaySession {
  readonly id: string;
  readonly intents: number;
  readonly shard: readonly [id: number, count: number];
  /** False once it was declared invalid or closed for good: a RESUME is then refused. */
  isResumable = true;
  #socket: WebSocket | null = null;
  #sequence = 0;
  readonly #events: { readonly sequence: number; readonly text: string }[] = [];

  constructor({ id, intents, shard }: NewSession) {
    this.id = id;
    this.intents = intents;
    this.shard = shard;
  }

  get socket(): WebSocket | null {
    return this.#socket;
  }

  get isConnected(): boolean {
    return this.#socket !== null;
  }

  attach(socket: WebSocket): void {
    this.#socket = socket;
  }

  detach(socket: WebSocket): void {
    if (this.#socket === socket) this.#socket = null;
  }

  /** Numbers an event, keeps it for a resume, and sends it if somebody listens. */
  dispatch(event: string, data: unknown): void {
    this.#sequence += 1;
    const text = JSON.stringify({
      op: OPCODE.Dispatch,
      t: event,
      s: this.#sequence,
      d: data,
    });
    this.#events.push({ sequence: this.#sequence, text });
    if (this.#events.length > KEPT_EVENTS) this.#events.shift();
    this.#socket?.send(text);
  }

  /** Sends again what came after a number; `extra` events before it too, as Discord sometimes does. */
  replay(after: number, extra: number): void {
    for (const { sequence, text } of this.#events) {
      if (sequence > after - extra) this.#socket?.send(text);
    }
  }

  /** Whether a number is one this session has reached. */
  knows(sequence: number): boolean {
    return sequence <= this.#sequence;
  }
}
