// The pages of what a server's collection holds, and the form in which a text is typed.

import { handInText } from '../../curating/hand-in.js';
import { ReadableError } from '../../shared/errors.js';
import { statedBy } from '../../curating/correction.js';
import { draftCardOf, inTurn } from '../curating/hand-in-here.js';
import { listCard } from '../curating/list-card.js';
import { requireCurator } from '../curating/may-curate.js';
import { wholeNumber, type PressHandler } from './press-handler.js';

/** Turns a page of the list. */
export const corpusList = {
  action: 'corpus_list',
  whileWaiting: () => 'update',
  run: async ({ caller, parts }, bot) => {
    const curator = requireCurator(caller, bot);
    return { kind: 'update', card: await listCard(curator, wholeNumber(parts[0], 1)) };
  },
} satisfies PressHandler;

/** Takes a text that was typed into the form. */
export const corpusForm = {
  action: 'corpus_form',
  whileWaiting: () => 'private',
  run: async ({ caller, fields }, bot) => {
    const { curating, collection, person } = requireCurator(caller, bot);
    const { title = '', outlet = '', date = '', text = '' } = fields;
    if (title.trim() === '' || text.trim() === '') {
      throw new ReadableError({ code: 'source_refused', text: 'A text needs a title and words.' });
    }
    const stated = statedBy({ outlet, date });
    const handed = { collection, person, title: title.trim(), text, stated };
    const preview = await inTurn({ curating, collection }, () =>
      handInText(curating.parts, handed),
    );
    return { kind: 'private', card: draftCardOf(preview) };
  },
} satisfies PressHandler;
