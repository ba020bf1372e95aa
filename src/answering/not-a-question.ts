// In: a question's text. Out: why the corpus is not asked at all, or null: a greeting, a question on whoever
// answers, or one that says nothing without an earlier question.

import { isIncomplete } from './incomplete-question.js';
import { isAboutUs, isGreeting, type SmallTalk } from './small-talk.js';

/** Reads what is nothing to search for. */
export function notAQuestion(text: string): SmallTalk | null {
  if (isGreeting(text)) return 'greeting';
  if (isAboutUs(text)) return 'about_us';
  return isIncomplete(text) ? 'incomplete' : null;
}
