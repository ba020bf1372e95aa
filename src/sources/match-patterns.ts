// Patterns over an address or a path, where `*` stands for anything: which pages or files of a source are taken.
// Matched piece by piece without a regular expression, so that no pattern costs more than its length.

import type { Source } from './source.js';

/** Whether a source takes what lies there: some `include` pattern matches, if there are any, and no `exclude`. */
export function isIncluded(place: string, source: Pick<Source, 'include' | 'exclude'>): boolean {
  const { include, exclude } = source;
  const matches = (pattern: string): boolean => matchesPattern(place, pattern);
  return (include.length === 0 || include.some(matches)) && !exclude.some(matches);
}

/** Whether the pattern matches the whole text. */
export function matchesPattern(text: string, pattern: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return text === pattern;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const piece of rest) {
    const found = text.indexOf(piece, at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  return text.length >= at + last.length && text.endsWith(last);
}
