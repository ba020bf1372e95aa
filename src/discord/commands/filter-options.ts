// The options by which a person narrows what is searched, described once for every command that has them.

import type { Suggestion } from '../../answering/answerer.js';
import type { BotParts } from '../bot-parts.js';
import { AUTOCOMPLETE } from '../limits.js';
import { scopeFor } from '../scope-for.js';
import type { OptionShape } from './command-options.js';
import type { Typed } from './command.js';

export const FILTER_OPTIONS = {
  after: {
    type: 'text',
    description: 'Only documents from this date on, such as 2021, 2021-07 or 2021-07-08',
    maxLength: 40,
  },
  before: {
    type: 'text',
    description: 'Only documents before this date, such as 2021, 2021-07 or 2021-07-08',
    maxLength: 40,
  },
  outlet: {
    type: 'text',
    description: 'Only documents of this outlet',
    maxLength: 100,
    completes: true,
  },
} as const satisfies Readonly<Record<string, OptionShape>>;

/** The outlets for what is being typed. */
export const completeOutlet = completeFrom('outlet');

/** The documents for what is being typed. */
export const completeDocument = completeFrom('document');

function completeFrom(kind: 'outlet' | 'document') {
  return async (
    { caller, text }: Pick<Typed, 'caller' | 'text'>,
    bot: BotParts,
  ): Promise<readonly Suggestion[]> => {
    const collection = await scopeFor(caller, bot);
    return bot.answerer.suggest({ kind, typed: text, limit: AUTOCOMPLETE.choices, collection });
  };
}
