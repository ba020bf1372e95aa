// Three addresses for the machines that look after the bot; everything else is turned away.

import { connect } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { serveHealth, type HealthOptions } from '../../src/health/serve-health.js';
import { failureOf } from '../support/failure-of.js';

const metrics = { contentType: 'text/plain; version=0.0.4', text: () => Promise.resolve('x 1\n') };

async function serve(options: Partial<HealthOptions> = {}): Promise<string> {
  const server = await serveHealth({
    host: '127.0.0.1',
    port: 0,
    version: '1.2.3',
    isReady: () => ({ ready: true, why: 'Connected.' }),
    metrics,
    ...options,
  });
  onTestFinished(() => server.close());
  return `http://127.0.0.1:${server.port}`;
}

describe('serveHealth', () => {
  it('says that it lives, with its version', async () => {
    const response = await fetch(`${await serve()}/healthz?probe=1`);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      status: 'ok',
      version: '1.2.3',
      uptimeSeconds: expect.any(Number) as number,
    });
  });

  it('says whether it is ready, and why not', async () => {
    let isConnected = false;
    const isReady = (): { ready: boolean; why: string } =>
      isConnected ? { ready: true, why: 'Connected.' } : { ready: false, why: 'No gateway.' };
    const address = `${await serve({ isReady })}/readyz`;
    const before = await fetch(address);
    isConnected = true;
    const after = await fetch(address);
    expect([before.status, await before.json()]).toEqual([
      503,
      { ready: false, why: 'No gateway.' },
    ]);
    expect([after.status, await after.json()]).toEqual([200, { ready: true, why: 'Connected.' }]);
  });

  it('lives on while it is not ready', async () => {
    const address = await serve({ isReady: () => ({ ready: false, why: 'Starting.' }) });
    expect((await fetch(`${address}/healthz`)).status).toBe(200);
  });

  it('gives the metrics in the form they come in', async () => {
    const response = await fetch(`${await serve()}/metrics`);
    expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4');
    expect(await response.text()).toBe('x 1\n');
  });

  it('answers HEAD without a body', async () => {
    const response = await fetch(`${await serve()}/healthz`, { method: 'HEAD' });
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('');
  });

  it.each(['/', '/healthz/', '/metrics/../etc/passwd%00', '//healthz'])(
    'knows nothing else (%s)',
    async (path) => {
      expect((await fetch(`${await serve()}${path}`)).status).toBe(404);
    },
  );

  it.each(['POST', 'PUT', 'DELETE'])('takes no %s', async (method) => {
    const response = await fetch(`${await serve()}/healthz`, { method });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET, HEAD');
  });

  it('tells nothing of what went wrong inside', async () => {
    const failing = { ...metrics, text: () => Promise.reject(new Error('secret inside')) };
    const response = await fetch(`${await serve({ metrics: failing })}/metrics`);
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('secret');
  });

  it('refuses headers without end', async () => {
    const { port } = new URL(await serve());
    const status = await new Promise<string>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => {
        socket.write(`GET /healthz HTTP/1.1\r\nhost: x\r\nx: ${'a'.repeat(20_000)}\r\n\r\n`);
      });
      socket.once('data', (data) => {
        resolve(data.toString().split('\r\n')[0] ?? '');
        socket.destroy();
      });
    });
    expect(status).toContain('431');
  });

  it('names the port that is taken, and the setting', async () => {
    const port = Number(new URL(await serve()).port);
    const failure = await failureOf(() => serve({ port }));
    expect(failure.code).toBe('bad_setting');
    expect(failure.message).toContain(`port ${port} of 127.0.0.1 is in use`);
    expect(failure.remedy).toContain('HTTP_PORT');
  });

  it('names the host that is not one of this machine', async () => {
    const failure = await failureOf(() => serve({ host: '192.0.2.1' }));
    expect(failure.code).toBe('bad_setting');
    expect(failure.remedy).toContain('HTTP_HOST');
  });

  it('closes although somebody holds a connection open', async () => {
    const server = await serveHealth({
      host: '127.0.0.1',
      port: 0,
      version: '1',
      isReady: () => ({ ready: true, why: '' }),
      metrics,
    });
    const socket = connect(server.port, '127.0.0.1');
    const isClosed = new Promise((resolve) => socket.once('close', resolve));
    await new Promise((resolve) => socket.once('connect', resolve));
    await server.close();
    await isClosed;
    await expect(fetch(`http://127.0.0.1:${server.port}/healthz`)).rejects.toThrow();
  });
});
