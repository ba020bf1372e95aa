// robots.txt: in: an address and a way to get a file of its host. Out: whether we may read it, and how long the
// host wants us to pause. Kept for a day. A host that has no such file allows everything; one that fails to
// answer is asked again later, and until then nothing of it is read.

import robotsParser from 'robots-parser';
import { showAddress } from './check-address.js';
import type { Fetched, FetchProblem } from './fetched.js';

/** What a host's robots.txt comes to. */
export interface RobotsRules {
  /** Null where it may be read. */
  check(url: URL): FetchProblem | null;
  readonly pauseMs: number;
}

export interface Robots {
  rulesFor(url: URL): Promise<RobotsRules>;
  /** The pause of a host whose rules are known; 0 where they are not. */
  pauseOf(url: URL): number;
}

export interface RobotsParts {
  /** Gets an address without asking robots.txt about it. */
  readonly get: (address: string) => Promise<Fetched>;
  /** Milliseconds that only grow. */
  readonly now: () => number;
}

/** The name that robots.txt may call us by. */
export const ROBOT_NAME = 'Verbatim';
/** RFC 9309 wants at least 500 KiB to be read; what comes after is not. */
export const MOST_ROBOTS_BYTES = 500 * 1024;

const KEPT_MS = 24 * 60 * 60 * 1000;
/** A host whose robots.txt cannot be had is asked again after this. */
const KEPT_FAILURE_MS = 10 * 60 * 1000;
const MOST_ORIGINS = 1_000;
/** A longer pause would keep one source busy for days; it is asked in vain. */
const LONGEST_PAUSE_MS = 5 * 60 * 1000;

/** The part of the package used here; its own types name an export that it does not have. */
type ParseRobots = (
  address: string,
  text: string,
) => {
  isAllowed(address: string, name: string): boolean | undefined;
  getCrawlDelay(name: string): number | undefined;
};
const parseRobots = robotsParser as unknown as ParseRobots;

interface Kept {
  readonly rules: Promise<RobotsRules>;
  readonly until: number;
}

const ALLOW_ALL: RobotsRules = { check: () => null, pauseMs: 0 };

/** Opens the reader of robots.txt with its memory. */
export function openRobots({ get, now }: RobotsParts): Robots {
  const kept = new Map<string, Kept>();
  const pauses = new Map<string, number>();
  const keep = (origin: string, entry: Kept): void => {
    kept.delete(origin);
    kept.set(origin, entry);
    const [oldest] = kept.keys();
    if (kept.size <= MOST_ORIGINS || oldest === undefined) return;
    kept.delete(oldest);
    pauses.delete(oldest);
  };
  const read = async (origin: string): Promise<RobotsRules> => {
    const fetched = await get(`${origin}/robots.txt`);
    const rules = rulesOf(origin, fetched);
    const failed = rules === null;
    keep(origin, {
      rules: Promise.resolve(rules ?? notNow(fetched)),
      until: now() + (failed ? KEPT_FAILURE_MS : KEPT_MS),
    });
    pauses.set(origin, rules?.pauseMs ?? 0);
    return rules ?? notNow(fetched);
  };
  return {
    rulesFor: ({ origin }) => {
      const known = kept.get(origin);
      if (known !== undefined && known.until > now()) return known.rules;
      const rules = read(origin);
      keep(origin, { rules, until: Infinity });
      return rules;
    },
    pauseOf: ({ origin }) => pauses.get(origin) ?? 0,
  };
}

/** The rules, or null where they cannot be known now. */
function rulesOf(origin: string, fetched: Fetched): RobotsRules | null {
  if (fetched.kind === 'fetched') return parsedRules(origin, fetched.bytes);
  if (fetched.kind === 'unchanged') return null;
  const { status, code } = fetched.problem;
  const hasNone = code === 'http_status' && status !== null && status < 500 && status !== 429;
  // Redirects that lead nowhere mean the same as no file (RFC 9309, 2.3.1.2).
  return hasNone || code === 'too_many_redirects' ? ALLOW_ALL : null;
}

function parsedRules(origin: string, bytes: Uint8Array): RobotsRules {
  const text = new TextDecoder().decode(bytes);
  const robots = parseRobots(`${origin}/robots.txt`, text);
  const seconds = robots.getCrawlDelay(ROBOT_NAME);
  const pauseMs = seconds === undefined || !(seconds > 0) ? 0 : seconds * 1000;
  return {
    check: (url) => {
      if (pauseMs > LONGEST_PAUSE_MS) {
        return disallowed(url, `the site wants ${String(seconds)} s between two requests.`);
      }
      const isAllowed = robots.isAllowed(url.href, ROBOT_NAME) !== false;
      return isAllowed ? null : disallowed(url, "the site's robots.txt does not allow it.");
    },
    pauseMs: Math.min(pauseMs, LONGEST_PAUSE_MS),
  };
}

function disallowed(url: URL, reason: string): FetchProblem {
  return { code: 'robots_disallowed', text: `${showAddress(url.href)}: ${reason}`, status: null };
}

/** Whatever keeps robots.txt from us keeps the page from us. */
function notNow(fetched: Fetched): RobotsRules {
  const problem: Omit<FetchProblem, 'text'> =
    fetched.kind === 'refused' ? fetched.problem : { code: 'unreachable', status: null };
  const isOfAddress = /^(?:bad|blocked)_/.test(problem.code);
  return {
    check: (url) => ({
      ...problem,
      code: isOfAddress || problem.code === 'timeout' ? problem.code : 'unreachable',
      text: isOfAddress
        ? `${showAddress(url.href)}: it leads into a private network.`
        : `${showAddress(url.href)}: the site's robots.txt cannot be had${reasonOf(fetched)}, so nothing is read there for now.`,
    }),
    pauseMs: 0,
  };
}

/** Why it cannot be had, as an aside: its own address is left out, since the page's stands there already. */
function reasonOf(fetched: Fetched): string {
  if (fetched.kind !== 'refused') return '';
  const reason = fetched.problem.text.replace(/^\S+robots\.txt: /, '').replace(/\.$/, '');
  return ` (${reason})`;
}
