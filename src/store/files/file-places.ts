// The places of one machine: two small files and a folder beside the stores.

import { join } from 'node:path';
import type { Places } from '../places.js';
import { openFileDepartures } from './file-departures.js';
import { openFileIncoming } from './file-incoming.js';
import { openFileReplyHandles } from './file-reply-handles.js';

/** Opens them; nothing is made before it is needed. */
export function openFilePlaces(dataDir: string, now: () => Date): Places {
  return {
    departures: openFileDepartures(join(dataDir, 'departures.json')),
    incoming: openFileIncoming(join(dataDir, 'incoming'), now),
    handles: openFileReplyHandles(join(dataDir, 'replies-under-way.json'), now),
    close: () => Promise.resolve(),
  };
}
