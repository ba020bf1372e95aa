// The guard: whatever a stranger writes, a server answers or a name resolves to, nothing inside is ever reached.

import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { checkAddress, WEB_RULES } from '../../src/fetching/check-address.js';
import type { Fetched } from '../../src/fetching/fetched.js';
import {
  BlockedConnection,
  checkingPeer,
  publicLookup,
  type Resolve,
} from '../../src/fetching/guarded-agent.js';
import { openFetch, type FetchOptions, type OpenedFetch } from '../../src/fetching/open-fetch.js';
import { isPublicAddress } from '../../src/fetching/public-address.js';
import { loopbackServer, type LoopbackServer } from '../support/loopback-server.js';
import { hostileAddresses } from './hostile-addresses.js';

/** A service that only its own network may see. */
function internalListener(): Promise<LoopbackServer> {
  return loopbackServer((_, response) => {
    response.end('the secret of the house');
  });
}

/** A fetch for which the listener's port is as good as 80, so that only the address can stop it. */
function fetchBeside(listener: LoopbackServer, options: Partial<FetchOptions> = {}): OpenedFetch {
  const opened = openFetch({
    version: '1',
    ports: [80, 443, listener.port],
    pauseMs: 0,
    resolve: () => Promise.resolve(['127.0.0.1']),
    ...options,
  });
  onTestFinished(() => opened.close());
  return opened;
}

const codeOf = (fetched: Fetched): string =>
  fetched.kind === 'refused' ? fetched.problem.code : fetched.kind;

