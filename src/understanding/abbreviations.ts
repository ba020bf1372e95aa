// In: texts of a corpus. Out: abbreviations with what they stand for, as the corpus itself explains them:
// "Collective Security Treaty Organization (CSTO)" or "CSTO (Collective Security Treaty Organization)". After
// Schwartz and Hearst (2003): the letters of the short form are found backwards in the words before it.

import { foldText } from '../shared/fold-text.js';

export interface Abbreviation {
  readonly short: string;
  readonly long: string;
}

/** What stands in round brackets, short enough to be either form. */
const BRACKETS = /\(([^()\n]{2,100})\)/gu;
const SHORT_FORM = /^(?=\S*\p{Lu}\S*\p{Lu})\p{Lu}[\p{L}\p{N}&.-]{1,9}$/u;
const SHORT_BEFORE = /(?<![\p{L}\p{N}])(\p{Lu}[\p{L}\p{N}&.-]{1,9})\s*$/u;
const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}'’&.-]*/gu;

/** Every abbreviation that a text explains. */
export function abbreviationsIn(text: string): Abbreviation[] {
  const found: Abbreviation[] = [];
  if (!text.includes('(')) return found;
  for (const match of text.matchAll(BRACKETS)) {
    const inside = (match[1] ?? '').trim();
    const before = text.slice(Math.max(0, match.index - 200), match.index);
    if (SHORT_FORM.test(inside)) {
      const long = longForm(inside, lastSentence(before));
      if (long !== null) found.push({ short: inside, long });
      continue;
    }
    const short = SHORT_BEFORE.exec(before)?.[1];
    if (short === undefined || !SHORT_FORM.test(short)) continue;
    if (longForm(short, inside) === inside) found.push({ short, long: inside });
  }
  return found;
}

/** A long form never reaches over the end of a sentence or a line. */
function lastSentence(text: string): string {
  return /(?:^|[.!?;:,]\s|\n)((?:(?![.!?;:,]\s|\n).)*)$/su.exec(text)?.[1] ?? text;
}

/** The shortest run of words at the end of a text that holds the short form's letters in order, or null. */
function longForm(short: string, before: string): string | null {
  const letters = foldText(short).replace(/[^\p{L}\p{N}]/gu, '');
  const words = [...before.matchAll(WORD)].slice(-Math.min(letters.length + 5, letters.length * 2));
  const first = words[0];
  if (first === undefined) return null;
  const text = before.slice(first.index).trimEnd();
  const start = startOf(letters, text);
  if (start === null) return null;
  const long = text.slice(start);
  const isOwnWord = long.split(/\s+/).some((word) => foldText(word) === foldText(short));
  const isPlain = !/[()[\]{}–—]/.test(long);
  return long.includes(' ') && long.length > short.length && isPlain && !isOwnWord ? long : null;
}

/** Where the long form begins: with a word that carries meaning. */
function startOf(letters: string, text: string): number | null {
  const lower = text.toLowerCase();
  let at = text.length;
  for (let i = letters.length - 1; i >= 0; i -= 1) {
    do {
      at -= 1;
      if (at < 0) return null;
    } while (lower[at] !== letters[i] || (i === 0 && !opensName(lower, at)));
  }
  return at;
}

/** Whether a word begins here that may open a name: "Afghan National … and Security Forces" opens with the first. */
function opensName(text: string, at: number): boolean {
  if (at > 0 && /[\p{L}\p{N}]/u.test(text[at - 1] ?? '')) return false;
  return !/^(?:a|an|and|at|by|for|from|in|of|on|or|the|to|with)\b/.test(text.slice(at, at + 5));
}
