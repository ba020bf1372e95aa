// One request from its arrival to its answer: faults, the token, the route, the ledger.

import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiError, ServerFault } from './api-error.js';
import type { Core } from './core.js';
import { cut, type FaultRule, type Faults } from './faults.js';
import { readBody, readBytes, writeReply, type ReadBody, type Reply } from './http.js';
import { asJson } from './json.js';
import type { RequestRecord } from './ledger.js';
import { decode, type Router } from './router.js';

const PREFIX = /^\/api(?:\/v10)?(?=\/)/;

interface Parts {
  readonly core: Core;
  readonly router: Router;
  readonly faults: Faults;
  readonly token: string;
  /** Requests a second that a token has, or null for no limit; interaction routes are outside it. */
  readonly globalLimit: number | null;
}

interface Arrived {
  readonly method: string;
  /** Still encoded, without prefix and query. */
  readonly path: string;
  readonly query: string;
  readonly isAuthorised: boolean;
  readonly at: number;
}

export class Api {
  readonly #parts: Parts;
  #recent: number[] = [];

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { core, faults } = this.#parts;
    const arrivedAt = core.now();
    const bytes = await readBytes(request);
    if (bytes === null) return;
    const url = new URL(request.url ?? '/', 'http://localhost');
    const path = url.pathname.replace(PREFIX, '');
    const method = request.method ?? 'GET';
    const fault = faults.strike(method, decode(path));
    if (fault?.delayMs !== undefined && fault.after !== true) await sleep(fault.delayMs);
    const isAuthorised = request.headers.authorization === `Bot ${this.#parts.token}`;
    const at = fault?.delayMs === undefined ? arrivedAt : core.now();
    const arrived = { method, path, query: url.search, isAuthorised, at };
    const read = this.#read(bytes, request.headers['content-type'] ?? '');
    const record = this.#note(arrived, read instanceof ApiError ? null : read);
    const isReplaced = fault !== null && (fault.status ?? fault.socket) !== undefined;
    const reply = isReplaced && fault.after !== true ? null : this.#carryOut(arrived, read, record);
    if (fault?.delayMs !== undefined && fault.after === true) await sleep(fault.delayMs);
    this.#finish(response, record, { reply, fault });
  }

  #read(bytes: Buffer, type: string): ReadBody | ApiError {
    try {
      return readBody(bytes, type);
    } catch (error) {
      return error instanceof ApiError ? error : new ApiError(50109);
    }
  }

  #note({ method, path, query, isAuthorised, at }: Arrived, read: ReadBody | null): RequestRecord {
    return this.#parts.core.ledger.noteRequest({
      at,
      method,
      path: decode(path),
      query: query.replace(/^\?/, ''),
      body: read?.body,
      files: (read?.files ?? []).map(({ name, data }) => ({
        name,
        size: data.length,
        text: data.toString('utf8'),
      })),
      isAuthorised,
      status: null,
      code: null,
      isShared: false,
    });
  }

  #carryOut(arrived: Arrived, read: ReadBody | ApiError, record: RequestRecord): Reply {
    try {
      return this.#route(arrived, read);
    } catch (error) {
      if (error instanceof ServerFault) return { status: 500, body: { message: error.message } };
      if (!(error instanceof ApiError)) throw error;
      record.code = error.code;
      return { status: error.status, body: error.toJson() };
    }
  }

  #route(arrived: Arrived, read: ReadBody | ApiError): Reply {
    const { core, router } = this.#parts;
    const found = router.find(arrived.method, arrived.path);
    if (found === null) {
      core.ledger.unknownRoutes.push(`${arrived.method} ${decode(arrived.path)}`);
      throw new ApiError(0);
    }
    const { route, params } = found;
    if (route.isOpen !== true) {
      if (!arrived.isAuthorised) throw new ApiError(40001);
      const limited = this.#limit(arrived.at);
      if (limited !== null) return limited;
    }
    if (read instanceof ApiError) throw read;
    const query = new URLSearchParams(arrived.query);
    return route.handle({ params, query, body: read.body, files: read.files, at: arrived.at });
  }

  #limit(at: number): Reply | null {
    const { globalLimit } = this.#parts;
    if (globalLimit === null) return null;
    this.#recent = this.#recent.filter((one) => at - one < 1_000);
    if (this.#recent.length < globalLimit) {
      this.#recent.push(at);
      return null;
    }
    const waitS = Math.max(0.001, (1_000 - (at - (this.#recent[0] ?? at))) / 1_000);
    return {
      status: 429,
      headers: {
        'retry-after': String(Math.ceil(waitS)),
        'x-ratelimit-global': 'true',
        'x-ratelimit-scope': 'global',
      },
      body: { message: 'You are being rate limited.', retry_after: waitS, global: true },
    };
  }

  #finish(
    response: ServerResponse,
    record: RequestRecord,
    { reply, fault }: { readonly reply: Reply | null; readonly fault: FaultRule | null },
  ): void {
    const { ledger } = this.#parts.core;
    if (fault?.socket !== undefined) {
      cut(response, fault.socket);
      ledger.noteAnswer(record, null, record.code);
      return;
    }
    const given = fault?.status === undefined ? reply : replacement(fault.status, fault);
    const headers: Record<string, string> = { ...given?.headers, ...fault?.headers };
    const answer = { ...given, status: given?.status ?? 500, headers };
    record.isShared = headers['x-ratelimit-scope'] === 'shared';
    const code = fault?.status === undefined ? record.code : codeOf(fault.body);
    ledger.noteAnswer(record, answer.status, code);
    writeReply(response, answer);
  }
}

function codeOf(body: unknown): number | null {
  const { code } = asJson(body);
  return typeof code === 'number' ? code : null;
}

function replacement(status: number, { body }: FaultRule): Reply {
  if (typeof body !== 'string') return { status, body: body ?? { message: `${status}`, code: 0 } };
  return { status, bytes: { data: Buffer.from(body), contentType: 'text/html' } };
}
