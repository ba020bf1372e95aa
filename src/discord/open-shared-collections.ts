// In: the store that knows what is shared with whom. Out: the same, as commands and clicks ask it. The default
// collection is everybody's as long as nobody said otherwise: an operator who names servers for it means those alone.

import type { SharedCollections } from './bot-parts.js';
import { SHARED_COLLECTION } from './scope-for.js';

/** What is read of the store of sources. */
export interface CollectionSettingsReader extends SharedCollections {
  settings(collection: string): Promise<{ readonly sharedWith: 'everyone' | readonly string[] }>;
}

/** Reads anew every time: a change holds from the next question or click on. */
export function openSharedCollections(store: CollectionSettingsReader): SharedCollections {
  return {
    sharedWith: async (guild) => {
      const [shared, { sharedWith }] = await Promise.all([
        store.sharedWith(guild),
        store.settings(SHARED_COLLECTION),
      ]);
      const isOpen = sharedWith === 'everyone' || sharedWith.length === 0;
      return isOpen ? [...new Set([SHARED_COLLECTION, ...shared])] : shared;
    },
    channelScope: (guild, channel) => store.channelScope(guild, channel),
  };
}
