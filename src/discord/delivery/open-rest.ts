// In: the address of the API and the counts. Out: the options of the two REST clients: one signed in, for
// channels, and one for interactions, whose routes carry their own token and lie outside the global limit.
// Neither retries by itself: rest-delivery.ts does, because it knows the deadlines and what may be repeated.

import { DefaultRestOptions, REST, type RESTOptions } from 'discord.js';
import { repairResponse } from './repair-response.js';
import type { RequestCounts } from './request-counts.js';

export interface RestParts {
  /** The address before `/v10`; null for Discord itself. */
  readonly api: string | null;
  /** One for both clients. */
  readonly counts: RequestCounts;
  /** The share of the whole bot that this process is, up to 1; all of it unless given. */
  readonly share?: number;
  /** Milliseconds that one request may take on the network; waits for a rate limit not counted. */
  readonly requestMs?: number;
}

/** Discord answers within a second; after ten the connection is presumed dead. */
const REQUEST_MS = 10_000;

/**
 * Requests a second with interaction tokens. Discord documents them as outside the 50 a second of a bot, but
 * discord.js counts them in: a thousand deferred answers took 20 s at 50 and 2 s at 500. A 429 is still obeyed.
 */
const TOKEN_REQUESTS_PER_SECOND = 500;

/** Requests a second that Discord takes of a bot, over all its processes. */
const REQUESTS_PER_SECOND = 50;

/** Milliseconds between clearing away the queues of tokens, of which every interaction brings its own. */
const TOKEN_SWEEP_MS = 5 * 60_000;

/** The route of callbacks, as discord.js names it. */
const CALLBACK_ROUTE = '/interactions/:id/:token/callback';

/** The options for the signed-in client, `new Client({ rest })`. */
export function restOptions(parts: RestParts): Partial<RESTOptions> {
  const { api, counts, share = 1, requestMs = REQUEST_MS } = parts;
  return {
    version: '10',
    api: api ?? DefaultRestOptions.api,
    retries: 0,
    // Work comes with servers, and these are spread evenly over shards: so is what may be asked of Discord.
    globalRequestsPerSecond: Math.max(1, Math.floor(REQUESTS_PER_SECOND * share)),
    timeout: requestMs,
    makeRequest: (url, init) => requestOnce(counts, url, init),
  };
}

/** Opens the client for callbacks and for the messages of interactions; it has no token of its own. */
export function openTokenRest(parts: RestParts): REST {
  return new REST({
    ...restOptions(parts),
    globalRequestsPerSecond: TOKEN_REQUESTS_PER_SECOND,
    handlerSweepInterval: TOKEN_SWEEP_MS,
    // A callback has 2.5 s: whoever sends it decides whether a wait still fits.
    rejectOnRateLimit: ({ route }) => route === CALLBACK_ROUTE,
  });
}

type RequestOptions = Parameters<RESTOptions['makeRequest']>[1];

async function requestOnce(
  counts: RequestCounts,
  url: string,
  init: RequestOptions,
): ReturnType<RESTOptions['makeRequest']> {
  try {
    const response = await DefaultRestOptions.makeRequest(url, init);
    // Read to the end here, within the time limit: a response that stalls half-way is no response, and one
    // that nobody reads would keep its connection.
    const body = await response.arrayBuffer();
    const { status, headers } = response;
    counts.record({ class: classOf(status), isInvalid: isInvalid(status, headers) });
    return repairResponse({ status, headers: new Headers([...headers]), body });
  } catch (error) {
    counts.record({ class: 'no_response', isInvalid: false });
    throw error;
  }
}

function classOf(status: number): '2xx' | '4xx' | '429' | '5xx' {
  if (status === 429) return '429';
  if (status < 300) return '2xx';
  return status >= 400 && status < 500 ? '4xx' : '5xx';
}

function isInvalid(status: number, headers: Pick<Headers, 'get'>): boolean {
  if (status === 429) return headers.get('X-RateLimit-Scope') !== 'shared';
  return status === 401 || status === 403;
}