describe('openFetch', () => {
  it('asks none of more than 120 hostile addresses, and says why', async () => {
    const listener = await internalListener();
    const { fetch } = fetchBeside(listener);
    const addresses = hostileAddresses(listener.port);
    expect(addresses.length).toBeGreaterThanOrEqual(120);
    const wrong: string[] = [];
    for (const { address, code } of addresses) {
      for (const obeysRobots of [true, false]) {
        const got = codeOf(await fetch({ url: address, obeysRobots }));
        if (got !== code) wrong.push(`${address}: ${got} instead of ${code}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(listener.connections()).toBe(0);
  });

  it('follows none of them from a public page either, at any hop', async () => {
    const listener = await internalListener();
    const hostile = hostileAddresses(listener.port).filter(({ address }) => address.includes(':'));
    const outside = await loopbackServer((request, response) => {
      const n = Number(request.url?.slice(1));
      const location = encodeURI(decodeURI(hostile[n]?.address.replaceAll('%', '%25') ?? ''));
      response.writeHead(302, { location }).end();
    });
    const { fetch } = fetchBeside(listener, { allow: [outside.place] });
    for (const n of hostile.keys()) {
      const fetched = await fetch({ url: `${outside.origin}/${n}`, obeysRobots: false });
      expect(fetched.kind).toBe('refused');
    }
    expect(outside.paths).toHaveLength(hostile.length);
    expect(listener.connections()).toBe(0);
  });

  it.each([
    ['leads inside', ['127.0.0.1']],
    ['leads inside as well', ['93.184.216.34', '127.0.0.1']],
    ['leads inside in IPv6', ['2606:2800:220:1::1', '::1']],
    ['leads inside in a mapped form', ['::ffff:127.0.0.1']],
    ['leads to a cloud’s metadata', ['169.254.169.254']],
    ['leads to no address', ['not an address']],
  ])('refuses a name that %s', async (_, addresses) => {
    const listener = await internalListener();
    const { fetch } = fetchBeside(listener, { resolve: () => Promise.resolve(addresses) });
    const url = `http://rebind.example.org:${listener.port}/`;
    expect(codeOf(await fetch({ url, obeysRobots: false }))).toBe('blocked_address');
    expect(codeOf(await fetch({ url }))).toBe('blocked_address');
    expect(listener.connections()).toBe(0);
  });

  it('ends a chain of redirects after four, and a loop with it', async () => {
    const outside = await loopbackServer((request, response) => {
      const n = Number(request.url?.replace(/\D/g, ''));
      const location = request.url === '/loop' ? '/loop' : `/${n - 1}`;
      if (n === 0 && request.url !== '/loop') response.end('here');
      else response.writeHead(302, { location }).end();
    });
    const { fetch } = fetchBeside(outside, { allow: [outside.place] });
    const code = async (path: string): Promise<string> =>
      codeOf(await fetch({ url: outside.origin + path, obeysRobots: false }));
    expect(await code('/4')).toBe('fetched');
    expect(await code('/5')).toBe('too_many_redirects');
    outside.forget();
    expect(await code('/loop')).toBe('too_many_redirects');
    expect(outside.paths).toHaveLength(5);
  });

  it('lets through exactly the host and port that were allowed', async () => {
    const [one, other] = [await internalListener(), await internalListener()];
    const { fetch } = fetchBeside(one, { allow: [one.place], ports: [80, 443] });
    expect(codeOf(await fetch({ url: one.origin }))).toBe('fetched');
    expect(codeOf(await fetch({ url: `http://localhost:${one.port}/` }))).toBe('blocked_port');
    expect(codeOf(await fetch({ url: other.origin }))).toBe('blocked_port');
    expect(other.connections()).toBe(0);
  });
});

describe('publicLookup', () => {
  it('dials what it checked, whatever the name says the next time', async () => {
    const answers = [['93.184.216.34'], ['127.0.0.1']];
    let asked = 0;
    const resolve: Resolve = () => Promise.resolve(answers[asked++] ?? []);
    const look = (): Promise<unknown> =>
      new Promise((done) => {
        publicLookup(resolve)('rebind.example.org', { all: true }, (error, found) => {
          done(error ?? found);
        });
      });
    expect(await look()).toEqual([{ address: '93.184.216.34', family: 4 }]);
    expect(asked).toBe(1);
    expect(await look()).toBeInstanceOf(BlockedConnection);
  });
});

describe('checkingPeer', () => {
  it.each([
    ['127.0.0.1', true],
    ['::ffff:10.0.0.1', true],
    [undefined, true],
    ['93.184.216.34', false],
  ])('ends a connection that turns out to lead to %s: %s', (remoteAddress, isEnded) => {
    const seen: unknown[] = [];
    const socket = { remoteAddress, destroy: () => seen.push('destroyed') };
    checkingPeer((...[error]) => {
      seen.push(error instanceof BlockedConnection ? error.code : error);
    })(null, socket as never);
    expect(seen).toEqual(isEnded ? ['destroyed', 'blocked_address'] : [null]);
  });
});

describe('checkAddress', () => {
  it('never lets a number through that is not public, however it is written', () => {
    const byte = fc.integer({ min: 0, max: 255 });
    const written = fc.tuple(byte, byte, byte, byte, fc.constantFrom(...SPELLINGS));
    fc.assert(
      fc.property(written, ([a, b, c, d, spell]) => {
        const { url } = checkAddress(`http://${spell([a, b, c, d])}/`);
        expect(url !== null).toBe(isPublicAddress(`${a}.${b}.${c}.${d}`) && !spell.isInIpv6);
      }),
      { numRuns: 5_000 },
    );
  });

  it('gives a URL of the web or a problem on one printable line, for any text', () => {
    const piece = fc.constantFrom(
      'http://',
      'https:',
      '//',
      '@',
      ':',
      '[',
      ']',
      '.',
      '127',
      '\u202e',
      '%00',
      '#',
      '\n',
    );
    const text = fc.array(fc.oneof(piece, fc.string({ unit: 'binary', maxLength: 5 })), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(text, (pieces) => {
        const { url, problem } = checkAddress(pieces.join(''));
        if (url === null) {
          expect(problem.text).toMatch(/^[\x20-\x7e…]*$/);
          return;
        }
        expect(url.protocol).toMatch(/^https?:$/);
        expect([url.username, url.password, url.hash]).toEqual(['', '', '']);
        expect(WEB_RULES.ports).toContain(Number(url.port === '' ? 80 : url.port));
      }),
      { numRuns: 5_000 },
    );
  });

  it.each([
    'https://news.example.org/a?b=c#d',
    'http://93.184.216.34/',
    'https://[2606:4700::1111]/',
    'http://bücher.example/',
  ])('lets %s through', (address) => {
    expect(checkAddress(address).problem).toBeNull();
  });

  it('shows no credentials', () => {
    const { problem } = checkAddress('http://user:secret@news.example.org/');
    expect(problem?.text).not.toContain('secret');
  });
});

type Octets = readonly [number, number, number, number];
type Spelling = ((octets: Octets) => string) & { isInIpv6?: boolean };

const toNumber = ([a, b, c, d]: Octets): number => ((a * 256 + b) * 256 + c) * 256 + d;
const inIpv6 = (spell: (octets: Octets) => string): Spelling =>
  Object.assign(spell, { isInIpv6: true });

/** One IPv4 address in many dresses; those in IPv6 are never public except when mapped. */
const SPELLINGS: readonly Spelling[] = [
  (octets) => octets.join('.'),
  (octets) => octets.map((octet) => `0${octet.toString(8)}`).join('.'),
  (octets) => octets.map((octet) => `0x${octet.toString(16)}`).join('.'),
  (octets) => String(toNumber(octets)),
  (octets) => `0x${toNumber(octets).toString(16)}`,
  ([a, b, c, d]) => `${a}.${b * 65_536 + c * 256 + d}`,
  (octets) => `${octets.join('.')}.`,
  (octets) =>
    octets.join('。').replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit))),
  (octets) => `[::ffff:${octets.join('.')}]`,
  inIpv6((octets) => `[::${octets.join('.')}]`),
  inIpv6((octets) => `[64:ff9b::${octets.join('.')}]`),
  inIpv6(([a, b, c, d]) => `[2002:${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}::1]`),
];
