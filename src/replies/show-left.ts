// In: how a quoted passage left its collection. Out: that, in a few words for the line that says where it stood.

import type { Leaving } from '../answering/answer.js';
import { showDate } from './show-date.js';

/** `changed since (14 Oct 2015)`, or `withdrawn on 14 Oct 2015`. */
export function showLeft({ how, on }: Leaving): string {
  return how === 'changed' ? `changed since (${showDate(on)})` : `withdrawn on ${showDate(on)}`;
}
