// In: what was opened outside of Discord, and the signed-in client. Out: what moderators work with in Discord: the
// same, a queue of its own, the history of channels, and what keeps messages up to date with their jobs.

import type { Client } from 'discord.js';
import type { Log } from '../../shared/log.js';
import type { Coordination } from '../../store/coordination.js';
import { openQueue, type QueueOptions } from '../asking/question-queue.js';
import { ownPermissionsOf } from '../catching-up/open-catching-up.js';
import { openChannelHistory } from '../delivery/channel-history.js';
import type { Delivery } from '../delivery/delivery.js';
import { openHeldTurn } from '../sharding/held-turn.js';
import type { Curating, CuratingDesk } from './curating.js';
import { openJobFollower } from './follow-jobs.js';
import { openServerTurns } from './server-turns.js';

/** Two at once: one is fetched while the other is parsed, which takes some 0.3 s in a process of its own. */
const QUEUE: QueueOptions = { atOnce: 2, mostWaiting: 20, firstGuessMs: 2_000 };

/** Milliseconds for which one process follows jobs for all; it asks again every three seconds. */
const FOLLOWING_MS = 10_000;

export interface OpenCuratingHere {
  readonly desk: CuratingDesk;
  readonly client: Client;
  readonly delivery: Delivery;
  readonly log: Log;
  readonly coordination: Coordination;
  readonly onUnauthorized: () => void;
  readonly onRefused: () => void;
  /** Milliseconds between two looks at jobs; as usual unless given, none where null. */
  readonly followEveryMs?: number | null;
}

/** Opens what moderators work with. */
export function openCuratingHere(options: OpenCuratingHere): Curating {
  const { desk, client, delivery, log, coordination } = options;
  const { onUnauthorized, onRefused, followEveryMs } = options;
  const { jobs, now } = desk.parts;
  const { handles } = desk;
  const every = followEveryMs === undefined ? {} : { everyMs: followEveryMs };
  const turn = openHeldTurn(coordination, 'follow-jobs', FOLLOWING_MS);
  return {
    ...desk,
    history: openChannelHistory({ rest: client.rest, log, onUnauthorized }),
    ownPermissions: (channelId) => ownPermissionsOf(client, channelId),
    queue: openQueue(QUEUE),
    turns: openServerTurns(),
    follower: openJobFollower({ jobs, delivery, handles, now, log, turn, ...every }),
    onRefused,
  };
}
