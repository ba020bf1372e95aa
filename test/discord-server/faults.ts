// What can go wrong between a request and its answer, by rule: delays, statuses, headers, cut sockets.

import type { ServerResponse } from 'node:http';
import { ApiError, type ApiErrorCode } from './api-error.js';

/** How often and where a fault strikes, and what it does. */
export interface FaultRule {
  /** Met by the decoded path without `/api/v10`; every path where it is left out. */
  readonly path?: RegExp;
  readonly method?: string;
  /** How often it strikes; once where nothing is said. */
  readonly times?: number | 'always';
  /** The share of the requests it strikes; all where nothing is said. */
  readonly probability?: number;
  /** Answers with this instead; without it the request is carried out (see `after`). */
  readonly status?: number;
  /** Added to the answer, a right one too. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The body of `status`: JSON, or a text as it is. */
  readonly body?: unknown;
  readonly delayMs?: number;
  /** Cuts the connection, closes it without an answer, or never answers. */
  readonly socket?: 'rst' | 'fin' | 'hang';
  /** The request is carried out first, then its answer is delayed, replaced or lost. */
  readonly after?: boolean;
}

/** A rate limit as Discord tells it. */
export interface RateLimit extends Pick<FaultRule, 'path' | 'method' | 'times' | 'probability'> {
  readonly retryAfterS: number;
  /** How `Retry-After` is written; `absent`: only the body says it. */
  readonly header?: 'whole' | 'fractional' | 'absent';
  readonly scope?: 'user' | 'shared' | 'global';
  /** Whether the headers of a bucket come with it. */
  readonly hasBucket?: boolean;
}

/** Counts how often it struck; remove it with `faults.remove`. */
export interface Fault {
  readonly rule: FaultRule;
  struck: number;
}

export class Faults {
  #active: Fault[] = [];
  readonly #random: () => number;

  constructor(random: () => number) {
    this.#random = random;
  }

  /** From now on, until it struck as often as it says. */
  add(rule: FaultRule): Fault {
    const fault = { rule, struck: 0 };
    this.#active.push(fault);
    return fault;
  }

  /** Answers 429 in the form that is asked for. */
  rateLimit(limit: RateLimit): Fault {
    const { retryAfterS, header = 'whole', scope = 'user', hasBucket = false } = limit;
    const { path, method, times, probability } = limit;
    const isGlobal = scope === 'global';
    const written = header === 'whole' ? String(Math.ceil(retryAfterS)) : String(retryAfterS);
    return this.add({
      ...(path === undefined ? {} : { path }),
      ...(method === undefined ? {} : { method }),
      ...(times === undefined ? {} : { times }),
      ...(probability === undefined ? {} : { probability }),
      status: 429,
      headers: {
        'x-ratelimit-scope': scope,
        ...(header === 'absent' ? {} : { 'retry-after': written }),
        ...(isGlobal ? { 'x-ratelimit-global': 'true' } : {}),
        ...(hasBucket ? bucketHeaders(0, retryAfterS) : {}),
      },
      body: {
        message: 'You are being rate limited.',
        retry_after: retryAfterS,
        global: isGlobal,
      },
    });
  }

  /** Refuses with one of Discord's codes, in its own form. */
  refuse(code: ApiErrorCode, where: Omit<FaultRule, 'status' | 'body' | 'socket'> = {}): Fault {
    const error = new ApiError(code);
    return this.add({ ...where, status: error.status, body: error.toJson() });
  }

  remove(fault: Fault): void {
    this.#active = this.#active.filter((one) => one !== fault);
  }

  clear(): void {
    this.#active = [];
  }

  /** The fault that strikes a request, counted, or null. */
  strike(method: string, path: string): FaultRule | null {
    for (const fault of this.#active) {
      const { rule } = fault;
      if (rule.method !== undefined && rule.method !== method) continue;
      if (rule.path !== undefined && !rule.path.test(path)) continue;
      if (rule.probability !== undefined && this.#random() >= rule.probability) continue;
      fault.struck += 1;
      const most = rule.times ?? (rule.probability === undefined ? 1 : 'always');
      if (most !== 'always' && fault.struck >= most) this.remove(fault);
      return rule;
    }
    return null;
  }
}

/** The headers with which Discord describes a bucket. */
export function bucketHeaders(remaining: number, resetAfterS: number): Record<string, string> {
  return {
    'x-ratelimit-bucket': 'a1b2c3d4e5f6',
    'x-ratelimit-limit': '5',
    'x-ratelimit-remaining': String(remaining),
    'x-ratelimit-reset': String(Date.now() / 1_000 + resetAfterS),
    'x-ratelimit-reset-after': String(resetAfterS),
  };
}

/** Ends a request without an answer. */
export function cut(response: ServerResponse, how: 'rst' | 'fin' | 'hang'): void {
  if (how === 'rst') response.socket?.resetAndDestroy();
  else if (how === 'fin') response.socket?.end();
}
