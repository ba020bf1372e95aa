// The options a person fills in, checked against the command as it was registered.

import { OPTION } from './kinds.js';

import type { Core } from './core.js';
import { asJson, asNumber, asObjects, asText, type Json } from './json.js';
import { attachmentJson } from './message-payload.js';
import type { Channel, User as Author } from './model.js';
import { channelJson, memberJson, roleJson, userJson } from './payloads.js';

/** A file that somebody uploads. */
export interface Upload {
  readonly name: string;
  readonly data: Buffer | string;
  readonly contentType?: string;
}

/** What an option is filled with; users, channels and roles by their id. */
export type OptionValue = string | number | boolean | Upload;

interface Filling {
  readonly core: Core;
  readonly channel: Channel;
  /** Who fills them in. */
  readonly user: Author;
  /** The option that is being typed, in autocomplete. */
  readonly focused?: string;
}

interface Filled {
  readonly options: Json[];
  readonly resolved: Record<string, Record<string, Json>>;
}

const { Attachment, Boolean: Bool, Integer, Number: Num, String: Str } = OPTION;
const { Channel: InChannel, Mentionable, Role, User } = OPTION;

/** The `options` and `resolved` of a command; throws where Discord's client would not send it. */
export function fillOptions(
  command: Json | null,
  values: Readonly<Record<string, OptionValue>>,
  filling: Filling,
): Filled {
  const known = command === null ? null : asObjects(command.options);
  const resolved: Filled['resolved'] = {};
  if (known !== null) checkNames(known, values, filling);
  const options = Object.entries(values).map(([name, value]) => {
    const option = known?.find((one) => one.name === name) ?? null;
    const isFocused = filling.focused === name;
    if (option !== null && !isFocused) checkValue(option, value);
    const type = option === null ? guessType(value) : asNumber(option.type);
    const sent = resolve(value, type, { ...filling, resolved });
    return { name, type, value: sent, ...(isFocused ? { focused: true } : {}) };
  });
  return { options, resolved };
}

function checkNames(
  known: readonly Json[],
  values: Readonly<Record<string, OptionValue>>,
  { focused }: Filling,
): void {
  for (const name of Object.keys(values)) {
    if (!known.some((option) => option.name === name)) {
      throw new Error(`The command has no option "${name}".`);
    }
  }
  if (focused !== undefined) {
    const option = known.find((one) => one.name === focused);
    if (option?.autocomplete !== true) throw new Error(`"${focused}" has no autocomplete.`);
    return;
  }
  for (const { name, required } of known) {
    if (required === true && !(asText(name) in values)) {
      throw new Error(`The option "${asText(name)}" must be filled in.`);
    }
  }
}

function checkValue(option: Json, value: OptionValue): void {
  const name = asText(option.name);
  const refuse = (why: string): never => {
    throw new Error(`"${name}" cannot be ${JSON.stringify(value)}: ${why}.`);
  };
  const type = asNumber(option.type);
  if (typeof value !== typeOfValue(type)) refuse(`the option is of type ${type}`);
  if (type === Integer && !Number.isInteger(value)) refuse('it is not whole');
  if (typeof value === 'number') {
    if (value < Number(option.min_value ?? -Infinity)) refuse('it is too small');
    if (value > Number(option.max_value ?? Infinity)) refuse('it is too large');
  }
  if (typeof value === 'string' && type === Str) {
    if (value.length < asNumber(option.min_length)) refuse('it is too short');
    if (value.length > Number(option.max_length ?? 6_000)) refuse('it is too long');
    if (value === '') refuse('it is empty');
  }
  const choices = asObjects(option.choices);
  if (choices.length > 0 && !choices.some((choice) => choice.value === value)) {
    refuse('it is none of the choices');
  }
}

function typeOfValue(type: number): string {
  if (type === Bool) return 'boolean';
  if (type === Integer || type === Num) return 'number';
  return type === Attachment ? 'object' : 'string';
}

function guessType(value: OptionValue): number {
  if (typeof value === 'boolean') return Bool;
  if (typeof value === 'number') return Number.isInteger(value) ? Integer : Num;
  return typeof value === 'string' ? Str : Attachment;
}

interface Resolving extends Filling {
  readonly resolved: Filled['resolved'];
}

/** The value as it is sent; what it stands for is put among the resolved. */
function resolve(value: OptionValue, type: number, context: Resolving): OptionValue {
  const { core, channel } = context;
  if (typeof value === 'object') return upload(value, context);
  if (typeof value !== 'string') return value;
  const isEither = type === Mentionable;
  if (type === User || (isEither && core.world.users.has(value))) {
    put(context, 'users', [value, userJson(core.world.user(value))]);
    const guild = core.world.guildOf(channel);
    if (guild?.members.has(value) === true) {
      put(context, 'members', [value, memberJson(guild, value)]);
    }
  } else if (type === InChannel) {
    const named = core.world.channel(value);
    const permissions = String(core.world.permissionsIn(named, context.user.id));
    put(context, 'channels', [value, { ...channelJson(core.world, named), permissions }]);
  } else if (type === Role || isEither) {
    const role = core.world.guildOf(channel)?.roles.get(value);
    if (role === undefined) throw new Error(`There is no role ${value} here.`);
    put(context, 'roles', [value, roleJson(role)]);
  }
  return value;
}

function upload(file: Upload, context: Resolving): string {
  const { core, channel } = context;
  const kept = core.keepFile(channel.id, {
    name: file.name,
    contentType: file.contentType ?? 'text/plain; charset=utf-8',
    data: Buffer.from(file.data),
  });
  put(context, 'attachments', [kept.id, attachmentJson(kept)]);
  return kept.id;
}

function put({ resolved }: Resolving, kind: string, [id, json]: readonly [string, Json]): void {
  resolved[kind] = { ...resolved[kind], [id]: json };
}

/** The command or subcommand that words name: `name`, `name sub`, `name group sub`. */
export function descend(command: Json | null, words: readonly string[]): Json | null {
  if (command === null) return null;
  return words.reduce<Json>((holder, word) => {
    const found = asObjects(holder.options).find((option) => option.name === word);
    if (found === undefined) throw new Error(`There is no subcommand "${word}".`);
    return asJson(found);
  }, command);
}
