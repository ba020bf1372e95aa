// The options by which a person narrows what is searched, described once for every command that has them.

import type { OptionShape } from './command-options.js';

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
