// How a scenario reads and presses what it sees: buttons by their faces, answers by what they answer.

import type { DiscordServer } from '../../discord-server/discord-server.js';
import type { InteractionHandle } from '../../discord-server/interaction-handle.js';
import type { StoredMessage } from '../../discord-server/model.js';
import type { Person } from '../../discord-server/person.js';
import { buttons, visibleText, type VisibleButton } from '../../discord-server/visible-text.js';

/** The text of a message as Discord shows it: escapes are not seen, and a space is a space. */
export function seen(message: StoredMessage): string {
  return visibleText(message)
    .replace(/\\([^\w\s])/g, '$1')
    .replaceAll('\u00A0', ' ');
}

/** The face of a button: its emoji and its label. */
export function faceOf({ emoji, label }: VisibleButton): string {
  return [emoji, label].filter((part) => part !== null && part !== '').join(' ');
}

/** The faces of a message's buttons, in order; disabled ones in brackets. */
export function faces(message: StoredMessage): string[] {
  return buttons(message).map((button) =>
    button.isDisabled ? `(${faceOf(button)})` : faceOf(button),
  );
}

/** The custom_id of the button with this face. */
export function customIdOf(message: StoredMessage, face: string): string {
  const customId = buttons(message).find((button) => faceOf(button) === face)?.customId;
  if (customId === undefined || customId === null) throw new Error(`no button shows "${face}"`);
  return customId;
}

/** The id of the answer that a message shows. */
export function answerIdOf(message: StoredMessage): string {
  const customId = buttons(message)[0]?.customId?.split(':')[2];
  if (customId === undefined) throw new Error('the message has no buttons');
  return customId;
}

/** Presses the button with this face. */
export function press(person: Person, message: StoredMessage, face: string): InteractionHandle {
  return person.click(message, customIdOf(message, face));
}

/** What the bot replied to a message, as soon as it did. */
export function replyTo(discord: DiscordServer, message: StoredMessage): Promise<StoredMessage> {
  return discord.waitFor(() => repliesTo(discord, message)[0], 10_000, 'a reply of the bot');
}

/** What the bot has replied to a message so far. */
export function repliesTo(discord: DiscordServer, message: StoredMessage): StoredMessage[] {
  return discord.world
    .allMessages()
    .filter(({ author, replyTo }) => author.id === discord.bot.id && replyTo === message.id);
}

/** True where only this person sees a message. */
export function isFor(person: Person, message: StoredMessage): boolean {
  return message.visibleTo === person.id;
}
