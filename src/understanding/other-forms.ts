// In: a question's text and the lexicon. Out: the other forms of what it names: an abbreviation's long form and
// the reverse, and other spellings of a name that the corpus uses as well.

import type { OtherForm } from '../retrieval/lexical-leg.js';
import { foldText } from '../shared/fold-text.js';
import type { Lexicon } from './lexicon.js';
import { spellingsOf } from './mend-words.js';
import type { UnderstoodWord } from './understanding.js';

/** Words of a long form that are looked up together. */
const MOST_WORDS = 8;

/** Other spellings of one name. */
const MOST_SPELLINGS = 3;

const WORD = /[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}'’&.-]*(?<![.'’-])/gu;

/** A word that begins with a capital letter and goes on in small ones. */
const NAME = /(?<![\p{L}\p{M}\p{N}])\p{Lu}[\p{Ll}\p{M}]{3,}(?![\p{L}\p{N}])/gu;
const FIRST_WORD = /^[^\p{L}\p{N}]*[\p{L}\p{M}\p{N}]+/u;

/** The other form of each abbreviation that a text holds, in whichever form. */
export function abbreviationsOf(text: string, lexicon: Lexicon): UnderstoodWord[] {
  if (lexicon.longForms.size === 0) return [];
  const words = (text.match(WORD) ?? []).map((written) => ({ written, folded: foldText(written) }));
  const whole = foldText(text);
  const found: UnderstoodWord[] = [];
  const add = (from: string, to: string | undefined): void => {
    if (to === undefined || whole.includes(foldText(to))) return;
    found.push({ kind: 'abbreviation', from, to });
  };
  words.forEach(({ written, folded }, i) => {
    if (isShort(written)) add(written, lexicon.longForms.get(folded)?.long);
    for (let length = 2; length <= MOST_WORDS && i + length <= words.length; length += 1) {
      const run = words.slice(i, i + length);
      const known = lexicon.shortForms.get(run.map((word) => word.folded).join(' '));
      if (known !== undefined) add(run.map((word) => word.written).join(' '), known.short);
    }
  });
  return found;
}

/** Written as an abbreviation, or in small letters throughout; "us" is not taken for the country. */
function isShort(word: string): boolean {
  return /\p{Lu}.*\p{Lu}/u.test(word) || (word.length >= 3 && !/\p{Lu}/u.test(word));
}

/** Names of a text as the corpus also spells them; where all is written in capitals, none is told from a word. */
export function otherSpellings(text: string, lexicon: Lexicon): OtherForm[] {
  // The first word is capital in any case.
  const names = text.replace(FIRST_WORD, '').match(NAME) ?? [];
  return names.flatMap((name) => {
    const folded = foldText(name);
    return spellingsOf(folded, lexicon)
      .slice(0, MOST_SPELLINGS)
      .map((known) => ({ instead: [folded], term: known.folded }));
  });
}
