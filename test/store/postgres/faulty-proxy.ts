// A way to a database that can be cut, blocked and opened again, as networks are.

import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

export interface FaultyProxy {
  /** The address with this proxy in place of its host. */
  readonly url: string;
  readonly port: number;
  /** Connections that were accepted so far. */
  accepted(): number;
  /** Breaks every connection that there is. */
  cut(): void;
  /** `refuse` breaks what comes, `swallow` lets nothing through in either direction. */
  set(mode: 'pass' | 'refuse' | 'swallow'): void;
}

/** Opens one to the database of an address. */
export async function faultyProxy(address: string): Promise<FaultyProxy> {
  const target = new URL(address);
  const sockets = new Set<Socket>();
  let mode: 'pass' | 'refuse' | 'swallow' = 'pass';
  let accepted = 0;
  const track = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  };
  const server = createServer((near) => {
    track(near);
    accepted += 1;
    if (mode === 'refuse') {
      near.destroy();
      return;
    }
    const far = connect(Number(target.port), target.hostname);
    track(far);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.on('data', (chunk: Buffer) => {
        if (mode !== 'swallow') to.write(chunk);
      });
      from.on('close', () => to.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  onTestFinished(() => {
    cut();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const url = new URL(address);
  url.host = `127.0.0.1:${port}`;
  return {
    url: url.toString(),
    port,
    accepted: () => accepted,
    cut,
    set: (next) => {
      mode = next;
    },
  };
}
