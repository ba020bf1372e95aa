// In: what tells whether the bot is ready, and the metrics. Out: three addresses for the machines that look
// after it: /healthz (the event loop turns), /readyz (questions would be answered, or why not), /metrics.
// Nothing here is secret and nothing asks for a password: it listens on this machine unless told otherwise.

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ReadableError, systemErrorCode } from '../shared/errors.js';

export interface Readiness {
  readonly ready: boolean;
  /** One line for the operator, also where all is well. */
  readonly why: string;
}

export interface HealthOptions {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly version: string;
  readonly isReady: () => Readiness;
  readonly metrics: { readonly contentType: string; readonly text: () => Promise<string> };
}

export interface HealthServer {
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** Those who ask are a probe and a scraper; whoever sends more or takes longer is neither. */
const LIMITS = {
  headerBytes: 8_192,
  headersMs: 5_000,
  requestMs: 10_000,
  connections: 64,
} as const;

interface Page {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/**
 * Listens; settles once it does.
 *
 * @throws ReadableError `bad_setting` where the port or the host cannot be had
 */
export async function serveHealth(options: HealthOptions): Promise<HealthServer> {
  const server = createServer(
    {
      maxHeaderSize: LIMITS.headerBytes,
      headersTimeout: LIMITS.headersMs,
      requestTimeout: LIMITS.requestMs,
      keepAliveTimeout: LIMITS.headersMs,
    },
    (request, response) => {
      void respond(request, response, options);
    },
  );
  server.maxConnections = LIMITS.connections;
  await listen(server, options);
  const { port } = server.address() as AddressInfo;
  return { port, close: () => closeServer(server) };
}

function listen(server: Server, { host, port }: HealthOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      reject(cannotListen(error, host, port));
    });
    server.listen({ host, port }, resolve);
  });
}

function cannotListen(error: Error, host: string, port: number): Error {
  const code = systemErrorCode(error);
  const where = `port ${port} of ${host}`;
  const told = (text: string, remedy: string): ReadableError =>
    new ReadableError({ code: 'bad_setting', text, remedy, cause: error });
  if (code === 'EADDRINUSE') {
    return told(`Health and metrics: ${where} is in use.`, 'Set HTTP_PORT to another port.');
  }
  if (code === 'EACCES') {
    return told(
      `Health and metrics: ${where} may not be used by this user.`,
      'Set HTTP_PORT to a port above 1023.',
    );
  }
  return told(
    `Health and metrics: cannot listen on ${where} (${code ?? error.message}).`,
    'Set HTTP_HOST to an address of this machine, such as 127.0.0.1 or 0.0.0.0.',
  );
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  options: HealthOptions,
): Promise<void> {
  const page = await pageFor(request, options);
  response.writeHead(page.status, {
    'content-type': page.type,
    'content-length': Buffer.byteLength(page.body),
    'cache-control': 'no-store',
    ...(page.status === 405 ? { allow: 'GET, HEAD', connection: 'close' } : {}),
  });
  response.end(request.method === 'HEAD' ? undefined : page.body);
}

async function pageFor(request: IncomingMessage, options: HealthOptions): Promise<Page> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return json(405, { error: 'only GET and HEAD' });
  }
  try {
    switch (request.url?.split('?')[0]) {
      case '/healthz':
        return json(200, {
          status: 'ok',
          version: options.version,
          uptimeSeconds: Math.round(process.uptime()),
        });
      case '/readyz': {
        const { ready, why } = options.isReady();
        return json(ready ? 200 : 503, { ready, why });
      }
      case '/metrics':
        return {
          status: 200,
          type: options.metrics.contentType,
          body: await options.metrics.text(),
        };
      default:
        return json(404, { error: 'not found' });
    }
  } catch {
    // What failed is counted as "not well"; the reason may hold what an address like this must not tell.
    return json(500, { error: 'failed' });
  }
}

function json(status: number, value: unknown): Page {
  return { status, type: 'application/json; charset=utf-8', body: `${JSON.stringify(value)}\n` };
}
