// In: the commands of a face. Out: how to ask, with the filters that every face understands.

import type { HelpReply } from './reply.js';

const FILTERS: HelpReply['filters'] = [
  { usage: 'after:2015  before:2021-07', description: 'only documents of these dates' },
  { usage: 'outlet:NAME', description: 'only this outlet' },
  { usage: '"exact words"', description: 'only passages with these words as they are' },
  { usage: '-word', description: 'no passage with this word' },
];

/** Tells how to ask. */
export function helpReply(commands: HelpReply['commands']): HelpReply {
  return {
    kind: 'help',
    text: 'Ask a whole question in your own words, one thing at a time. A short one may go on from the last: “and in 2015?”, “what about Turkey?”, “why?”. Filters may stand anywhere in it:',
    commands,
    filters: FILTERS,
  };
}
