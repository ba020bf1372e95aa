// In: a word of a question that stands nowhere in the corpus. Out: the word of the corpus that was meant, or
// null. A word that may be right is left alone: plain English, a country, or one that the model knows whole.
// Names are mended to names only, because another name is the commonest false guess (DECISIONS.md).

import { distance } from 'fastest-levenshtein';
import { foldText } from '../shared/fold-text.js';
import { isEnglishWord } from './english-words.js';
import type { KnownWord, Lexicon } from './lexicon.js';

/** Letters from which on one slip is mended, and two. */
const ONE_SLIP = 5;
const TWO_SLIPS = 9;

/** A word as it stands in a question. */
export interface TypedWord {
  readonly folded: string;
  /** Written with a capital letter inside a sentence. */
  readonly isName: boolean;
}

/** The known word that a word was meant to be; null where none is near enough. */
export function mendSlip(word: TypedWord, lexicon: Lexicon): KnownWord | null {
  const { folded } = word;
  const most = folded.length >= TWO_SLIPS ? 2 : folded.length >= ONE_SLIP ? 1 : 0;
  let best: { readonly known: KnownWord; readonly slips: number } | null = null;
  for (let length = folded.length - most; length <= folded.length + most; length += 1) {
    for (const known of lexicon.byLength.get(length) ?? []) {
      // Almost nobody mistakes a word's first letter.
      if (!known.folded.startsWith(folded.charAt(0)) || (word.isName && !isCapital(known.written)))
        continue;
      const slips = slipsBetween(folded, known.folded);
      if (slips === 0 || slips > most || (best !== null && slips > best.slips)) continue;
      if (best === null || slips < best.slips || known.count > best.known.count) {
        best = { known, slips };
      }
    }
  }
  return best?.known ?? null;
}

/** Whether a folded word may be a slip: letters alone, and neither plain English nor a country. */
export function mayBeSlip(word: string): boolean {
  return /^[a-z]+$/.test(word) && !isEnglishWord(word) && !countries().has(word);
}

/** Letters left out, added or mistaken; two neighbours that changed places are one slip. */
function slipsBetween(a: string, b: string): number {
  return isSwapped(a, b) ? 1 : distance(a, b);
}

function isSwapped(a: string, b: string): boolean {
  if (a.length !== b.length || a === b) return false;
  let i = 0;
  while (a[i] === b[i]) i += 1;
  return a[i] === b[i + 1] && a[i + 1] === b[i] && a.slice(i + 2) === b.slice(i + 2);
}

function isCapital(word: string): boolean {
  return /^\p{Lu}/u.test(word);
}

let countryNames: ReadonlySet<string> | null = null;

/** The words of all countries' English names, folded. */
function countries(): ReadonlySet<string> {
  if (countryNames !== null) return countryNames;
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const letters = Array.from({ length: 26 }, (_, i) => String.fromCharCode(65 + i));
  const found = letters
    .flatMap((first) => letters.map((second) => names.of(first + second) ?? ''))
    .flatMap((name) => foldText(name).match(/[a-z]+/g) ?? []);
  countryNames = new Set(found);
  return countryNames;
}
