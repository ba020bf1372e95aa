// As much of Discord as a login needs, with the faults that a login meets: GET /gateway/bot and a gateway
// that says hello, lets a session begin or resume, acknowledges heartbeats, or leaves any of it out.

import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { GatewayOpcodes } from 'discord-api-types/v10';
import { onTestFinished } from 'vitest';
import { WebSocketServer, type WebSocket } from 'ws';

export interface TinyGatewayOptions {
  /** The status of GET /gateway/bot. */
  readonly status?: number;
  /** Never answer a request at all. */
  readonly isMute?: boolean;
  /** Sessions that may still be begun. */
  readonly remaining?: number;
  /** Where the gateway is said to be; here unless given. */
  readonly gatewayUrl?: string;
  /** What follows an upgrade: a hello, silence, or not even the upgrade. */
  readonly greeting?: 'hello' | 'silence' | 'no upgrade';
  /** What follows an identify: a session, or a close code. */
  readonly onIdentify?: 'ready' | number;
  readonly onResume?: 'resumed' | 'silence';
  readonly acknowledges?: boolean;
  readonly heartbeatIntervalMs?: number;
}

export interface TinyGateway {
  /** The address for `rest.api`. */
  readonly api: string;
  /** Connections to the gateway that were ever begun. */
  readonly attempts: () => number;
  /** Connections to the gateway and requests without an answer that are open now. */
  readonly open: () => number;
  /** The tokens that identified. */
  readonly identified: readonly string[];
  readonly resumes: () => number;
  /** Cuts every gateway connection. */
  readonly cut: () => void;
  /** Closes every gateway connection with a code. */
  readonly close: (code: number) => void;
}

const USER = {
  id: '123456789012345678',
  username: 'bot',
  discriminator: '0',
  avatar: null,
  bot: true,
};

/** Starts it for the length of one test. */
export async function startTinyGateway(options: TinyGatewayOptions = {}): Promise<TinyGateway> {
  const sockets = new Set<Socket>();
  const open = new Set<Duplex | ServerResponse>();
  const track = (connection: Duplex | ServerResponse): void => {
    open.add(connection);
    connection.on('close', () => open.delete(connection));
  };
  const identified: string[] = [];
  const counts = { attempts: 0, resumes: 0 };
  const web = new WebSocketServer({ noServer: true });
  const server = createServer((_request, response) => {
    track(response);
    if (options.isMute === true) return;
    response.writeHead(options.status ?? 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(gatewayBot(options, addressOf(server))));
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
  });
  server.on('upgrade', (request, socket, head) => {
    counts.attempts += 1;
    track(socket);
    if (options.greeting === 'no upgrade') {
      socket.resume().on('end', () => socket.end());
      return;
    }
    web.handleUpgrade(request, socket, head, (client) => {
      speak(client, options, { identified, counts });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return {
    api: `http://${addressOf(server)}/api`,
    attempts: () => counts.attempts,
    open: () => open.size,
    identified,
    resumes: () => counts.resumes,
    cut: () => {
      for (const client of web.clients) client.terminate();
    },
    close: (code) => {
      for (const client of web.clients) client.close(code);
    },
  };
}

function addressOf(server: Server): string {
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function gatewayBot({ gatewayUrl, remaining = 900 }: TinyGatewayOptions, address: string): unknown {
  return {
    url: gatewayUrl ?? `ws://${address}`,
    shards: 1,
    session_start_limit: { total: 1_000, remaining, reset_after: 3_600_000, max_concurrency: 1 },
  };
}

interface Notes {
  readonly identified: string[];
  readonly counts: { resumes: number };
}

function speak(client: WebSocket, options: TinyGatewayOptions, notes: Notes): void {
  const { heartbeatIntervalMs = 41_250, acknowledges = true } = options;
  const send = (payload: unknown): void => {
    client.send(JSON.stringify(payload));
  };
  client.on('error', () => undefined);
  client.on('message', (data: Buffer) => {
    const { op, d } = JSON.parse(data.toString()) as { op: GatewayOpcodes; d: { token: string } };
    if (op === GatewayOpcodes.Heartbeat && acknowledges) send({ op: GatewayOpcodes.HeartbeatAck });
    if (op === GatewayOpcodes.Identify) {
      notes.identified.push(d.token);
      if (typeof options.onIdentify === 'number') client.close(options.onIdentify);
      else send(ready());
    }
    if (op === GatewayOpcodes.Resume) {
      notes.counts.resumes += 1;
      if (options.onResume !== 'silence') send({ op: 0, s: 2, t: 'RESUMED', d: {} });
    }
  });
  if (options.greeting === 'silence') return;
  send({ op: GatewayOpcodes.Hello, d: { heartbeat_interval: heartbeatIntervalMs } });
}

function ready(): unknown {
  const application = { id: USER.id, flags: 0 };
  return {
    op: 0,
    s: 1,
    t: 'READY',
    d: { v: 10, user: USER, guilds: [], session_id: 's', application },
  };
}
