// An HTTP server on loopback that a test scripts, and that remembers who came. Every connection counts, whether it
// asked for anything or not.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface LoopbackServer {
  readonly port: number;
  /** `127.0.0.1:PORT`, as an allow-list names it. */
  readonly place: string;
  readonly origin: string;
  /** Paths that were asked for, in order. */
  readonly paths: readonly string[];
  readonly connections: () => number;
  forget(): void;
}

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** Starts a server; it is gone when the test is over. */
export async function loopbackServer(answer: Answer): Promise<LoopbackServer> {
  const paths: string[] = [];
  let connections = 0;
  const server = createServer((request, response) => {
    paths.push(request.url ?? '');
    answer(request, response);
  });
  server.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => {
    // Every interface and family, so that no spelling of "inside" misses it.
    server.listen(0, '::', resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const place = `127.0.0.1:${port}`;
  return {
    port,
    place,
    origin: `http://${place}`,
    paths,
    connections: () => connections,
    forget: () => {
      paths.length = 0;
      connections = 0;
    },
  };
}
