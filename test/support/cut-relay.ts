// A way to a server that can be cut: connections break, new ones are refused, and it can be mended.

import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

export interface CutRelay {
  /** The server's address, through the relay. */
  readonly url: string;
  cut(): Promise<void>;
  mend(): Promise<void>;
}

export async function cutRelay(to: string): Promise<CutRelay> {
  const target = new URL(to);
  const sockets = new Set<Socket>();
  const open = () =>
    createServer((near) => {
      const far = connect(Number(target.port === '' ? 5432 : target.port), target.hostname);
      for (const socket of [near, far]) {
        sockets.add(socket);
        socket.on('close', () => sockets.delete(socket));
        socket.on('error', () => undefined);
      }
      near.pipe(far).pipe(near);
      near.on('close', () => far.destroy());
      far.on('close', () => near.destroy());
    });
  let server = open();
  const listen = (port: number) =>
    new Promise<void>((resolve) => {
      server.listen(port, '127.0.0.1', resolve);
    });
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const cut = () =>
    new Promise<void>((resolve) => {
      server.close(() => {
        resolve();
      });
      for (const socket of sockets) socket.destroy();
    });
  onTestFinished(() => (server.listening ? cut() : undefined));
  const url = new URL(to);
  url.hostname = '127.0.0.1';
  url.port = String(port);
  return {
    url: url.href,
    cut,
    mend: async () => {
      server = open();
      await listen(port);
    },
  };
}
