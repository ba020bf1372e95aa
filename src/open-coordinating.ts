// In: the settings. Out: what the processes of the bot agree through: the store's own means, which never stand in the
// way of a question, and what an operator is to know where several processes have no store together.

import type { OpenMetrics } from './health/metrics.js';
import { openStores } from './open-stores.js';
import type { Settings } from './settings.js';
import { describeFailure } from './shared/errors.js';
import type { Log } from './shared/log.js';
import type { Coordination } from './store/coordination.js';
import { openMemoryCoordination } from './store/memory-coordination.js';
import { openSteadyCoordination } from './store/steady-coordination.js';

export interface OpenCoordinating {
  readonly settings: Settings;
  readonly log: Log;
  readonly metrics: Pick<OpenMetrics, 'coordinationAway' | 'decidedAlone'>;
  /** Told in one line what an operator should know. */
  readonly say: (line: string) => void;
}

/**
 * Warned of and not refused: questions are answered all the same, and a server's own buttons are pressed where they were
 * given, because its events reach one shard alone.
 */
const ALONE =
  'This process hears some of the shards, but there is no DATABASE_URL: cooldowns, votes, turns of a conversation, sources and what was answered already are kept by each process for itself.';

/** Opens it; where it is shared and away, this process goes on alone and says so once. */
export async function openCoordinating(options: OpenCoordinating): Promise<Coordination> {
  const { settings, log, metrics, say } = options;
  const { shards } = settings.discord;
  const own = await openStores(settings).openCoordination();
  if (settings.databaseUrl === null) {
    if (shards !== null && shards.own.length < shards.count) say(ALONE);
    return own;
  }
  return openSteadyCoordination({
    shared: own,
    local: openMemoryCoordination(),
    onLocal: metrics.decidedAlone,
    onAway: (error) => {
      metrics.coordinationAway(true);
      const { text, detail } = describeFailure(error);
      log.warn(
        { detail: detail ?? text },
        'the store is away: limits and repetitions are looked after by this process alone',
      );
    },
    onBack: () => {
      metrics.coordinationAway(false);
      log.info('the store is back: limits and repetitions are looked after together');
    },
  });
}
