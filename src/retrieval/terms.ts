// In: a text. Out: its words for the lexical leg. Stop words leave, because they cost most of the time and
// a few thousandths of quality (DECISIONS.md); a question of nothing but stop words keeps them.

import { foldText } from '../shared/fold-text.js';

const STOP_WORDS = new Set(
  `a about above after again against all also am an and any are as at be because been before being below
  between both but by can could did do does doing down during each either ever few for from further get
  give given had has have having he her here hers herself him himself his how i if in into is it its itself
  just let like many me might more most much must my myself nor not of off on once one only or other
  our ours out over own per please same say says she should so some such tell than that the their theirs
  them themselves then there these they this those through to too under until up upon very was we were
  what when where which while who whom whose why will with would yes you your yours`.split(/\s+/),
);

/** Every word of a text, folded, in order. */
export function allWords(text: string): string[] {
  return foldText(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Distinct words of a text, folded, in order. */
export function words(text: string): string[] {
  return [...new Set(allWords(text))];
}

/** Distinct words that carry meaning; all words where none does. */
export function contentTerms(text: string): string[] {
  const all = words(text);
  const meaningful = all.filter((word) => !STOP_WORDS.has(word) && !isFragment(word));
  return meaningful.length > 0 ? meaningful : all;
}

/** What an apostrophe leaves behind, as in "Lavrov's" or "don't". */
function isFragment(word: string): boolean {
  return /^(?:s|t|d|m|ll|re|ve)$/.test(word);
}
