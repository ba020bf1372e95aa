// `Fetch` over the guarded agent: an address goes in, every hop on the way is checked, asked in its host's turn
// and within one allowance of time for the whole chain, and what comes out is a representation or the reason why
// there is none. robots.txt is obeyed at every hop unless a person handed the address over.

import { setTimeout as wait } from 'node:timers/promises';
import { checkAddress, isAllowed, portOf, problemOf, type AddressRules } from './check-address.js';
import type { Fetch, Fetched, FetchProblem, FetchRequest } from './fetched.js';
import { openGuardedAgent, type Resolve } from './guarded-agent.js';
import { openHostTurns, type HostTurns, type Sleep } from './host-turns.js';
import { requestOnce, type Hop, type OnceOptions } from './request-once.js';
import { MOST_ROBOTS_BYTES, openRobots, ROBOT_NAME, type Robots } from './robots.js';

export interface FetchOptions {
  readonly version: string;
  /** An address where site owners reach who runs this; part of what we call ourselves. */
  readonly contact?: string | null;
  /** Exact `host:port` pairs let through wherever they lead: for tests and a network of one's own. */
  readonly allow?: readonly string[];
  /** Ports of public hosts: 80 and 443. */
  readonly ports?: readonly number[];
  /** The system's resolver unless given. */
  readonly resolve?: Resolve;
  /** For all hops of one address together, waiting for a turn not counted. */
  readonly timeoutMs?: number;
  /** Least pause between two requests to a public host that asks for none itself. */
  readonly pauseMs?: number;
  readonly now?: () => Date;
  /** Milliseconds that only grow, and how to wait for them. */
  readonly clock?: () => number;
  readonly sleep?: Sleep;
}

export interface OpenedFetch {
  readonly fetch: Fetch;
  /** Ends all connections. */
  close(): Promise<void>;
}

/** A page is followed to its fifth address and no further. */
const MOST_REDIRECTS = 4;
/** As large as any document may be. */
const MOST_BODY_BYTES = 10 * 1024 * 1024;
const TIMEOUT_MS = 30_000;
const CONNECT_TIMEOUT_MS = 10_000;
/** A courtesy, not a measure: four requests a second are what a reader who opens links makes. */
const PAUSE_MS = 250;

interface Parts {
  readonly rules: AddressRules;
  readonly turns: HostTurns;
  readonly pauseMs: number;
  readonly timeoutMs: number;
  readonly clock: () => number;
  readonly once: Pick<OnceOptions, 'agent' | 'userAgent' | 'now'>;
}

interface Asked {
  readonly request: FetchRequest;
  /** Null where robots.txt is not asked. */
  readonly robots: Robots | null;
  readonly cuts: boolean;
}

/** Opens the one way to the network. */
export function openFetch(options: FetchOptions): OpenedFetch {
  const { ports = [80, 443], allow = [], clock = () => performance.now() } = options;
  const rules = { ports, allow: new Set(allow.map((place) => place.toLowerCase())) };
  const { resolve, timeoutMs = TIMEOUT_MS } = options;
  const connectTimeoutMs = Math.min(timeoutMs, CONNECT_TIMEOUT_MS);
  const agent = openGuardedAgent(rules, { resolve, connectTimeoutMs });
  const { sleep = (milliseconds: number) => wait(milliseconds) } = options;
  const parts: Parts = {
    rules,
    clock,
    turns: openHostTurns({ now: clock, sleep }),
    pauseMs: options.pauseMs ?? PAUSE_MS,
    timeoutMs,
    once: { agent, userAgent: userAgentOf(options), now: options.now ?? (() => new Date()) },
  };
  const robots = openRobots({
    now: clock,
    get: (url) =>
      follow(parts, { request: { url, mostBytes: MOST_ROBOTS_BYTES }, robots: null, cuts: true }),
  });
  return {
    fetch: (request) =>
      follow(parts, {
        request,
        robots: request.obeysRobots === false ? null : robots,
        cuts: false,
      }),
    close: () => agent.destroy(),
  };
}

function userAgentOf({ version, contact = null }: FetchOptions): string {
  return `${ROBOT_NAME}/${version}${contact === null ? '' : ` (+${contact})`}`;
}

async function follow(parts: Parts, asked: Asked): Promise<Fetched> {
  let address = asked.request.url;
  let leftMs = parts.timeoutMs;
  for (let hops = 0; ; hops += 1) {
    const { url, problem } = checkAddress(address, parts.rules);
    if (url === null) return { kind: 'refused', problem };
    const refused = await askRobots(asked.robots, url);
    if (refused !== null) return { kind: 'refused', problem: refused };
    const { hop, usedMs } = await takeHop(parts, url, { asked, leftMs });
    if (hop.kind !== 'redirect') return hop;
    leftMs -= usedMs;
    if (hops === MOST_REDIRECTS)
      return { kind: 'refused', problem: tooManyRedirects(asked.request) };
    address = hop.to;
  }
}

async function askRobots(robots: Robots | null, url: URL): Promise<FetchProblem | null> {
  return robots === null ? null : (await robots.rulesFor(url)).check(url);
}

interface TakenHop {
  readonly hop: Hop;
  readonly usedMs: number;
}

/** Waits for the host's turn, then asks with what is left of the time. */
function takeHop(
  parts: Parts,
  url: URL,
  { asked, leftMs }: { readonly asked: Asked; readonly leftMs: number },
): Promise<TakenHop> {
  const { request, robots, cuts } = asked;
  const isOwn = isAllowed(url.hostname, { port: portOf(url), rules: parts.rules });
  const work = async (): Promise<TakenHop> => {
    const started = performance.now();
    const hop = await withDeadline(leftMs, (signal) =>
      requestOnce(url, {
        ...parts.once,
        validators: request.validators ?? { etag: null, lastModified: null },
        mostBytes: request.mostBytes ?? MOST_BODY_BYTES,
        cuts,
        signal,
      }),
    );
    return { hop, usedMs: performance.now() - started };
  };
  return parts.turns.take(url.host, work, () =>
    Math.min(
      Math.max(robots?.pauseOf(url) ?? 0, isOwn ? 0 : parts.pauseMs),
      request.mostPauseMs ?? Infinity,
    ),
  );
}

/** Unlike a bare `AbortSignal.timeout`, leaves no timer behind. */
async function withDeadline<T>(
  milliseconds: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const ending = new AbortController();
  const timer = setTimeout(
    () => {
      ending.abort(new DOMException('it took too long', 'TimeoutError'));
    },
    Math.max(1, milliseconds),
  );
  try {
    return await work(ending.signal);
  } finally {
    clearTimeout(timer);
  }
}

function tooManyRedirects({ url }: FetchRequest): FetchProblem {
  const reason = `it leads on more than ${MOST_REDIRECTS} times.`;
  return problemOf(url, { code: 'too_many_redirects', reason });
}
