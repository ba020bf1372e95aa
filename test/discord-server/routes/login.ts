// Who the bot is and where the gateway lies.

import type { Core } from '../core.js';
import { applicationJson, userJson } from '../payloads.js';
import type { Route } from '../router.js';

/** IDENTIFYs a day. */
const SESSION_STARTS = 1_000;
const DAY_MS = 86_400_000;

export function loginRoutes(core: Core): readonly Route[] {
  const { world, ledger } = core;
  const gatewayUrl = (): string => core.origin().replace('http', 'ws');
  const application = (): ReturnType<Route['handle']> => ({
    status: 200,
    body: applicationJson(world),
  });
  return [
    {
      method: 'GET',
      path: '/gateway',
      isOpen: true,
      handle: () => ({ status: 200, body: { url: gatewayUrl() } }),
    },
    {
      method: 'GET',
      path: '/gateway/bot',
      handle: () => ({
        status: 200,
        body: {
          url: gatewayUrl(),
          shards: 1,
          session_start_limit: {
            total: SESSION_STARTS,
            remaining: Math.max(0, SESSION_STARTS - ledger.identifies),
            reset_after: DAY_MS,
            max_concurrency: 1,
          },
        },
      }),
    },
    {
      method: 'GET',
      path: '/users/@me',
      handle: () => ({ status: 200, body: userJson(world.bot) }),
    },
    {
      method: 'GET',
      path: '/users/:user',
      handle: ({ params }) => ({ status: 200, body: userJson(world.user(params.user ?? '')) }),
    },
    { method: 'GET', path: '/applications/@me', handle: application },
    { method: 'GET', path: '/oauth2/applications/@me', handle: application },
  ];
}
