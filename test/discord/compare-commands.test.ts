// What Discord adds to a command is no difference; everything that was sent is.

import {
  ApplicationCommandOptionType as Option,
  ApplicationCommandType,
  InteractionContextType as Context,
  type RESTPostAPIApplicationCommandsJSONBody,
} from 'discord.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareCommands, type RegisteredCommand } from '../../src/discord/compare-commands.js';

const ASK: RESTPostAPIApplicationCommandsJSONBody = {
  name: 'ask',
  description: 'Asks.',
  description_localizations: { de: 'Fragt.', fr: 'Demande.' },
  contexts: [Context.Guild, Context.BotDM, Context.PrivateChannel],
  options: [
    {
      type: Option.String,
      name: 'question',
      description: 'What?',
      required: true,
      max_length: 500,
    },
    { type: Option.String, name: 'outlet', description: 'Where?', autocomplete: true },
    { type: Option.Integer, name: 'limit', description: 'How many?', min_value: 0, max_value: 5 },
    {
      type: Option.String,
      name: 'order',
      description: 'By what?',
      choices: [
        { name: 'date', value: 'date' },
        { name: 'rank', value: 'rank' },
      ],
    },
  ],
};

const MENU: RESTPostAPIApplicationCommandsJSONBody = {
  type: ApplicationCommandType.Message,
  name: 'Find sources',
};

/** What Discord makes of a command that it was sent. */
function asRegistered(command: RESTPostAPIApplicationCommandsJSONBody): RegisteredCommand {
  const options = 'options' in command ? (command.options ?? []) : [];
  return {
    version: '1234567890123456789',
    id: '1234567890123456789',
    application_id: '123456789012345678',
    guild_id: undefined,
    default_member_permissions: null,
    dm_permission: true,
    nsfw: false,
    integration_types: [0],
    contexts: null,
    name_localizations: null,
    description_localizations: null,
    type: 1,
    description: '',
    ...command,
    options: options
      .map((option) => ({ name_localizations: null, required: false, choices: [], ...option }))
      .map((option) => Object.fromEntries(Object.entries(option).reverse())),
  };
}

const SAME = { added: [], changed: [], removed: [] };

const compare = (
  ours: readonly RESTPostAPIApplicationCommandsJSONBody[],
  registered: readonly RegisteredCommand[],
  inGuild = false,
) => compareCommands({ ours, registered, inGuild });

describe('compareCommands', () => {
  it('finds no difference in what Discord adds, nor in the order', () => {
    expect(compare([ASK, MENU], [asRegistered(MENU), asRegistered(ASK)])).toEqual(SAME);
  });

  it('names what is new, what changed and what would be taken away', () => {
    const changed = { ...ASK, description: 'Asks the corpus.' };
    const foreign = asRegistered({ name: 'foreign', description: 'Of another program.' });
    const about = { name: 'about', description: 'About.' };
    expect(compare([changed, about], [asRegistered(ASK), foreign])).toEqual({
      added: ['about'],
      changed: ['ask'],
      removed: ['foreign'],
    });
  });

  it.each<[string, RegisteredCommand]>([
    ['a description', { description: 'Other.' }],
    ['a translation', { description_localizations: { de: 'Fragt!', fr: 'Demande.' } }],
    ['a translation more', { name_localizations: { de: 'frage' } }],
    ['the places', { contexts: [0] }],
    ['an age limit', { nsfw: true }],
    ['permissions', { default_member_permissions: '0' }],
    ['no options', { options: [] }],
  ])('sees %s that Discord has otherwise', (_, difference) => {
    expect(compare([ASK], [{ ...asRegistered(ASK), ...difference }]).changed).toEqual(['ask']);
  });

  it.each<[string, object]>([
    ['a name', { name: 'query' }],
    ['whether it is required', { required: false }],
    ['a length', { max_length: 400 }],
    ['a type', { type: 4 }],
    ['suggestions', { autocomplete: true }],
    ['a lower bound of 0', { min_value: 0 }],
  ])('sees %s of an option that Discord has otherwise', (_, difference) => {
    const registered = asRegistered(ASK);
    const [first, ...rest] = registered.options as readonly object[];
    const other = { ...registered, options: [{ ...first, ...difference }, ...rest] };
    expect(compare([ASK], [other]).changed).toEqual(['ask']);
  });

  it('sees another order of options, which people see as well', () => {
    const registered = asRegistered(ASK);
    const options = (registered.options as readonly object[]).toReversed();
    expect(compare([ASK], [{ ...registered, options }]).changed).toEqual(['ask']);
  });

  it('lets Discord choose the places where none are sent, and in one server', () => {
    const elsewhere = { contexts: [1], integration_types: [1] };
    expect(compare([MENU], [{ ...asRegistered(MENU), ...elsewhere }])).toEqual(SAME);
    expect(compare([ASK], [{ ...asRegistered(ASK), ...elsewhere }], true)).toEqual(SAME);
  });

  it('tells a slash command from a menu entry of the same name', () => {
    const slash = { name: 'sources', description: 'Lists.' };
    const menu = { type: ApplicationCommandType.Message, name: 'sources' } as const;
    expect(compare([slash, menu], [asRegistered(slash)])).toEqual({ ...SAME, added: ['sources'] });
  });

  it('survives whatever Discord sends', () => {
    const anything = fc.dictionary(fc.string(), fc.jsonValue());
    fc.assert(
      fc.property(fc.array(anything), (registered) => {
        const { added, changed } = compare([ASK], registered);
        expect([...added, ...changed]).toContain('ask');
      }),
    );
  });
});
