// In: what tells which collections may be searched where. Out: the same, which goes on with what it said last while
// the database is away. Nothing is ever added to what was said: a place that was not asked about before stays closed.

import { isStoreAway } from '../shared/is-away.js';
import type { SharedCollections } from './bot-parts.js';

/** Places remembered: servers and channels that were asked from, the ones used last. */
const REMEMBERED = 10_000;

/** Milliseconds after which what was said is too old to go on with. */
const LONGEST_MS = 24 * 60 * 60_000;

interface Said<T> {
  readonly value: T;
  readonly at: number;
}

/** Remembers what was said, for as long as the database does not answer. */
export function rememberSharing(
  collections: SharedCollections,
  now: () => number,
): SharedCollections {
  const shared = remembering<readonly string[]>(now);
  const narrowed = remembering<Awaited<ReturnType<SharedCollections['channelScope']>>>(now);
  return {
    sharedWith: (guild) => shared(guild ?? '', () => collections.sharedWith(guild)),
    channelScope: (guild, channel) =>
      narrowed(`${guild}/${channel}`, () => collections.channelScope(guild, channel)),
  };
}

function remembering<T>(now: () => number) {
  const said = new Map<string, Said<T>>();
  return async (key: string, ask: () => Promise<T>): Promise<T> => {
    try {
      const value = await ask();
      said.delete(key);
      said.set(key, { value, at: now() });
      for (const oldest of said.keys()) {
        if (said.size <= REMEMBERED) break;
        said.delete(oldest);
      }
      return value;
    } catch (error) {
      const known = said.get(key);
      if (!isStoreAway(error) || known === undefined || now() - known.at > LONGEST_MS) throw error;
      return known.value;
    }
  };
}
