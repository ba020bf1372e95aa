import { documentPage } from '../asking/show-document.js';
import { wholeNumber, type PressHandler } from './press-handler.js';

/** Turns the pages of a document. */
export const document = {
  action: 'document',
  whileWaiting: () => 'update',
  run: async ({ caller, parts }, bot) => ({
    kind: 'update',
    card: await documentPage({ id: parts[0] ?? '', page: wholeNumber(parts[1], 0), caller }, bot),
  }),
} satisfies PressHandler;
