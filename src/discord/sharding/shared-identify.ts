// In: the client's manager of sessions. Out: its throttler over all processes, and what Discord says of the sessions
// that are left, asked for again after each new one.

import type { ClientOptions } from 'discord.js';
import type { Coordination } from '../../store/coordination.js';
import { openIdentifyThrottler, type IdentifyThrottler } from './identify-throttler.js';
import type { SessionStarts } from './session-starts.js';

/** The client's manager, as far as it is needed here. */
export type SessionManager = Parameters<
  NonNullable<NonNullable<ClientOptions['ws']>['buildIdentifyThrottler']>
>[0];

export interface SharedIdentify {
  readonly coordination: Pick<Coordination, 'lease'>;
  readonly onWait: (shard: number, isWaiting: boolean) => void;
  readonly onStarts: (starts: SessionStarts) => void;
  readonly turnMs?: number;
}

/** Milliseconds between two questions to Discord; the figure itself changes by one a session. */
const ASK_MS = 60_000;

/** Opens the throttler of a manager. */
export async function openSharedIdentify(
  manager: SessionManager,
  { coordination, onWait, onStarts, ...tuning }: SharedIdentify,
): Promise<IdentifyThrottler> {
  const { session_start_limit: starts } = await manager.fetchGatewayInformation();
  onStarts(starts);
  let askedAt = performance.now();
  const onTurn = (): void => {
    if (performance.now() - askedAt < ASK_MS) return;
    askedAt = performance.now();
    // Whether it is told or not, the session begins.
    manager.fetchGatewayInformation(true).then(
      (told) => {
        onStarts(told.session_start_limit);
      },
      () => undefined,
    );
  };
  const maxConcurrency = starts.max_concurrency;
  return openIdentifyThrottler({ coordination, maxConcurrency, onWait, onTurn, ...tuning });
}
