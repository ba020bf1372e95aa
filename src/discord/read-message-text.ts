// In: a message that somebody chose in its menu. Out: all that can be read in it: what was written, what is
// forwarded with it, and, in the messages of other bots, their embeds and cards.

import type { APIMessage } from 'discord.js';

type Readable = Partial<Pick<APIMessage, 'content' | 'embeds' | 'components'>>;

/** Every text of a message, in the order in which it is read. */
export function readMessageText(message: Readable & Pick<APIMessage, 'message_snapshots'>): string {
  const forwarded = message.message_snapshots?.map((snapshot) => snapshot.message) ?? [];
  return [message, ...forwarded].flatMap(textsOf).join('\n');
}

function textsOf({ content = '', embeds = [], components = [] }: Readable): string[] {
  const embedded = embeds.flatMap(({ title = '', description = '', fields = [] }) => [
    title,
    description,
    ...fields.flatMap(({ name, value }) => [name, value]),
  ]);
  return [content, ...embedded, ...displays(components)].filter((text) => text !== '');
}

/** What the Text Displays say; buttons and menus say nothing. */
function displays(components: readonly object[]): string[] {
  return components.flatMap((component) => [
    ...('content' in component && typeof component.content === 'string' ? [component.content] : []),
    ...('components' in component ? displays(listOf(component.components)) : []),
  ]);
}

function listOf(value: unknown): object[] {
  if (!Array.isArray(value)) return [];
  return value.filter((item: unknown): item is object => typeof item === 'object' && item !== null);
}
