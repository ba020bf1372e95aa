// An address as somebody wrote it -> a URL that may be asked for, or why not: scheme, credentials, port, names
// and numbers that lead inward. The URL parser settles the spelling first (0x7f.1 is 127.0.0.1 by then), so only
// its result is looked at. What a name resolves to is checked later, at the socket.

import { isIP } from 'node:net';
import { parseUrl } from '../shared/parse-url.js';
import type { FetchCode, FetchProblem } from './fetched.js';
import { isPublicAddress } from './public-address.js';

/** What may be asked for beside the public web. */
export interface AddressRules {
  /** Ports of public hosts. */
  readonly ports: readonly number[];
  /** Exact `host:port` pairs that are let through wherever they lead. */
  readonly allow: ReadonlySet<string>;
}

export type CheckedAddress =
  | { readonly url: URL; readonly problem: null }
  | { readonly url: null; readonly problem: FetchProblem };

/** Where the public web listens. */
export const WEB_RULES: AddressRules = { ports: [80, 443], allow: new Set() };

/** Longer than any address people share. */
const LONGEST_ADDRESS = 2_048;
const LONGEST_SHOWN = 120;

/** Names that no public server has. */
const INWARD_NAME =
  /(?:^|\.)(?:localhost|localdomain|local|internal|intranet|lan|home\.arpa|onion)$/;

/** Checks all that can be told without asking anybody. */
export function checkAddress(text: string, rules: AddressRules = WEB_RULES): CheckedAddress {
  const refuse = (code: FetchCode, reason: string): CheckedAddress => ({
    url: null,
    problem: problemOf(text, { code, reason }),
  });
  if (text.length > LONGEST_ADDRESS) {
    return refuse('bad_address', `it is longer than ${LONGEST_ADDRESS} characters.`);
  }
  const url = parseUrl(text);
  if (url === null) return refuse('bad_address', 'it is not a web address. Write https://...');
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return refuse('bad_address', 'only http and https addresses are read.');
  }
  if (url.username !== '' || url.password !== '') {
    return refuse('bad_address', 'it holds a user name or a password. Leave them out.');
  }
  const found = checkPlace(url.hostname, { port: portOf(url), rules });
  if (found !== null) return refuse(found.code, found.reason);
  url.hash = '';
  return { url, problem: null };
}

/** What is wrong with a host and a port, as a URL or a connection names them, or null. */
export function checkPlace(
  hostname: string,
  { port, rules }: { readonly port: number; readonly rules: AddressRules },
): { readonly code: FetchCode; readonly reason: string } | null {
  if (isAllowed(hostname, { port, rules })) return null;
  if (!rules.ports.includes(port)) {
    const ports = rules.ports.join(' and ');
    return { code: 'blocked_port', reason: `port ${port} is not asked; ${ports} are.` };
  }
  const host = bareHost(hostname);
  const isInward = isIP(host) === 0 ? isInwardName(host) : !isPublicAddress(host);
  if (!isInward) return null;
  return { code: 'blocked_address', reason: 'it leads into a private network.' };
}

/** Whether the operator let exactly this host and port through. */
export function isAllowed(
  hostname: string,
  { port, rules }: { readonly port: number; readonly rules: AddressRules },
): boolean {
  const host = bareHost(hostname);
  return rules.allow.has(`${isIP(host) === 6 ? `[${host}]` : host}:${port}`);
}

/** The port that is dialled. */
export function portOf({ port, protocol }: Pick<URL, 'port' | 'protocol'>): number {
  if (port !== '') return Number(port);
  return protocol === 'https:' ? 443 : 80;
}

/** A problem whose text begins with the address, shown safely. */
export function problemOf(
  address: string,
  about: {
    readonly code: FetchCode;
    readonly reason: string;
    readonly status?: number;
    readonly retryAt?: string | null;
  },
): FetchProblem {
  const { code, reason, status = null, retryAt = null } = about;
  const text = `${showAddress(address)}: ${reason}`;
  return { code, text, status, ...(retryAt === null ? {} : { retryAt }) };
}

/** The address on one line: cut, without credentials, and with nothing that moves or hides text around it. */
export function showAddress(address: string): string {
  const plain = address
    .slice(0, LONGEST_ADDRESS)
    .replace(/\/\/[^/?#\\]*@/, '//')
    .replace(/[^\x20-\x7e]/gu, (character) => encodeOne(character));
  return plain.length <= LONGEST_SHOWN ? plain : `${plain.slice(0, LONGEST_SHOWN - 1)}…`;
}

function encodeOne(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

/** An IPv6 address without its brackets, a name in lower case without its last dot. */
function bareHost(hostname: string): string {
  const host = hostname.toLowerCase().replace(/^\[(.*)\]$/, '$1');
  return host.endsWith('.') ? host.slice(0, -1) : host;
}

/** A name without a dot is one of a local network. */
function isInwardName(host: string): boolean {
  return !host.includes('.') || INWARD_NAME.test(host);
}
