// In: the token and where Discord lies. Out: nothing where Discord knows the token, else one sentence. It is
// asked once, before anything that takes long: a token that was copied wrongly is found within a second, not
// after an index was built for an hour.

import { performance } from 'node:perf_hooks';
import { restOptions } from './delivery/open-rest.js';
import { openRequestCounts } from './delivery/request-counts.js';
import { openRest, readApplicationId } from './registration.js';

export interface TokenToCheck {
  readonly token: string;
  /** Null for Discord itself. */
  readonly apiUrl: string | null;
  readonly timeoutMs?: number;
}

/** Milliseconds; with the login that follows, a start that fails does so within ten seconds. */
const CHECK_MS = 4_000;

/**
 * Asks Discord whether it knows the token.
 *
 * @throws ReadableError `discord_token_refused` or `discord_unreachable`
 */
export async function checkToken(check: TokenToCheck): Promise<void> {
  const { token, apiUrl: api, timeoutMs = CHECK_MS } = check;
  const deadline = performance.now() + timeoutMs;
  const counts = openRequestCounts({ now: () => performance.now(), onInvalid: () => undefined });
  const rest = openRest(token, {
    ...restOptions({ api, counts, requestMs: timeoutMs }),
    rejectOnRateLimit: ({ retryAfter }) => performance.now() + retryAfter > deadline,
  });
  try {
    await readApplicationId(rest);
  } finally {
    // Its sweepers would go on for nothing.
    rest.clearHashSweeper();
    rest.clearHandlerSweeper();
  }
}
