// What the double saw: every request, every gateway frame that matters. Tokens of the bot are not kept, so that
// a search of the ledger for the token finds only what the bot gave away.

import type { Json } from './json.js';
import type { Signal } from './signal.js';

/** One HTTP request and how it was answered. */
export interface RequestRecord {
  readonly at: number;
  readonly method: string;
  /** Decoded, without query and without `/api/v10`. */
  readonly path: string;
  readonly query: string;
  readonly body: unknown;
  readonly files: readonly {
    readonly name: string;
    readonly size: number;
    readonly text: string;
  }[];
  /** Whether a right `Authorization` came with it. */
  readonly isAuthorised: boolean;
  /** The HTTP status, or null as long as there is none and where the socket was cut. */
  status: number | null;
  /** The `code` of a refusal. */
  code: number | null;
  /** A 429 of scope "shared", which is nobody's fault. */
  isShared: boolean;
}

/** What a client sent over the gateway; an IDENTIFY or RESUME is kept without its token. */
export interface GatewayRecord {
  readonly at: number;
  readonly op: number;
  readonly data: Json;
}

interface RequestFilter {
  readonly method?: string;
  readonly path?: RegExp;
  readonly status?: number;
  readonly code?: number;
}

export class Ledger {
  readonly #requests: RequestRecord[] = [];
  readonly #sends: GatewayRecord[] = [];
  /** Requests for a route this double does not have: a gap of the double or a mistake of the bot. */
  readonly unknownRoutes: string[] = [];
  /** Dispatches sent, a repetition counted again. */
  dispatched = 0;
  readonly #changes: Signal;

  constructor(changes: Signal) {
    this.#changes = changes;
  }

  noteRequest(record: RequestRecord): RequestRecord {
    this.#requests.push(record);
    this.#changes.tell();
    return record;
  }

  noteAnswer(record: RequestRecord, status: number | null, code: number | null): void {
    record.status = status;
    record.code = code;
    this.#changes.tell();
  }

  noteSend(record: GatewayRecord): void {
    this.#sends.push(record);
    this.#changes.tell();
  }

  /** The requests that meet every given condition, in the order of their arrival. */
  requests({ method, path, status, code }: RequestFilter = {}): readonly RequestRecord[] {
    return this.#requests.filter(
      (request) =>
        (method === undefined || request.method === method) &&
        (path === undefined || path.test(request.path)) &&
        (status === undefined || request.status === status) &&
        (code === undefined || request.code === code),
    );
  }

  /** What clients sent over the gateway with one op code, or everything. */
  sends(op?: number): readonly GatewayRecord[] {
    return this.#sends.filter((record) => op === undefined || record.op === op);
  }

  get identifies(): number {
    return this.sends(2).length;
  }

  get resumes(): number {
    return this.sends(6).length;
  }

  get heartbeats(): number {
    return this.sends(1).length;
  }

  /** Requests that Discord counts towards its ban of 10,000 in ten minutes. */
  get invalidRequests(): number {
    return this.#requests.filter(({ status, isShared }) =>
      status === 429 ? !isShared : status === 401 || status === 403,
    ).length;
  }

  /** The whole ledger as text, for a search for what should not be in it. */
  text(): string {
    return JSON.stringify({ requests: this.#requests, sends: this.#sends });
  }

  /** Forgets everything, so that a test can look at what follows. */
  clear(): void {
    this.#requests.length = 0;
    this.#sends.length = 0;
    this.unknownRoutes.length = 0;
    this.dispatched = 0;
  }
}
