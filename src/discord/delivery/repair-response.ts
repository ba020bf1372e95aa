// In: a response as it came from the network, read to its end. Out: one that discord.js understands. Its REST
// reads the wait of a 429 from one header only and asks again at once without it, takes a redirect for
// success, and loses the status of a refusal whose body is not JSON.

export interface RawResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly body: ArrayBuffer;
}

/** Seconds waited after a 429 that names no time: Discord's usual answer is between 0.3 and 1. */
const UNNAMED_WAIT = 1;

/** Seconds waited at least, so that a zero or a negative number is no hot loop. */
const SHORTEST_WAIT = 0.25;

/**
 * Seconds waited at most: a header that counts milliseconds would otherwise stop a route for hours, and asking
 * once a minute costs 10 of the 10,000 invalid requests.
 */
const LONGEST_WAIT = 60;

/** These must not carry a body. */
const EMPTY_STATUSES: ReadonlySet<number> = new Set([204, 205, 304]);

/** Makes the response that is handed to discord.js. */
export function repairResponse(raw: RawResponse): Response {
  const { status, headers, body } = raw;
  if (status === 429) return new Response(body, { status, headers: repairedHeaders(raw) });
  // Discord's API never redirects; whatever stands in between did not hand the request on.
  if (status >= 300 && status < 400) return new Response(null, { status: 502 });
  if (status >= 400 && status < 500) return readableRefusal(raw);
  return new Response(EMPTY_STATUSES.has(status) ? null : body, { status, headers });
}

/** What Discord writes in the body of a 429, unchecked. */
export interface RateLimitBody {
  readonly retry_after?: unknown;
  readonly global?: unknown;
}

/** Seconds to wait after a 429, whichever way it says so. */
export function rateLimitWait(headers: Headers, body: RateLimitBody): number {
  const named = [
    headers.get('Retry-After'),
    body.retry_after,
    headers.get('X-RateLimit-Reset-After'),
  ].flatMap(readSeconds);
  const wait = named.find((seconds) => seconds > 0) ?? (named.length > 0 ? 0 : UNNAMED_WAIT);
  return Math.min(LONGEST_WAIT, Math.max(SHORTEST_WAIT, wait));
}

function repairedHeaders({ headers, body }: RawResponse): Headers {
  const said: RateLimitBody = readObject(body) ?? {};
  const wait = String(rateLimitWait(headers, said));
  const repaired = new Headers(headers);
  repaired.set('Retry-After', wait);
  // Where the bucket is empty, this is the header that is waited for instead.
  if (headers.has('X-RateLimit-Reset-After')) repaired.set('X-RateLimit-Reset-After', wait);
  if (said.global === true) repaired.set('X-RateLimit-Global', 'true');
  return repaired;
}

/** A refusal's code is read from JSON alone, and only where the response calls it so. */
function readableRefusal({ status, headers, body }: RawResponse): Response {
  const said = readObject(body) ?? { code: 0, message: `status ${status} without a reason` };
  const readable = new Headers(headers);
  readable.set('Content-Type', 'application/json');
  return new Response(JSON.stringify(said), { status, headers: readable });
}

function readSeconds(value: unknown): number[] {
  if (typeof value !== 'string' && typeof value !== 'number') return [];
  if (typeof value === 'string' && value.trim() === '') return [];
  const seconds = Number(value);
  return Number.isFinite(seconds) ? [seconds] : [];
}

function readObject(body: ArrayBuffer): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(body));
    return typeof value === 'object' && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}
