// In: a found passage and the question's words, the rarest first. Out: why it stands where it does, as one
// sentence with the figures in it.

import type { FoundPassage, MatchedWord } from '../store/state-store.js';
import { showFigure } from './weigh-features.js';

/**
 * Cosines of question and best sentence with the model that ships, measured over our own questions and the
 * seeds (DECISIONS.md): quartiles of first passages that answer .63 to .72, of those that do not .44 to .61,
 * of the eleventh to twentieth .45 to .56.
 */
const VERY_CLOSE = 0.7;
/** Above three quarters of what does not answer. */
const CLOSE = 0.6;

/** Words that are named; a question of many common words would fill a screen. */
const MOST_WORDS = 4;

/** Says why a passage was found and stands where it does. */
export function tellReason(passage: FoundPassage, words: readonly MatchedWord[]): string {
  const { n, shownAs, trace, isOtherOutlet, holds } = passage;
  if (trace === null) return 'It was not compared sentence by sentence, and no ranks are kept.';
  const is = `its best sentence is ${meaningOf(trace.sentenceCosine)} (${showFigure(trace.sentenceCosine)})`;
  const held =
    holds === undefined ? '' : heldWords(words.filter(({ word }) => holds.includes(word)));
  const why = `${is}${held}; it was ${ranksOf(trace)}.`;
  if (isOtherOutlet === true) {
    return `Brought forward, because those before are of one outlet and it answers about as well: ${why}`;
  }
  return (shownAs ?? n) === 1 ? `First, because ${why}` : capitalised(why);
}

function meaningOf(cosine: number): string {
  if (cosine >= VERY_CLOSE) return 'very close in meaning';
  return cosine >= CLOSE ? 'close in meaning' : 'distant in meaning';
}

/** ` and holds “Bagram” and “July”, which stand in 4 and 9 passages`. */
function heldWords(words: readonly MatchedWord[]): string {
  if (words.length === 0) return ' and holds none of the question’s words';
  const named = words.slice(0, MOST_WORDS);
  const names = joinWithAnd(named.map(({ word }) => `“${word}”`));
  const counts = joinWithAnd(named.map(({ passages }) => `${passages}`));
  const unit = named.at(-1)?.passages === 1 ? 'passage' : 'passages';
  const left = words.length - named.length;
  const more = left === 0 ? '' : `, and ${left} more`;
  return ` and holds ${names}, which ${named.length === 1 ? 'stands' : 'stand'} in ${counts} ${unit}${more}`;
}

type Trace = NonNullable<FoundPassage['trace']>;

function ranksOf({ denseRank, lexicalRank, bm25 }: Trace): string {
  const meaning = denseRank === null ? 'not among the first' : ordinal(denseRank);
  const words =
    lexicalRank !== null
      ? `${ordinal(lexicalRank)} by words`
      : bm25 > 0
        ? 'not among the first by words'
        : 'shares no word with the question';
  return `${meaning} by meaning and ${words}`;
}

function joinWithAnd(parts: readonly string[]): string {
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `1st`, `2nd`, `3rd`, `4th`, `11th`. */
export function ordinal(n: number): string {
  const isTeen = n % 100 >= 11 && n % 100 <= 13;
  const ending = isTeen ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th');
  return `${n}${ending}`;
}
