// What commands, presses and messages work with. Wired by hand in open-bot.ts; a test hands in fakes.

import type { Answerer } from '../answering/answerer.js';
import type { Log } from '../shared/log.js';
import type { StateStore } from '../store/state-store.js';
import type { QuestionLedger } from './asking/question-ledger.js';
import type { QuestionQueue } from './asking/question-queue.js';
import type { RateLimits } from './asking/rate-limits.js';
import type { Action } from './custom-id.js';
import type { Delivery } from './delivery/delivery.js';

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
  /** True where the operator keeps the question's text with every vote. */
  readonly keepsQuestions: boolean;
  /** True once the process is going down: nothing new is taken. */
  readonly isStopping: () => boolean;
}
