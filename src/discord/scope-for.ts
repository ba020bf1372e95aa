// In: who acts and from where. Out: the scope they may search: their guild's own collection and what is shared with
// it, as far as their channel is not narrowed; in direct messages, what is shared with everyone. It is computed for
// every command, keystroke, message and click, from what Discord says of the place and never from a custom_id.

import { COLLECTION_NAME } from '../retrieval/question.js';
import { guildCollection, MOST_COLLECTIONS, scopeOf } from '../retrieval/scope.js';
import { ReadableError } from '../shared/errors.js';
import type { SharedCollections } from './bot-parts.js';
import type { Caller } from './caller.js';

/** Where nothing is said of collections, this one is everybody's. */
const SHARED_COLLECTION = 'default';

/** One collection for all, and each guild's own. */
export const SHARED_BY_ALL: SharedCollections = {
  sharedWith: () => Promise.resolve([SHARED_COLLECTION]),
  channelScope: () => Promise.resolve(null),
};

/**
 * The scope that somebody may search; whatever they type, nothing beyond it is.
 *
 * @throws ReadableError `collection_unknown` where their channel is narrowed to what it may not search any more
 */
export async function scopeFor(
  { guildId, channelId, parentId }: Caller,
  { collections }: { readonly collections: SharedCollections },
): Promise<string> {
  const shared = await collections.sharedWith(guildId);
  if (guildId === null) return scopeOrNothing(shared);
  const allowed = [guildCollection(guildId), ...shared];
  const own = await collections.channelScope(guildId, channelId);
  // A thread of a narrowed channel is narrowed with it; what was said of the thread itself comes first.
  const narrowing =
    own ?? (parentId === undefined ? null : await collections.channelScope(guildId, parentId));
  if (narrowing === null) return scopeOrNothing(allowed);
  return scopeOrNothing(allowed.filter((name) => narrowing.collections.includes(name)));
}

/** A guild's own collection comes first, and the first few are searched. */
function scopeOrNothing(collections: readonly string[]): string {
  const names = collections.filter((name) => COLLECTION_NAME.test(name));
  if (names.length > 0) return scopeOf([...new Set(names)].slice(0, MOST_COLLECTIONS));
  throw new ReadableError({
    code: 'collection_unknown',
    text: 'There is nothing here that may be searched.',
    remedy: 'Whoever looks after the server can share a collection with this channel.',
  });
}
