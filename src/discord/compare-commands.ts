// In: the commands we have, and those that Discord has of ours. Out: what sending ours would change. Discord
// adds ids, versions and defaults to what it was sent, so both sides are brought to one form first: known
// fields only, defaults left out, keys and sets in order.

import type { RESTPostAPIApplicationCommandsJSONBody } from 'discord.js';

/** A command as Discord gives it back; read with care, because it comes from outside. */
export type RegisteredCommand = Readonly<Record<string, unknown>>;

export interface CommandChanges {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  /** Names that Discord has and we do not: sending ours takes them away. */
  readonly removed: readonly string[];
}

/** Fields that can be sent; the rest is Discord's own (ids, versions, what it derives). */
const FIELDS: ReadonlySet<string> = new Set([
  'type',
  'name',
  'name_localizations',
  'description',
  'description_localizations',
  'options',
  'choices',
  'value',
  'required',
  'autocomplete',
  'channel_types',
  'min_value',
  'max_value',
  'min_length',
  'max_length',
  'default_member_permissions',
  'nsfw',
  'contexts',
  'integration_types',
]);

/** Their order means nothing. */
const SETS: ReadonlySet<string> = new Set(['channel_types', 'contexts', 'integration_types']);

/** Their keys are languages. */
const MAPS: ReadonlySet<string> = new Set(['name_localizations', 'description_localizations']);

/** Discord chooses them where they are not sent, and they have no meaning for the commands of one server. */
const WHERE_FIELDS = ['contexts', 'integration_types'] as const;

const CHAT_INPUT = 1;

export interface Comparison {
  readonly ours: readonly RESTPostAPIApplicationCommandsJSONBody[];
  readonly registered: readonly RegisteredCommand[];
  /** True where they are registered in one server. */
  readonly inGuild: boolean;
}

/** Compares both lists, each command with its namesake of the same type. */
export function compareCommands({ ours, registered, inGuild }: Comparison): CommandChanges {
  const wanted = byKey(ours.map((command) => ({ ...command })));
  const present = byKey(registered);
  const added: string[] = [];
  const changed: string[] = [];
  for (const [key, command] of wanted) {
    const namesake = present.get(key);
    if (namesake === undefined) added.push(nameOf(command));
    else if (!isSame(command, namesake, inGuild)) changed.push(nameOf(command));
  }
  const removed = [...present].filter(([key]) => !wanted.has(key)).map(([, it]) => nameOf(it));
  return { added, changed, removed };
}

function byKey(commands: readonly RegisteredCommand[]): Map<string, RegisteredCommand> {
  return new Map(
    commands.map((command) => [
      JSON.stringify([command.type ?? CHAT_INPUT, command.name]),
      command,
    ]),
  );
}

function nameOf(command: RegisteredCommand): string {
  return typeof command.name === 'string' ? command.name : '?';
}

function isSame(ours: RegisteredCommand, theirs: RegisteredCommand, inGuild: boolean): boolean {
  const left = WHERE_FIELDS.filter((field) => inGuild || ours[field] === undefined);
  return canonical(ours, left) === canonical(theirs, left);
}

function canonical(command: RegisteredCommand, left: readonly string[]): string {
  const withType = { type: CHAT_INPUT, ...command };
  return JSON.stringify(known(withType, left));
}

/** The known fields of an object in alphabetical order, defaults left out. */
function known(value: RegisteredCommand, left: readonly string[]): unknown {
  const fields = Object.entries(value)
    .filter(([key]) => FIELDS.has(key) && !left.includes(key))
    .map(([key, field]) => [key, fieldForm(key, field)] as const);
  return sorted(fields);
}

function fieldForm(key: string, value: unknown): unknown {
  if (MAPS.has(key)) return isRecord(value) ? sorted(Object.entries(value)) : null;
  if (!Array.isArray(value)) return value;
  const items = value.map((item: unknown) => (isRecord(item) ? known(item, []) : item));
  return SETS.has(key) ? [...items].sort() : items;
}

function sorted(entries: readonly (readonly [string, unknown])[]): unknown {
  const told = entries.filter(([, value]) => !isDefault(value));
  return told.length === 0 ? null : told.toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/** Not sent, or sent as what Discord takes for not sent. */
function isDefault(value: unknown): boolean {
  if (value === undefined || value === null || value === false || value === '') return true;
  return Array.isArray(value) && value.length === 0;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
