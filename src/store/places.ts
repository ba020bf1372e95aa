// What processes hand to each other beside the stores: servers that left, archives that wait to be read, messages that
// wait for a job. Files of one machine, or tables that all machines see.

import type { Departures } from './departures.js';
import type { Incoming } from './incoming.js';
import type { ReplyHandles } from './reply-handles.js';

export interface Places {
  readonly departures: Departures;
  readonly incoming: Incoming;
  readonly handles: ReplyHandles;
  close(): Promise<void>;
}
