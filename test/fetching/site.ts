// A site on loopback and a fetch that may ask it: robots.txt is not asked for unless a test says so.

import { onTestFinished } from 'vitest';
import type { Fetched, FetchRequest } from '../../src/fetching/fetched.js';
import { openFetch, type FetchOptions } from '../../src/fetching/open-fetch.js';
import { loopbackServer, type Answer, type LoopbackServer } from '../support/loopback-server.js';

export interface Site {
  readonly server: LoopbackServer;
  readonly get: (path: string, request?: Partial<FetchRequest>) => Promise<Fetched>;
}

/** Starts a server and opens a fetch that may ask it. */
export async function site(answer: Answer, options: Partial<FetchOptions> = {}): Promise<Site> {
  const server = await loopbackServer(answer);
  const opened = openFetch({ version: '1.2.3', allow: [server.place], ...options });
  onTestFinished(() => opened.close());
  return {
    server,
    get: (path, request = {}) =>
      opened.fetch({ url: server.origin + path, obeysRobots: false, ...request }),
  };
}

/** The text that came, or why none did. */
export const textOf = (fetched: Fetched): string =>
  fetched.kind === 'fetched' ? Buffer.from(fetched.bytes).toString() : codeOf(fetched);
export const codeOf = (fetched: Fetched): string =>
  fetched.kind === 'refused' ? fetched.problem.code : fetched.kind;
