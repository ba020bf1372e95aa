import { sourcesOf } from '../asking/show-sources.js';
import { isTurning } from '../custom-id.js';
import { openRecord, wholeNumber, type PressHandler } from './press-handler.js';

/** Lists every passage that was found for an answer, and turns the list's pages. */
export const sources = {
  action: 'sources',
  whileWaiting: (parts) => (isTurning(parts) ? 'update' : 'private'),
  run: async ({ caller, parts }, bot) => {
    const record = await openRecord(parts[0], caller, bot);
    const card = await sourcesOf(record, wholeNumber(parts[1], 1), bot);
    return { kind: isTurning(parts) ? 'update' : 'private', card };
  },
} satisfies PressHandler;
