// The one list of what can be pressed, in the order of ACTIONS.

import type { Action } from './custom-id.js';
import { context } from './presses/context.js';
import { corpusForm, corpusList } from './presses/corpus.js';
import { draftAdd, draftCancel, draftCorrect } from './presses/draft.js';
import { deleteAnswer } from './presses/delete.js';
import { document } from './presses/document.js';
import { forget } from './presses/forget.js';
import type { PressHandler } from './presses/press-handler.js';
import { share } from './presses/share.js';
import { sources } from './presses/sources.js';
import { timeline } from './presses/timeline.js';
import { down, question, reason, unvote, up } from './presses/vote.js';
import { why } from './presses/why.js';

/** Every action has its handler, or this does not compile. */
export const PRESSES: Readonly<Record<Action, PressHandler>> = {
  context,
  sources,
  why,
  up,
  down,
  reason,
  question,
  unvote,
  share,
  delete: deleteAnswer,
  document,
  timeline,
  forget,
  draft_add: draftAdd,
  draft_correct: draftCorrect,
  draft_cancel: draftCancel,
  corpus_list: corpusList,
  corpus_form: corpusForm,
};
