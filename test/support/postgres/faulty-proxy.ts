// A way to a database that can be cut, blocked and opened again, as networks are.

import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/**
 * `refuse` breaks what comes. `hold` lets no byte through and closes nothing, as with a cable that was pulled: what was
 * under way goes on with `pass`.
 */
export type ProxyMode = 'pass' | 'refuse' | 'hold';

export interface FaultyProxy {
  /** The address with this proxy in place of its host. */
  readonly url: string;
  readonly port: number;
  /** Connections that were accepted so far. */
  accepted(): number;
  /** Breaks every connection that there is. */
  cut(): void;
  set(mode: ProxyMode): void;
}

/** Opens one to the database of an address; it is closed with the test. */
export async function faultyProxy(address: string): Promise<FaultyProxy> {
  const target = new URL(address);
  const sockets = new Set<Socket>();
  let mode: ProxyMode = 'pass';
  let accepted = 0;
  const join = (from: Socket, to: Socket): void => {
    sockets.add(from);
    if (mode === 'hold') from.pause();
    from.on('data', (chunk: Buffer) => {
      to.write(chunk);
    });
    from.on('error', () => undefined);
    from.on('close', () => {
      sockets.delete(from);
      to.destroy();
    });
  };
  const server = createServer((near) => {
    accepted += 1;
    if (mode === 'refuse') {
      near.destroy();
      return;
    }
    const far = connect(Number(target.port === '' ? 5432 : target.port), target.hostname);
    join(near, far);
    join(far, near);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
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
      for (const socket of sockets) if (next === 'hold') socket.pause();
      for (const socket of sockets) if (next === 'pass') socket.resume();
    },
  };
}
