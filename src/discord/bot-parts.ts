// What commands, presses and messages work with. Wired by hand in open-bot.ts; a test hands in fakes.

import type { Answerer } from '../answering/answerer.js';
import type { Log } from '../shared/log.js';
import type { StateStore } from '../store/state-store.js';
import type { QuestionLedger } from './asking/question-ledger.js';
import type { QuestionQueue } from './asking/question-queue.js';
import type { RateLimits } from './asking/rate-limits.js';
import type { Curating } from './curating/curating.js';
import type { OwnPermissions } from './catching-up/may-read.js';
import type { Action } from './custom-id.js';
import type { ChannelHistory } from './delivery/channel-history.js';
import type { Delivery } from './delivery/delivery.js';

/** What catching up works with, where the operator lets messages be read. */
export interface CatchingUp {
  readonly history: ChannelHistory;
  readonly ownPermissions: OwnPermissions;
  /** Its own: reading a channel takes seconds, and no question waits behind it. */
  readonly queue: QuestionQueue;
}

/** Which collections may be searched where. Asked anew for everything somebody does, so that a change holds at once. */
export interface SharedCollections {
  /** Collections shared with a guild, or with everyone; for null, with everyone. Its own is not among them. */
  sharedWith(guild: string | null): Promise<readonly string[]>;
  /** What a channel is narrowed to; null where it searches all that its guild may. */
  channelScope(
    guild: string,
    channel: string,
  ): Promise<{ readonly collections: readonly string[] } | null>;
}

export interface BotParts {
  readonly answerer: Answerer;
  readonly state: StateStore;
  readonly delivery: Delivery;
  readonly queue: QuestionQueue;
  readonly limits: RateLimits;
  readonly ledger: QuestionLedger;
  readonly log: Log;
  /** Told of every press, for the metrics. */
  readonly onPressed: (action: Action) => void;
  readonly now: () => Date;
  readonly version: string;
  readonly collections: SharedCollections;
  /** True where the operator keeps the question's text with every vote. */
  readonly keepsQuestions: boolean;
  /** Null where messages are not read. */
  readonly catchingUp: CatchingUp | null;
  /** What moderators work with; null where no collection can be changed. */
  readonly curating: Curating | null;
  /** True once the process is going down: nothing new is taken. */
  readonly isStopping: () => boolean;
}
