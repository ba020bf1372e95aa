// A command as Discord accepts it at registration: names, lengths, the order of options, the sum of all texts.

import { COMMAND, OPTION } from './kinds.js';

import { Issues, join } from './issues.js';
import { asList, asNumber, asObjects, asText, isJson, type Json } from './json.js';
import { LIMITS } from './limits.js';

const FIELDS = [
  'id',
  'type',
  'name',
  'name_localizations',
  'description',
  'description_localizations',
  'options',
  'default_member_permissions',
  'default_permission',
  'dm_permission',
  'nsfw',
  'contexts',
  'integration_types',
  'handler',
];
const OPTION_FIELDS = [
  'type',
  'name',
  'name_localizations',
  'description',
  'description_localizations',
  'required',
  'choices',
  'options',
  'channel_types',
  'min_value',
  'max_value',
  'min_length',
  'max_length',
  'autocomplete',
];
// Discord's own pattern, apart from its extra marks for Devanagari and Thai, which \p{M} covers.
const NAME = /^[-_'\p{L}\p{N}\p{M}]{1,32}$/u;
const OPTION_TYPES = Object.values(OPTION).map(Number);
const NESTING: readonly number[] = [OPTION.Subcommand, OPTION.SubcommandGroup];

/** Checks a list of commands, as a bulk overwrite brings it. */
export function checkCommandList(value: unknown): void {
  const issues = new Issues();
  const commands = asObjects(value);
  commands.forEach((command, n) => {
    checkCommand(command, String(n), issues);
  });
  const names = commands.map(({ type, name }) => `${asNumber(type) || 1}:${asText(name)}`);
  if (new Set(names).size < names.length) {
    const message = 'Application command names must be unique';
    issues.add('', 'APPLICATION_COMMANDS_DUPLICATE_NAME', message);
  }
  const most = [0, LIMITS.commands.chat, LIMITS.commands.user, LIMITS.commands.message];
  for (const type of [1, 2, 3]) {
    const count = commands.filter((command) => (asNumber(command.type) || 1) === type).length;
    issues.count(count, '', { max: most[type] ?? 0 });
  }
  issues.settle();
}

/** Checks one command, as a create or an edit brings it. */
export function checkSingleCommand(command: Json): void {
  const issues = new Issues();
  checkCommand(command, '', issues);
  issues.settle();
}

function checkCommand(command: Json, path: string, issues: Issues): void {
  issues.fields(command, path, FIELDS);
  const type = asNumber(command.type) || COMMAND.ChatInput;
  const { description, total } = LIMITS.commands;
  if (type === COMMAND.ChatInput) {
    checkName(command.name, join(path, 'name'), issues);
    issues.text(command.description, join(path, 'description'), { min: 1, max: description });
    checkOptions(command.options, join(path, 'options'), { issues, depth: 0 });
  } else {
    issues.text(command.name, join(path, 'name'), { min: 1, max: LIMITS.commands.name });
    if (asText(command.description) !== '' || asList(command.options).length > 0) {
      const message = 'Context menu commands cannot have description or options';
      issues.add(path, 'APPLICATION_COMMAND_CONTEXT_MENU', message);
    }
  }
  checkPlaces(command, path, issues);
  checkLocalisations(command, path, { issues, isChat: type === 1 });
  if (lengthOf(command) > total) {
    const message = `Command exceeds maximum size (${total})`;
    issues.add(path, 'APPLICATION_COMMAND_TOO_LARGE', message);
  }
}

function checkName(name: unknown, path: string, issues: Issues): void {
  issues.text(name, path, { min: 1, max: LIMITS.commands.name });
  const text = asText(name);
  if (!NAME.test(text) || text !== text.toLowerCase()) {
    const message = 'Command name is invalid';
    issues.add(path, 'APPLICATION_COMMAND_INVALID_NAME', message);
  }
}

function checkPlaces(command: Json, path: string, issues: Issues): void {
  const allowed = { contexts: [0, 1, 2], integration_types: [0, 1] };
  for (const [name, values] of Object.entries(allowed)) {
    const given = command[name];
    if (given === undefined || given === null) continue;
    const list = asList(given).map(Number);
    const isWrong = list.some((item) => !values.includes(item)) || new Set(list).size < list.length;
    if (isWrong || list.length === 0) {
      issues.add(
        join(path, name),
        'BASE_TYPE_CHOICES',
        `Values must be of (${values.join(', ')}).`,
      );
    }
  }
  const permissions = command.default_member_permissions;
  if (permissions !== undefined && permissions !== null && !/^\d+$/.test(asText(permissions))) {
    const message = 'Must be a number written as text.';
    issues.add(join(path, 'default_member_permissions'), 'NUMBER_TYPE_COERCE', message);
  }
}

interface LocaleCheck {
  readonly issues: Issues;
  readonly isChat: boolean;
}

function checkLocalisations(holder: Json, path: string, { issues, isChat }: LocaleCheck): void {
  const names = holder.name_localizations;
  for (const [locale, name] of Object.entries(isJson(names) ? names : {})) {
    const where = join(path, `name_localizations.${locale}`);
    if (isChat) checkName(name, where, issues);
    else issues.text(name, where, { min: 1, max: LIMITS.commands.name });
  }
  const descriptions = holder.description_localizations;
  for (const [locale, text] of Object.entries(isJson(descriptions) ? descriptions : {})) {
    const where = join(path, `description_localizations.${locale}`);
    issues.text(text, where, { min: 1, max: LIMITS.commands.description });
  }
}

interface Level {
  readonly issues: Issues;
  /** 0 in the command, 1 in a group or subcommand, 2 in a subcommand of a group. */
  readonly depth: number;
}

function checkOptions(value: unknown, path: string, level: Level): void {
  const { issues } = level;
  const options = asObjects(value);
  issues.count(options.length, path, { max: LIMITS.commandOptions.count });
  options.forEach((option, n) => {
    checkOption(option, join(path, n), level);
  });
  const firstOptional = options.findIndex((option) => option.required !== true);
  options.forEach((option, n) => {
    if (option.required === true && firstOptional !== -1 && n > firstOptional) {
      const message = 'Required options must be placed before non-required options';
      issues.add(join(path, n), 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID', message);
    }
  });
  const nested = options.filter(({ type }) => NESTING.includes(asNumber(type))).length;
  if (nested > 0 && nested < options.length) {
    const message = 'Sub-commands and other options cannot be mixed';
    issues.add(path, 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', message);
  }
  if (new Set(options.map(({ name }) => name)).size < options.length) {
    const message = 'Option names must be unique';
    issues.add(path, 'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS', message);
  }
}

function checkOption(option: Json, path: string, { issues, depth }: Level): void {
  issues.fields(option, path, OPTION_FIELDS);
  checkName(option.name, join(path, 'name'), issues);
  const { description } = LIMITS.commands;
  issues.text(option.description, join(path, 'description'), { min: 1, max: description });
  checkLocalisations(option, path, { issues, isChat: true });
  const type = asNumber(option.type);
  const isTooDeep = NESTING.includes(type) && (depth > 1 || (depth === 1 && type === 2));
  if (!OPTION_TYPES.includes(type) || isTooDeep) {
    issues.add(join(path, 'type'), 'BASE_TYPE_CHOICES', 'This type of option is not allowed here.');
  }
  if (NESTING.includes(type)) {
    checkOptions(option.options, join(path, 'options'), { issues, depth: depth + 1 });
  }
  const { textLength } = LIMITS.commandOptions;
  issues.integer(option.min_length, join(path, 'min_length'), { max: textLength });
  issues.integer(option.max_length, join(path, 'max_length'), { min: 1, max: textLength });
  checkChoices(option, path, issues);
}

function checkChoices(option: Json, path: string, issues: Issues): void {
  const choices = asObjects(option.choices);
  const { choiceText, choices: most } = LIMITS.commandOptions;
  issues.count(choices.length, join(path, 'choices'), { max: most });
  choices.forEach((choice, n) => {
    const where = join(path, `choices.${n}`);
    issues.text(choice.name, join(where, 'name'), { min: 1, max: choiceText });
    if (typeof choice.value !== 'number') {
      issues.text(choice.value, join(where, 'value'), { min: 1, max: choiceText });
    }
  });
  if (choices.length > 0 && option.autocomplete === true) {
    const message = 'Choices and autocomplete exclude each other';
    issues.add(path, 'APPLICATION_COMMAND_AUTOCOMPLETE_NOT_ALLOWED', message);
  }
}

/** The sum of names, descriptions and choice values; of translations the longest counts. */
function lengthOf(holder: Json): number {
  const own = longest(holder, 'name') + longest(holder, 'description');
  const choices = asObjects(holder.choices).map(
    (choice) => longest(choice, 'name') + asText(choice.value).length,
  );
  const options = asObjects(holder.options).map(lengthOf);
  return [own, ...choices, ...options].reduce((sum, length) => sum + length, 0);
}

function longest(holder: Json, field: string): number {
  const translated = holder[`${field}_localizations`];
  const texts = [holder[field], ...Object.values(isJson(translated) ? translated : {})];
  return Math.max(...texts.map((text) => asText(text).length));
}
