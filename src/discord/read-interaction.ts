// In: an interaction as the gateway brings it. Out: a used command, something being typed, or a press, as plain
// data; null for what is none of these. The raw payload is read, not the library's objects: it needs no cache,
// and a field that is missing is an error here, where it is caught.

import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ChannelType,
  ComponentType,
  InteractionType,
  type APIInteraction,
  type APIApplicationCommandInteraction,
  type APIApplicationCommandAutocompleteInteraction,
  type APIMessageComponentInteraction,
  type APIModalSubmitInteraction,
} from 'discord.js';
import type { Caller } from './caller.js';
import type { InteractionHandle } from './delivery/delivery.js';
import type { TypedInto, UsedCommand } from './on-command.js';
import type { Press } from './on-press.js';
import { readMessageText } from './read-message-text.js';
import { readAttachments } from './given-file.js';
import { bitsOf, readChannels } from './shown-channel.js';

export type ReadInteraction =
  | { readonly kind: 'command'; readonly command: UsedCommand }
  | { readonly kind: 'typing'; readonly typed: TypedInto }
  | { readonly kind: 'press'; readonly press: Press };

/** Reads an interaction that arrived at `now`, in milliseconds since 1970. */
export function readInteraction(data: APIInteraction, now: number): ReadInteraction | null {
  const { id, token, application_id: applicationId } = data;
  const handle = { id, token, applicationId, arrivedAt: now };
  const base = { handle, caller: callerOf(data) };
  switch (data.type) {
    case InteractionType.ApplicationCommand:
      return { kind: 'command', command: readCommand(data, base) };
    case InteractionType.ApplicationCommandAutocomplete:
      return { kind: 'typing', typed: readTyping(data, base) };
    case InteractionType.MessageComponent:
    case InteractionType.ModalSubmit:
      return { kind: 'press', press: readPress(data, base) };
    default:
      return null;
  }
}

interface Base {
  readonly handle: InteractionHandle;
  readonly caller: Caller;
}

function callerOf(data: APIInteraction): Caller {
  const user = data.member?.user ?? data.user;
  const channelId = data.channel?.id;
  if (user === undefined || channelId === undefined) {
    throw new Error('an interaction names neither a person nor a channel');
  }
  const parentId = threadParent(data.channel);
  const place = { guildId: data.guild_id ?? null, channelId };
  const parent = parentId === null ? {} : { parentId };
  const permissions =
    data.member === undefined ? {} : { permissions: bitsOf(data.member.permissions) };
  return { userId: user.id, ...place, ...parent, ...permissions };
}

const THREADS: ReadonlySet<ChannelType | undefined> = new Set([
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.AnnouncementThread,
]);

/** The channel that a thread belongs to; of any other channel, what it names so is a heading in a list. */
function threadParent(channel: APIInteraction['channel']): string | null {
  if (!THREADS.has(channel?.type)) return null;
  return channel !== undefined && 'parent_id' in channel ? (channel.parent_id ?? null) : null;
}

function readCommand(interaction: APIApplicationCommandInteraction, base: Base): UsedCommand {
  const { data } = interaction;
  const whole = {
    ...base,
    name: data.name,
    channels: readChannels(interaction),
    attachments: readAttachments(interaction),
  };
  if (data.type === ApplicationCommandType.Message) {
    const message = data.resolved.messages[data.target_id];
    const messageText = message === undefined ? '' : readMessageText(message);
    return { ...whole, subcommand: null, given: [], messageText, message: message ?? null };
  }
  const { subcommand, options } = usedOptions('options' in data ? (data.options ?? []) : []);
  const given = options.flatMap(basicOption);
  return { ...whole, subcommand, given, messageText: '', message: null };
}

/** What the payload's many kinds of option have in common. */
interface SentOption {
  readonly type: ApplicationCommandOptionType;
  readonly name: string;
  readonly value?: unknown;
  readonly focused?: boolean;
  readonly options?: readonly SentOption[];
}

/** A subcommand's options stand inside it, and nothing stands beside it. */
function usedOptions(sent: readonly SentOption[]): {
  readonly subcommand: string | null;
  readonly options: readonly SentOption[];
} {
  const [first] = sent;
  return first?.type === ApplicationCommandOptionType.Subcommand
    ? { subcommand: first.name, options: first.options ?? [] }
    : { subcommand: null, options: sent };
}

type GivenOption = UsedCommand['given'][number];

function basicOption({ name, value }: SentOption): GivenOption[] {
  const isBasic =
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return isBasic ? [{ name, value }] : [];
}

function readTyping({ data }: APIApplicationCommandAutocompleteInteraction, base: Base): TypedInto {
  const { subcommand, options } = usedOptions(data.options);
  const focused = options.find((option) => option.focused === true);
  const value = focused?.value;
  const option = focused?.name ?? '';
  return {
    ...base,
    name: data.name,
    subcommand,
    option,
    text: typeof value === 'string' ? value : '',
  };
}

function readPress(
  interaction: APIMessageComponentInteraction | APIModalSubmitInteraction,
  base: Base,
): Press {
  const { message } = interaction;
  const { handle, caller } = base;
  const { custom_id: customId } = interaction.data;
  return {
    handle,
    customId,
    message: message === undefined ? null : { channelId: message.channel_id, id: message.id },
    call: {
      caller,
      values: 'values' in interaction.data ? interaction.data.values : [],
      fields:
        interaction.type === InteractionType.ModalSubmit
          ? fieldsOf(interaction.data.components)
          : {},
      components: message?.components ?? null,
    },
  };
}

/** What was written into a form's text inputs, by their custom_id. */
function fieldsOf(
  components: APIModalSubmitInteraction['data']['components'],
): Record<string, string> {
  const inputs = components.flatMap((component) => {
    if (component.type === ComponentType.Label) return [component.component];
    return component.type === ComponentType.ActionRow ? component.components : [];
  });
  return Object.fromEntries(
    inputs.flatMap((input) =>
      input.type === ComponentType.TextInput ? [[input.custom_id, input.value] as const] : [],
    ),
  );
}
