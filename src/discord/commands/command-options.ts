// A command's options are described once, as plain data: what Discord is told and what the command's code
// may read are both derived from it, so an option that is renamed in one place does not compile in another.

import {
  ApplicationCommandOptionType,
  type APIApplicationCommandBasicOption,
  type ApplicationCommandOptionAllowedChannelType,
  type CommandInteractionOption,
} from 'discord.js';

export type OptionShape =
  | {
      readonly type: 'text';
      readonly description: string;
      readonly required?: true;
      readonly maxLength?: number;
      readonly completes?: true;
    }
  | {
      readonly type: 'number';
      readonly description: string;
      readonly required?: true;
      readonly min: number;
      readonly max: number;
    }
  | { readonly type: 'flag'; readonly description: string; readonly required?: true }
  | {
      readonly type: 'choice';
      readonly description: string;
      readonly required?: true;
      /** What a person reads, by the value that the command gets. */
      readonly choices: Readonly<Record<string, string>>;
    }
  | {
      /** Its value is the channel's id; what the person may do there stands in the call's channels. */
      readonly type: 'channel';
      readonly description: string;
      readonly required?: true;
      readonly channelTypes: readonly ApplicationCommandOptionAllowedChannelType[];
    }
  /** Its value is the attachment's id; the file itself stands among the call's attachments. */
  | { readonly type: 'file'; readonly description: string; readonly required?: true };

export type OptionShapes = Readonly<Record<string, OptionShape>>;

interface Values {
  readonly text: string;
  readonly number: number;
  readonly flag: boolean;
  readonly channel: string;
  readonly file: string;
}

type ValueOf<S extends OptionShape> = S extends { readonly type: 'choice' }
  ? keyof S['choices'] & string
  : Values[Exclude<S['type'], 'choice'>];

/** What a person gave, by option: null where an optional one was left out. */
export type OptionsOf<S extends OptionShapes> = {
  readonly [K in keyof S]: S[K] extends { readonly required: true }
    ? ValueOf<S[K]>
    : ValueOf<S[K]> | null;
};

/** The options as Discord wants them. */
export function optionData(shapes: OptionShapes): APIApplicationCommandBasicOption[] {
  return Object.entries(shapes).map(([name, shape]) => {
    const common = { name, description: shape.description, required: shape.required ?? false };
    if (shape.type === 'flag') return { ...common, type: ApplicationCommandOptionType.Boolean };
    if (shape.type === 'file') return { ...common, type: ApplicationCommandOptionType.Attachment };
    if (shape.type === 'number') {
      const { min: min_value, max: max_value } = shape;
      return { ...common, type: ApplicationCommandOptionType.Integer, min_value, max_value };
    }
    if (shape.type === 'channel') {
      const channel_types = [...shape.channelTypes];
      return { ...common, type: ApplicationCommandOptionType.Channel, channel_types };
    }
    if (shape.type === 'choice') {
      const choices = Object.entries(shape.choices).map(([value, label]) => ({
        name: label,
        value,
      }));
      return { ...common, type: ApplicationCommandOptionType.String, choices };
    }
    return {
      ...common,
      type: ApplicationCommandOptionType.String,
      ...(shape.maxLength === undefined ? {} : { max_length: shape.maxLength }),
      ...(shape.completes === undefined ? {} : { autocomplete: true }),
    };
  });
}

/**
 * What a person gave, read by the shapes; a value of another type is as if it were not given.
 *
 * @throws Error where a required option is missing, which Discord does not let through
 */
export function readOptions<S extends OptionShapes>(
  shapes: S,
  given: readonly Pick<CommandInteractionOption, 'name' | 'value'>[],
): OptionsOf<S> {
  const values = new Map(given.map(({ name, value }) => [name, value]));
  const read = Object.entries(shapes).map(([name, shape]) => {
    const value = values.get(name);
    const isFit = fits(shape, value);
    if (!isFit && shape.required === true) throw new Error(`the option ${name} is missing`);
    return [name, isFit ? value : null] as const;
  });
  return Object.fromEntries(read) as OptionsOf<S>;
}

function fits(shape: OptionShape, value: unknown): boolean {
  if (shape.type === 'choice')
    return typeof value === 'string' && Object.hasOwn(shape.choices, value);
  const types = {
    text: 'string',
    number: 'number',
    flag: 'boolean',
    channel: 'string',
    file: 'string',
  } as const;
  return typeof value === types[shape.type];
}
