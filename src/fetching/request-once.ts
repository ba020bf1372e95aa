// One request to one address that was checked -> what its server said: a representation, the same as before,
// another address, or a status. Nothing is followed here.

import type { Readable } from 'node:stream';
import { request, type Dispatcher } from 'undici';
import { parseUrl } from '../shared/parse-url.js';
import { problemOf } from './check-address.js';
import type { FetchCode, Fetched, FetchProblem, Validators } from './fetched.js';
import { BlockedConnection } from './guarded-agent.js';
import { ACCEPTED_ENCODINGS, BodyRefused, readBody, tooLarge } from './read-body.js';

export type Hop = Fetched | { readonly kind: 'redirect'; readonly to: string };

export interface OnceOptions {
  readonly agent: Dispatcher;
  readonly userAgent: string;
  readonly validators: Validators;
  readonly mostBytes: number;
  /** True keeps the beginning of what is too long. */
  readonly cuts: boolean;
  readonly signal: AbortSignal;
  readonly now: () => Date;
}

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
/** What a broken connection is worth: one more try, since a kept one may just have been closed by its server. */
const TRIES = 2;

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** Asks once; never rejects for what the server or the network does. */
export async function requestOnce(url: URL, options: OnceOptions): Promise<Hop> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await ask(url, options);
    } catch (error) {
      if (tried < TRIES && isBrokenConnection(error) && !options.signal.aborted) continue;
      return { kind: 'refused', problem: describeError(url, error) };
    }
  }
}

async function ask(url: URL, options: OnceOptions): Promise<Hop> {
  const { validators, agent: dispatcher, signal } = options;
  const response = await request(url, {
    dispatcher,
    signal,
    headers: {
      'user-agent': options.userAgent,
      accept: 'text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8',
      'accept-encoding': ACCEPTED_ENCODINGS,
      ...(validators.etag === null ? {} : { 'if-none-match': validators.etag }),
      ...(validators.lastModified === null ? {} : { 'if-modified-since': validators.lastModified }),
    },
  });
  const { statusCode: status, body } = response;
  const headers: Headers = response.headers;
  if (status >= 200 && status < 300) return representation(url, { headers, body, options });
  await dismiss(body);
  const location = headerOf(headers, 'location');
  if (REDIRECTS.has(status) && location !== null) return redirect(url, location);
  const wasAsked = validators.etag !== null || validators.lastModified !== null;
  if (status === 304 && wasAsked) {
    return { kind: 'unchanged', url: url.href, fetchedAt: options.now().toISOString() };
  }
  return { kind: 'refused', problem: statusProblem(url, { status, headers, now: options.now() }) };
}

/** A small rest is read so that the connection can serve again; a large one is not worth it. */
async function dismiss(body: Dispatcher.ResponseData['body']): Promise<void> {
  body.on('error', () => undefined);
  await body.dump({ limit: 64 * 1024 }).catch(() => undefined);
}

function redirect(url: URL, location: string): Hop {
  const to = parseUrl(location, url.href);
  if (to !== null) return { kind: 'redirect', to: to.href };
  const reason = 'it leads on to something that is no address.';
  return { kind: 'refused', problem: problemOf(url.href, { code: 'bad_address', reason }) };
}

interface Answer {
  readonly headers: Headers;
  readonly body: Readable;
  readonly options: OnceOptions;
}

async function representation(url: URL, { headers, body, options }: Answer): Promise<Hop> {
  const { mostBytes, cuts } = options;
  const encoding = headerOf(headers, 'content-encoding') ?? '';
  if (!cuts && Number(headerOf(headers, 'content-length') ?? 0) > mostBytes) {
    body.on('error', () => undefined).destroy();
    throw tooLarge(mostBytes);
  }
  const bytes = await readBody(body, { encoding, mostBytes, cuts });
  return {
    kind: 'fetched',
    url: url.href,
    bytes,
    mediaType: headerOf(headers, 'content-type'),
    validators: {
      etag: headerOf(headers, 'etag'),
      lastModified: headerOf(headers, 'last-modified'),
    },
    fetchedAt: options.now().toISOString(),
  };
}

/** A header's value, several joined; null where there is none. */
function headerOf(headers: Headers, name: string): string | null {
  const value = headers[name];
  const text = (Array.isArray(value) ? value.join(', ') : (value ?? '')).trim();
  return text === '' ? null : text;
}

const LONGEST_RETRY_MS = 7 * 24 * 60 * 60 * 1000;

function statusProblem(
  url: URL,
  answer: { readonly status: number; readonly headers: Headers; readonly now: Date },
): FetchProblem {
  const { status, headers, now } = answer;
  const retryAt = retryMoment(headerOf(headers, 'retry-after'), now);
  const reason =
    status === 404 || status === 410
      ? `there is nothing at this address (${status}).`
      : `the server answered ${status}${retryAt === null ? '' : `, try again after ${retryAt}`}.`;
  return problemOf(url.href, { code: 'http_status', reason, status, retryAt });
}

/** Retry-After gives seconds or a date; a moment more than a week away counts as a week. */
function retryMoment(value: string | null, now: Date): string | null {
  if (value === null) return null;
  const moment = /^\d+$/.test(value) ? now.getTime() + Number(value) * 1000 : Date.parse(value);
  if (Number.isNaN(moment) || moment <= now.getTime()) return null;
  return new Date(Math.min(moment, now.getTime() + LONGEST_RETRY_MS)).toISOString();
}

const BROKEN = /^(?:UND_ERR_SOCKET|ECONNRESET|EPIPE)$/;

function isBrokenConnection(error: unknown): boolean {
  return BROKEN.test(codeOf(error));
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** Codes and names of errors, and what they mean for who asked. */
const MEANINGS: readonly (readonly [RegExp, FetchCode, string])[] = [
  [
    /TimeoutError|AbortError|UND_ERR_\w*TIMEOUT|ETIMEDOUT|UND_ERR_ABORTED/,
    'timeout',
    'it took too long.',
  ],
  [/UND_ERR_HEADERS_OVERFLOW|HPE_HEADER_OVERFLOW/, 'too_large', 'its headers are too large.'],
  [/ENOTFOUND|EAI_AGAIN/, 'unreachable', 'its host is not known.'],
  [/ECONNREFUSED/, 'unreachable', 'its host refuses the connection.'],
  [/CERT|TLS|SSL|SELF_SIGNED/, 'unreachable', 'its certificate cannot be trusted.'],
];

function describeError(url: URL, error: unknown): FetchProblem {
  if (error instanceof BodyRefused || error instanceof BlockedConnection) {
    return problemOf(url.href, { code: error.code, reason: error.message });
  }
  const name = error instanceof Error ? error.name : '';
  const known = MEANINGS.find(([pattern]) => pattern.test(codeOf(error)) || pattern.test(name));
  const [, code, reason] = known ?? [null, 'unreachable', 'the connection failed.'];
  return problemOf(url.href, { code, reason });
}
