// The options by which a person narrows what is searched, described once for every command that has them.

import type { Suggestion } from '../../answering/answerer.js';
import type { BotParts } from '../bot-parts.js';
import { collectionFor } from '../caller.js';
import { AUTOCOMPLETE } from '../limits.js';
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
export function completeOutlet(
  { caller, text }: Pick<Typed, 'caller' | 'text'>,
  { answerer }: BotParts,
): Promise<readonly Suggestion[]> {
  return answerer.suggest({
    kind: 'outlet',
    typed: text,
    limit: AUTOCOMPLETE.choices,
    collection: collectionFor(caller),
  });
}
