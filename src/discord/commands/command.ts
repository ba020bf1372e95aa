// What a command is: plain data for Discord and one function that gives a card. It never acknowledges and
// never sends: on-command.ts does, the same way for every command.

import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  PermissionFlagsBits,
  type APIMessage,
  type APIModalInteractionResponseCallbackData,
  type CommandInteractionOption,
  type RESTPostAPIApplicationCommandsJSONBody,
} from 'discord.js';
import type { Suggestion } from '../../answering/answerer.js';
import type { Way } from '../asking/question-ledger.js';
import type { Answered } from '../asking/answer-question.js';
import type { BotParts } from '../bot-parts.js';
import type { QuestionQueue } from '../asking/question-queue.js';
import type { Caller } from '../caller.js';
import type { Card } from '../cards/card.js';
import type { InteractionHandle } from '../delivery/delivery.js';
import type { GivenFile } from '../given-file.js';
import type { ShownChannels } from '../shown-channel.js';
import { optionData, readOptions, type OptionShapes, type OptionsOf } from './command-options.js';

type GivenOptions = readonly Pick<CommandInteractionOption, 'name' | 'value'>[];

/** A call of a command, as it arrived. */
export interface CommandCall {
  readonly caller: Caller;
  readonly given: GivenOptions;
  /** The subcommand that was used; null where the command has none. */
  readonly subcommand: string | null;
  /** The text of the message that a message command was used on; empty for slash commands. */
  readonly messageText: string;
  /** That message itself; null for slash commands. */
  readonly message: APIMessage | null;
  readonly channels: ShownChannels;
  /** The files that were given as options. */
  readonly attachments: readonly GivenFile[];
}

/** A question is queued, limited and counted; anything else is shown at once. */
export type CommandWork =
  | {
      readonly kind: 'question';
      readonly way: Way;
      readonly isPrivate: boolean;
      /** Where it waits; the queue of questions unless given. */
      readonly queue?: QuestionQueue;
      readonly run: () => Promise<Answered>;
    }
  | {
      readonly kind: 'show';
      readonly isPrivate: boolean;
      /** True where "thinking" is shown before anything is done. */
      readonly takesLong?: true;
      /** `handle` edits what was shown, as long as its token lives. */
      readonly run: (handle: InteractionHandle) => Promise<Card>;
    }
  /** A form is opened. */
  | { readonly kind: 'form'; readonly modal: APIModalInteractionResponseCallbackData };

/** What is being typed into an option that completes. */
export interface Typed {
  readonly caller: Caller;
  readonly subcommand: string | null;
  readonly option: string;
  readonly text: string;
}

/** What a command may need beside the bot itself. */
export type Need = 'message_content';

export interface Command {
  readonly name: string;
  /** `/ask question [after] [before]`, as /help shows it. */
  readonly usage: string;
  readonly description: string;
  /** What the operator has to switch on before it is offered. */
  readonly needs?: Need;
  readonly data: RESTPostAPIApplicationCommandsJSONBody;
  /** What is to be done; does nothing yet, so that the acknowledgement is not kept waiting. */
  readonly plan: (call: CommandCall, bot: BotParts) => CommandWork;
  readonly complete?: (typed: Typed, bot: BotParts) => Promise<readonly Suggestion[]>;
}

/** Servers and persons may install the bot, and it works in servers, direct messages and groups. */
const EVERYWHERE = {
  integration_types: [
    ApplicationIntegrationType.GuildInstall,
    ApplicationIntegrationType.UserInstall,
  ],
  contexts: [
    InteractionContextType.Guild,
    InteractionContextType.BotDM,
    InteractionContextType.PrivateChannel,
  ],
};

/** What needs the bot to be a member: in servers that added it, and nowhere else. */
const SERVERS = {
  integration_types: [ApplicationIntegrationType.GuildInstall],
  contexts: [InteractionContextType.Guild],
};

/** Where a command is offered, and to whom: everywhere and to everybody unless given. */
interface Offered {
  readonly places?: 'servers';
  /** Shown to who may manage the server; a server may change that, so it is checked again when used. */
  readonly audience?: 'moderators';
}

