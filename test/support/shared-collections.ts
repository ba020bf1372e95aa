// Who may search what, in memory, as an operator and moderators say it; what they say holds at once.

import type { SharedCollections } from '../../src/discord/bot-parts.js';

export interface FakeSharedCollections extends SharedCollections {
  share(collection: string, withWhom: 'everyone' | readonly string[]): void;
  /** No collections lift it again. */
  narrow(guild: string, channel: string, collections: readonly string[]): void;
}

/** The collection that is everybody's, and nothing else. */
export function sharedCollections(): FakeSharedCollections {
  const shared = new Map<string, 'everyone' | readonly string[]>([['default', 'everyone']]);
  const channels = new Map<string, readonly string[]>();
  const keyOf = (guild: string, channel: string): string => `${guild} ${channel}`;
  return {
    share: (collection, withWhom) => void shared.set(collection, withWhom),
    narrow: (guild, channel, collections) => {
      if (collections.length === 0) channels.delete(keyOf(guild, channel));
      else channels.set(keyOf(guild, channel), collections);
    },
    sharedWith: (guild) =>
      Promise.resolve(
        [...shared].flatMap(([name, withWhom]) =>
          withWhom === 'everyone' || (guild !== null && withWhom.includes(guild)) ? [name] : [],
        ),
      ),
    channelScope: (guild, channel) => {
      const collections = channels.get(keyOf(guild, channel));
      return Promise.resolve(collections === undefined ? null : { collections });
    },
  };
}
