// Who may search a collection beside its own server, and which collections a channel is narrowed to. Only
// decisions are kept here; they are enforced where candidates are read.

import { collectionsIn, guildCollection, scopeOf } from '../retrieval/scope.js';
import { ReadableError } from '../shared/errors.js';
import type { SourceStore } from '../sources/source-store.js';

const GUILD_ID = /^\d{17,20}$/;
const MOST_GUILDS = 1_000;

/**
 * Shares a collection with servers, with everyone, or with nobody.
 *
 * @throws ReadableError `bad_call` where an id is none
 */
export async function shareCollection(
  sources: Pick<SourceStore, 'putSettings'>,
  collection: string,
  sharedWith: 'everyone' | readonly string[],
): Promise<void> {
  const wrong = sharedWith === 'everyone' ? undefined : sharedWith.find((id) => !GUILD_ID.test(id));
  if (wrong !== undefined || sharedWith.length > MOST_GUILDS) {
    throw new ReadableError({
      code: 'bad_call',
      text: `“${(wrong ?? '').slice(0, 40)}” is not the id of a server: 17 to 20 digits.`,
    });
  }
  await sources.putSettings({ collection, sharedWith });
}

/** What a server may search: its own documents, and what is shared with it. */
async function collectionsOfGuild(
  sources: Pick<SourceStore, 'sharedWith'>,
  guild: string,
): Promise<string[]> {
  return [...new Set([guildCollection(guild), ...(await sources.sharedWith(guild))])];
}

/** What a channel is narrowed to: the server's own documents, what is shared with it, or all again. */
export type Narrowing = 'all' | 'own' | 'shared';

/** Narrows a channel; gives back what it searches from now on, `null` where that is everything. */
export async function narrowChannel(
  sources: Pick<SourceStore, 'sharedWith' | 'putChannelScope'>,
  channel: { readonly guild: string; readonly channel: string },
  to: Narrowing,
): Promise<readonly string[] | null> {
  const own = guildCollection(channel.guild);
  const all = await collectionsOfGuild(sources, channel.guild);
  const chosen = all.filter((name) => to === 'all' || (name === own) === (to === 'own'));
  const collections = to === 'all' ? [] : chosen;
  if (to !== 'all' && (chosen.length === 0 || collectionsIn(scopeOf(chosen)) === null)) {
    throw new ReadableError({
      code: 'source_refused',
      text: 'Nothing is shared with this server, so a channel cannot be narrowed to it.',
    });
  }
  await sources.putChannelScope({ ...channel, collections });
  return to === 'all' ? null : collections;
}
