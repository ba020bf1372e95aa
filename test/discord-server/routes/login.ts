// Who the bot is and where the gateway lies.

import type { Core } from '../core.js';
import { applicationJson, userJson } from '../payloads.js';
import type { Route } from '../router.js';

const DAY_MS = 86_400_000;

export function loginRoutes(core: Core): readonly Route[] {
  const { world, gateway } = core;
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
          shards: core.recommendedShards,
          session_start_limit: {
            total: gateway.options.sessionStarts,
            remaining: gateway.sessionsLeft,
            reset_after: DAY_MS,
            max_concurrency: gateway.options.maxConcurrency,
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