function offeredTo({ places, audience }: Offered) {
  return {
    ...(places === 'servers' ? SERVERS : EVERYWHERE),
    ...(audience === 'moderators'
      ? { default_member_permissions: String(PermissionFlagsBits.ManageGuild) }
      : {}),
  };
}

/** A slash command that is used, its options read. */
interface SlashCall<S extends OptionShapes> {
  readonly caller: Caller;
  readonly options: OptionsOf<S>;
  readonly channels: ShownChannels;
  readonly attachments: readonly GivenFile[];
}

export interface SlashDefinition<S extends OptionShapes> {
  readonly name: string;
  readonly description: string;
  /** Everywhere unless given. */
  readonly places?: 'servers';
  readonly needs?: Need;
  readonly options: S;
  readonly plan: (call: SlashCall<S>, bot: BotParts) => CommandWork;
  readonly complete?: (
    typed: Typed & { readonly option: keyof S & string },
    bot: BotParts,
  ) => Promise<readonly Suggestion[]>;
}

/** Makes a slash command of its definition. */
export function slashCommand<S extends OptionShapes>(definition: SlashDefinition<S>): Command {
  const { name, description, places, needs, options, plan, complete } = definition;
  return {
    name,
    usage: usageOf(name, options),
    description,
    data: {
      type: ApplicationCommandType.ChatInput,
      name,
      description,
      options: optionData(options),
      ...offeredTo(places === undefined ? {} : { places }),
    },
    plan: ({ caller, given, channels, attachments }, bot) =>
      plan({ caller, channels, attachments, options: readOptions(options, given) }, bot),
    ...(needs === undefined ? {} : { needs }),
    ...(complete === undefined ? {} : { complete }),
  };
}

/** A subcommand, described as a command is. */
export interface Subcommand extends Pick<Command, 'name' | 'description' | 'plan' | 'complete'> {
  readonly options: OptionShapes;
}

/** Makes a subcommand of its definition. */
export function subcommand<S extends OptionShapes>(definition: SlashDefinition<S>): Subcommand {
  const { plan, complete } = slashCommand(definition);
  const { name, description, options } = definition;
  return { name, description, options, plan, ...(complete === undefined ? {} : { complete }) };
}

/** Makes a slash command of subcommands, of which a person always uses one. */
export function commandOf(
  definition: Pick<Command, 'name' | 'description'> & Offered,
  subcommands: readonly Subcommand[],
): Command {
  const { name, description } = definition;
  const used = (wanted: string | null): Subcommand | undefined =>
    subcommands.find((one) => one.name === wanted);
  return {
    name,
    usage: subcommands.map((one) => usageOf(`${name} ${one.name}`, one.options)).join(' · '),
    description,
    data: {
      type: ApplicationCommandType.ChatInput,
      name,
      description,
      options: subcommands.map((one) => ({
        type: ApplicationCommandOptionType.Subcommand,
        name: one.name,
        description: one.description,
        options: optionData(one.options),
      })),
      ...offeredTo(definition),
    },
    plan: (call, bot) => {
      const one = used(call.subcommand);
      if (one === undefined) throw new Error(`/${name} has no subcommand ${call.subcommand}`);
      return one.plan(call, bot);
    },
    complete: async (typed, bot) => (await used(typed.subcommand)?.complete?.(typed, bot)) ?? [],
  };
}

/** Makes a command of the menu of a message. */
export function messageCommand(
  definition: Pick<Command, 'name' | 'description' | 'plan'> & Offered,
): Command {
  const { name, description, plan } = definition;
  return {
    name,
    description,
    plan,
    usage: `Apps › ${name}`,
    data: { type: ApplicationCommandType.Message, name, ...offeredTo(definition) },
  };
}

function usageOf(name: string, options: OptionShapes): string {
  const shown = Object.entries(options).map(([option, { required }]) =>
    required === true ? option : `[${option}]`,
  );
  return [`/${name}`, ...shown].join(' ');
}
