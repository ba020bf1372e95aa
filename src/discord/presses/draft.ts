// The buttons under a draft: add, correct, cancel. Each asks anew whether this person may, and looks the draft up in
// the collection of the interaction's own server.

import { cancelDraft, confirmDraft, correctDraft, openDraft } from '../../curating/settle-draft.js';
import { previewDraft } from '../../curating/hand-in.js';
import { noticeCard } from '../asking/notice-card.js';
import type { BotParts } from '../bot-parts.js';
import { correctionModal } from '../cards/draft-card.js';
import { draftCardOf, inTurn } from '../curating/hand-in-here.js';
import { requireCurator } from '../curating/may-curate.js';
import type { PressCall, PressHandler } from './press-handler.js';

/** Makes a draft part of the collection. */
export const draftAdd = {
  action: 'draft_add',
  whileWaiting: () => 'update',
  run: async (call, bot) => {
    const { curating, key } = keyOf(call, bot);
    const { title, kind, job } = await confirmDraft(curating.parts, key);
    curating.wake();
    await curating.follower.follow(job, call.handle);
    const next = kind === 'document' ? 'it is being indexed' : 'its articles are being fetched';
    return { kind: 'update', card: noticeCard(`Added “${title}”: ${next} …`) };
  },
} satisfies PressHandler;

/** Opens the form that corrects a draft, and takes what was written into it. */
export const draftCorrect = {
  action: 'draft_correct',
  // A refusal that comes late must not stand in the place of the draft.
  whileWaiting: () => 'private',
  run: async (call, bot) => {
    const { curating, key } = keyOf(call, bot);
    const { title, outlet, date } = call.fields;
    if (title === undefined && outlet === undefined && date === undefined) {
      const draft = await openDraft(curating.parts, key);
      const shown = await inTurn({ curating, collection: key.collection }, () =>
        previewDraft(curating.parts, draft),
      );
      const values = { title: shown.title, outlet: shown.outlet ?? '', date: shown.date ?? '' };
      return { kind: 'modal', modal: correctionModal(key.draftId, values) };
    }
    const correction = {
      ...(title === undefined ? {} : { title }),
      ...(outlet === undefined ? {} : { outlet }),
      ...(date === undefined ? {} : { date }),
    };
    const preview = await inTurn({ curating, collection: key.collection }, () =>
      correctDraft(curating.parts, key, correction),
    );
    return { kind: 'update', card: draftCardOf(preview) };
  },
} satisfies PressHandler;

/** Takes a draft back. */
export const draftCancel = {
  action: 'draft_cancel',
  whileWaiting: () => 'update',
  run: async (call, bot) => {
    const { curating, key } = keyOf(call, bot);
    await cancelDraft(curating.parts, key);
    return { kind: 'update', card: noticeCard('Cancelled: nothing was added.') };
  },
} satisfies PressHandler;

function keyOf({ caller, parts }: PressCall, bot: BotParts) {
  const { curating, collection, person } = requireCurator(caller, bot);
  return { curating, key: { collection, person, draftId: parts[0] ?? '' } };
}
