// A small HTTP server that answers as it is told, and like Discord where it is told nothing: it keeps messages
// by their nonce and takes one first response for each interaction. It notes every request.

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface Scripted {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON, or text that is sent as it is. */
  readonly body?: unknown;
}

/** One response; `lost` does what was asked and breaks the connection instead of saying so. */
export type Step = Scripted | 'reset' | 'fin' | 'hang' | 'half' | 'lost' | 'lost_in_a_hang';

interface RequestBody {
  readonly [field: string]: unknown;
  readonly nonce?: unknown;
}

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly body: RequestBody;
  readonly authorization: string | null;
}

export class ScriptedDiscord {
  readonly requests: SeenRequest[] = [];
  /** Ids of the messages that exist, by nonce. */
  readonly messages = new Map<string, string>();
  readonly #acknowledged = new Set<string>();
  readonly #steps: Step[] = [];
  #always: Step | null = null;
  readonly #server: Server;

  constructor() {
    this.#server = createServer((request, response) => void this.#take(request, response));
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}/api`;
  }

  /** The next responses, one after the other. */
  answers(...steps: readonly Step[]): void {
    this.#steps.push(...steps);
  }

  /** Every response after those. */
  alwaysAnswers(step: Step): void {
    this.#always = step;
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const seen = await readRequest(request);
    this.requests.push(seen);
    const step = this.#steps.shift() ?? this.#always;
    const { socket } = request;
    if (step === 'reset') socket.resetAndDestroy();
    else if (step === 'fin') socket.end();
    else if (step === 'half') response.writeHead(200, JSON_TYPE).write('{"id":');
    else if (step === 'lost' || step === 'lost_in_a_hang') {
      this.#obey(seen);
      if (step === 'lost') socket.resetAndDestroy();
    } else if (step !== 'hang') send(response, step ?? this.#obey(seen));
  }

  #obey({ method, path, query, body }: SeenRequest): Scripted {
    if (path.endsWith('/callback')) return this.#acknowledge(path, query);
    if (path.endsWith('/typing') || method === 'DELETE') return { status: 204 };
    if (method === 'PATCH') return { status: 200, body: { id: '700000000000000001' } };
    const nonce = String(body.nonce);
    const id = this.messages.get(nonce) ?? `80000000000000000${this.messages.size}`;
    this.messages.set(nonce, id);
    return { status: 200, body: { id } };
  }

  #acknowledge(path: string, query: string): Scripted {
    if (this.#acknowledged.has(path)) return refusal(40060, 400);
    this.#acknowledged.add(path);
    if (query !== 'with_response=true') return { status: 204 };
    return { status: 200, body: { resource: { type: 4, message: { id: '600000000000000001' } } } };
  }
}

/** An error as Discord words it. */
export function refusal(code: number, status = 400): Scripted {
  return { status, body: { code, message: `refused with ${code}` } };
}

/** Starts a server that ends with the test. */
export async function startScriptedDiscord(): Promise<ScriptedDiscord> {
  const discord = new ScriptedDiscord();
  await discord.start();
  onTestFinished(() => discord.stop());
  return discord;
}

const JSON_TYPE = { 'Content-Type': 'application/json' };

async function readRequest(request: IncomingMessage): Promise<SeenRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  const [path = '', query = ''] = (request.url ?? '').split('?');
  return {
    method: request.method ?? '',
    path: decodeURIComponent(path),
    query,
    body: text === '' ? {} : (JSON.parse(text) as RequestBody),
    authorization: request.headers.authorization ?? null,
  };
}

function send(response: ServerResponse, { status, headers = {}, body }: Scripted): void {
  const isText = typeof body === 'string';
  response.writeHead(status, { ...(body === undefined || isText ? {} : JSON_TYPE), ...headers });
  response.end(isText ? body : body === undefined ? '' : JSON.stringify(body));
}
