// What a server's moderators work with in Discord, beside the bot itself.

import type { CuratingParts } from '../../curating/curating-parts.js';
import type { Departures } from '../../store/departures.js';
import type { ReplyHandles } from '../../store/reply-handles.js';
import type { QuestionQueue } from '../asking/question-queue.js';
import type { OwnPermissions } from '../catching-up/may-read.js';
import type { ChannelHistory } from '../delivery/channel-history.js';
import type { JobFollower } from './follow-jobs.js';
import type { ServerTurns } from './server-turns.js';

/** What is opened outside of Discord. */
export interface CuratingDesk {
  readonly parts: CuratingParts;
  readonly departures: Departures;
  /** The collection as one archive; null where it has more bytes than that. */
  readonly exportArchive: (collection: string, mostBytes: number) => Promise<Buffer | null>;
  /** Messages that follow a job, over a restart. */
  readonly handles: ReplyHandles;
  /** Told that there is work for the keeper. */
  readonly wake: () => void;
}

export interface Curating extends CuratingDesk {
  readonly history: ChannelHistory;
  readonly ownPermissions: OwnPermissions;
  /** Its own: fetching and parsing take seconds, and no question waits behind them. */
  readonly queue: QuestionQueue;
  readonly turns: ServerTurns;
  readonly follower: JobFollower;
  /** Told of every refusal, for the metrics. */
  readonly onRefused: () => void;
}
