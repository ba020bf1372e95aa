// In: the list of commands. Out: Discord has exactly these, in one server or everywhere, and what that
// changed. The list is only sent where it differs: Discord counts what is sent, and people see a command
// whose definition was replaced as outdated for a while.

import {
  DiscordAPIError,
  REST,
  RESTJSONErrorCodes,
  Routes,
  type RESTOptions,
  type RESTPostAPIApplicationCommandsJSONBody,
} from 'discord.js';
import { ReadableError } from '../shared/errors.js';
import {
  compareCommands,
  type CommandChanges,
  type RegisteredCommand,
} from './compare-commands.js';
import { describeConnectionError } from './connection-errors.js';
import { inviteLink } from './invite-link.js';

export interface RegistrationOptions {
  readonly rest: REST;
  readonly applicationId: string;
  /** One server, or null for all of them. */
  readonly guildId: string | null;
  readonly commands: readonly RESTPostAPIApplicationCommandsJSONBody[];
}

export interface Registration extends CommandChanges {
  readonly outcome: 'unchanged' | 'sent';
}

/** Opens a REST client that is signed in, for who needs no gateway. */
export function openRest(token: string, rest: Partial<RESTOptions>): REST {
  return new REST(rest).setToken(token);
}

/**
 * The id of the application that the token belongs to, asked of Discord.
 *
 * @throws ReadableError `discord_token_refused` or `discord_unreachable`
 */
export async function readApplicationId(rest: REST): Promise<string> {
  const application = await attempt(rest, () => rest.get(Routes.currentApplication()));
  const hasId = typeof application === 'object' && application !== null && 'id' in application;
  if (hasId && typeof application.id === 'string') return application.id;
  throw describeConnectionError(new SyntaxError('no application id'), rest.options.api);
}

/**
 * Makes Discord's list of our commands the given one; a command that is not in it is taken away.
 *
 * @throws ReadableError `discord_commands_refused`, `discord_token_refused` or `discord_unreachable`;
 * a list that Discord calls malformed is a defect and is thrown as it came
 */
export async function registerCommands(options: RegistrationOptions): Promise<Registration> {
  const { rest, applicationId, guildId, commands } = options;
  const route =
    guildId === null
      ? Routes.applicationCommands(applicationId)
      : Routes.applicationGuildCommands(applicationId, guildId);
  const query = new URLSearchParams({ with_localizations: 'true' });
  const ask = <T>(work: () => Promise<T>): Promise<T> =>
    work().catch((error: unknown) => {
      throw describeRefusal(error, options);
    });
  const registered = await ask(() => rest.get(route, { query }));
  if (!isList(registered))
    throw describeConnectionError(new SyntaxError('no list'), rest.options.api);
  const changes = compareCommands({ ours: commands, registered, inGuild: guildId !== null });
  if (Object.values(changes).every((names: readonly string[]) => names.length === 0)) {
    return { outcome: 'unchanged', ...changes };
  }
  await ask(() => rest.put(route, { body: commands }));
  return { outcome: 'sent', ...changes };
}

function isList(value: unknown): value is readonly RegisteredCommand[] {
  return Array.isArray(value) && value.every((it) => typeof it === 'object' && it !== null);
}

/** One line about what a registration did. */
export function showRegistration(registration: Registration, guildId: string | null): string {
  const where = guildId === null ? 'everywhere' : `in server ${guildId}`;
  if (registration.outcome === 'unchanged') {
    return `The commands are registered ${where} as they are; nothing was sent.`;
  }
  const parts = (['added', 'changed', 'removed'] as const)
    .filter((kind) => registration[kind].length > 0)
    .map((kind) => `${kind} ${registration[kind].join(', ')}`);
  return `Registered the commands ${where}: ${parts.join('; ')}.`;
}

async function attempt<T>(rest: REST, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw describeConnectionError(error, rest.options.api);
  }
}

function describeRefusal(error: unknown, options: RegistrationOptions): unknown {
  const { rest, applicationId, guildId } = options;
  if (!(error instanceof DiscordAPIError)) return describeConnectionError(error, rest.options.api);
  switch (error.code) {
    case RESTJSONErrorCodes.InvalidFormBodyOrContentType:
      return error;
    case RESTJSONErrorCodes.MissingAccess:
    case RESTJSONErrorCodes.UnknownGuild:
      return notAdded(applicationId, guildId, error);
    case RESTJSONErrorCodes.MaximumDailyApplicationCommandCreatesReached:
      return new ReadableError({
        code: 'discord_commands_refused',
        text: 'Discord takes no more new commands of this application today.',
        remedy: 'The commands that are registered go on working; try again tomorrow.',
        cause: error,
      });
    default:
      return describeConnectionError(error, rest.options.api);
  }
}

function notAdded(applicationId: string, guildId: string | null, cause: unknown): ReadableError {
  const where = guildId === null ? '' : ` in server ${guildId}`;
  return new ReadableError({
    code: 'discord_commands_refused',
    text: `Discord does not let this application register commands${where}: it was not added there with the scope applications.commands.`,
    remedy: `Add it with ${inviteLink(applicationId)}, or correct DISCORD_GUILD_ID.`,
    cause,
  });
}
