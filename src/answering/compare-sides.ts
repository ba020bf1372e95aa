// In: a comparison that is asked for. Out: the question of each side, which is the topic behind that side's filter.

import { narrowTo } from '../comparisons/side.js';
import type { AskRequest, CompareRequest } from './answerer.js';
import { readQuestion } from './find-passages.js';

/** @throws ReadableError `bad_question` where a side and the question filter by the same */
export function sidesOf({ first, second, ...asked }: CompareRequest): readonly AskRequest[] {
  const { filter } = readQuestion(asked);
  return [first, second].map((side) => {
    const { after, before, outlet } = narrowTo(side, filter);
    return { ...asked, filter: { ...asked.filter, after, before, outlet } };
  });
}
