// In: the lexicons of several collections. Out: one that knows the words of all. No text is read again, and lists
// are joined when they are first looked at: a question looks at a few of them, and a lexicon has ten thousands of
// words.

import type { KnownWord, Lexicon } from './lexicon.js';

/** Joins lexicons; where two explain an abbreviation otherwise, the earlier one counts. */
export function joinLexicons(lexicons: readonly Lexicon[]): Lexicon {
  const last = [...lexicons].reverse();
  return {
    byLength: joinedLists(lexicons.map(({ byLength }) => byLength)),
    byKey: joinedLists(lexicons.map(({ byKey }) => byKey)),
    longForms: new Map(last.flatMap(({ longForms }) => [...longForms])),
    shortForms: new Map(last.flatMap(({ shortForms }) => [...shortForms])),
  };
}

type Lists<K> = Pick<ReadonlyMap<K, readonly KnownWord[]>, 'get'>;

/** Most lists that stay joined: words are up to some thirty letters long, names have a key each. */
const MOST_JOINED = 1_000;

function joinedLists<K>(lists: readonly Lists<K>[]): Lists<K> {
  const joined = new Map<K, readonly KnownWord[]>();
  return {
    get: (key) => {
      const known = joined.get(key);
      if (known !== undefined) return known;
      const words = joinWords(lists.flatMap((list) => list.get(key) ?? []));
      if (words.length === 0) return undefined;
      if (joined.size >= MOST_JOINED) joined.clear();
      joined.set(key, words);
      return words;
    },
  };
}

/** Each word once, as it is written where it stands most often; the most frequent first. */
function joinWords(words: readonly KnownWord[]): KnownWord[] {
  const known = new Map<string, { readonly best: KnownWord; readonly count: number }>();
  for (const word of words) {
    const other = known.get(word.folded);
    const best = other === undefined || word.count > other.best.count ? word : other.best;
    known.set(word.folded, { best, count: (other?.count ?? 0) + word.count });
  }
  return [...known.values()]
    .map(({ best, count }) => (best.count === count ? best : { ...best, count }))
    .sort((a, b) => b.count - a.count || (a.folded < b.folded ? -1 : 1));
}
