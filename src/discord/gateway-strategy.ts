// How the client's connections to the gateway, one a shard, are made, and above all how they end. As discord.js comes,
// a connection that is being made outlives `client.destroy()`, and one that the server does not close with us,
// such as a dead one that is to be replaced, is waited for half a minute. Here an end is an end within a
// second or two.

import { setTimeout as sleep } from 'node:timers/promises';
import { SimpleShardingStrategy } from 'discord.js';

/** Milliseconds; Discord shakes hands and says hello within one second. */
const HANDSHAKE_MS = 5_000;
const HELLO_MS = 10_000;

/** Milliseconds for the server to close its side; after that the socket is destroyed. */
const CLOSE_MS = 1_000;

type Manager = ConstructorParameters<typeof SimpleShardingStrategy>[0];
type DestroyOptions = Parameters<SimpleShardingStrategy['destroy']>[0];

/** One process, one connection a shard, and an end that is one. */
export class EndableStrategy extends SimpleShardingStrategy {
  readonly #isOver: () => boolean;

  constructor(manager: Manager, isOver: () => boolean) {
    super(manager);
    this.#isOver = isOver;
    const { options } = manager;
    options.handshakeTimeout = HANDSHAKE_MS;
    options.helloTimeout = HELLO_MS;
    const retrieve = options.retrieveSessionInfo.bind(options);
    // Every attempt to connect begins with this question. After the end it stays without an answer, which
    // holds nothing open, where an error would surface as an unhandled rejection.
    options.retrieveSessionInfo = (id) => (isOver() ? new Promise(() => undefined) : retrieve(id));
  }

  override async connect(): Promise<void> {
    if (this.#isOver()) return;
    await super.connect();
  }

  override async destroy(options?: DestroyOptions): Promise<void> {
    const shards = this.#shards();
    for (const shard of shards) toleratesErrors(socketOf(shard));
    const stop = new AbortController();
    const patience = sleep(CLOSE_MS, undefined, { signal: stop.signal }).catch(() => undefined);
    await Promise.race([super.destroy(options), patience]);
    stop.abort();
    for (const shard of shards) {
      const socket = socketOf(shard);
      toleratesErrors(socket);
      socket?.terminate();
    }
  }

  /**
   * To be called where the library closes a connection: one that is still waiting for its server a moment
   * later is ended, and the library goes on with a new one.
   */
  endClosing(): void {
    setTimeout(() => {
      for (const shard of this.#shards()) {
        const socket = socketOf(shard);
        if (socket?.readyState === CLOSING) socket.terminate();
      }
    }, CLOSE_MS).unref();
  }

  /** The library keeps them to itself; without them an end takes longer and is otherwise the same. */
  #shards(): readonly object[] {
    const shards: unknown = Reflect.get(this, 'shards');
    return shards instanceof Map ? [...(shards as Map<number, object>).values()] : [];
  }
}

/** A WebSocket's state between asking for its end and having it. */
const CLOSING = 2;

interface Socket {
  readonly readyState: number;
  on(event: 'error', listener: () => void): unknown;
  terminate(): void;
}

/** The socket of a shard, which the library keeps to itself as well. */
function socketOf(shard: object): Socket | null {
  const socket: unknown = Reflect.get(shard, 'connection');
  const isSocket = typeof socket === 'object' && socket !== null && 'terminate' in socket;
  return isSocket ? (socket as Socket) : null;
}

/** A shard that is destroyed while it connects takes its handler away; the error that follows would be fatal. */
function toleratesErrors(socket: Socket | null): void {
  socket?.on('error', () => undefined);
}
