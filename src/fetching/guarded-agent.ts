// Connections that lead to public addresses only. In: the rules and a resolver. Out: an undici agent that checks
// at the socket: the port, a host that is a number (for those no name is looked up), every address a name has
// (one that is not public refuses them all), and in the end who really answered. The address that was checked is
// the one that is dialled, so that a name that changes its mind between two look-ups gains nothing.

import { lookup as lookUp } from 'node:dns/promises';
import { isIP, type LookupFunction, type Socket } from 'node:net';
import { Agent, buildConnector } from 'undici';
import { checkPlace, isAllowed, portOf, type AddressRules } from './check-address.js';
import type { FetchCode } from './fetched.js';
import { isPublicAddress } from './public-address.js';

/** All addresses of a name. */
export type Resolve = (hostname: string) => Promise<readonly string[]>;

/** A connection that was not made, or was ended as soon as it was seen where it led. */
export class BlockedConnection extends Error {
  readonly code: FetchCode;

  constructor(code: FetchCode, reason: string) {
    super(reason);
    this.name = 'BlockedConnection';
    this.code = code;
  }
}

export interface AgentOptions {
  /** The system's unless given. */
  readonly resolve?: Resolve | undefined;
  /** Until a connection stands, the look-up of its name included. */
  readonly connectTimeoutMs: number;
}

const MOST_HEADER_BYTES = 32 * 1024;

const resolveBySystem: Resolve = async (hostname) =>
  (await lookUp(hostname, { all: true, verbatim: true })).map(({ address }) => address);

/** Opens an agent that dials nothing but what the rules let through. */
export function openGuardedAgent(rules: AddressRules, options: AgentOptions): Agent {
  const { resolve = resolveBySystem, connectTimeoutMs: timeout } = options;
  const dialPublic = buildConnector({ lookup: publicLookup(resolve), timeout, port: 0 });
  const dialAllowed = buildConnector({ lookup: lookupWith(resolve), timeout, port: 0 });
  return new Agent({
    connections: 1,
    maxHeaderSize: MOST_HEADER_BYTES,
    connect: (options, callback) => {
      const { hostname } = options;
      const place = { port: portOf(options), rules };
      const found = checkPlace(hostname, place);
      if (found !== null) {
        callback(new BlockedConnection(found.code, found.reason), null);
        return;
      }
      if (isAllowed(hostname, place)) dialAllowed(options, callback);
      else dialPublic(options, checkingPeer(callback));
    },
  });
}

/** Gives the connection on only where it leads outside. */
export function checkingPeer(callback: buildConnector.Callback): buildConnector.Callback {
  return (...[error, socket]) => {
    if (error !== null) {
      callback(error, null);
      return;
    }
    if (isPublicPeer(socket)) callback(null, socket);
    else {
      socket.destroy();
      callback(inward(), null);
    }
  };
}

function isPublicPeer({ remoteAddress }: Pick<Socket, 'remoteAddress'>): boolean {
  return remoteAddress !== undefined && isPublicAddress(remoteAddress);
}

/** A look-up that fails unless every address of the name is public. */
export function publicLookup(resolve: Resolve): LookupFunction {
  return lookupWith(async (hostname) => {
    const addresses = await resolve(hostname);
    if (addresses.every(isPublicAddress)) return addresses;
    throw inward();
  });
}

/** A resolver in the form that sockets want. */
function lookupWith(resolve: Resolve): LookupFunction {
  return (hostname, options, callback) => {
    const answer = async (): Promise<void> => {
      const found = (await resolve(hostname)).map((address) => ({
        address,
        family: isIP(address),
      }));
      const [first] = found;
      if (first === undefined) throw new Error('the name has no address');
      if (options.all === true) callback(null, found);
      else callback(null, first.address, first.family);
    };
    answer().catch((error: unknown) => {
      callback(error instanceof Error ? error : new Error(String(error)), '', 0);
    });
  };
}

function inward(): BlockedConnection {
  return new BlockedConnection('blocked_address', 'it leads into a private network.');
}
