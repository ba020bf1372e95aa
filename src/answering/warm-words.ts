// In: a corpus and its lexicon. Out: its most frequent words have been counted once, so that the store keeps where they
// stand: a common word is read in milliseconds, and no question shall be the one that waits for it.

import { setImmediate } from 'node:timers/promises';
import { contentTerms } from '../retrieval/terms.js';
import type { Corpus } from '../retrieval/retrieve.js';
import type { KnownWord, Lexicon } from '../understanding/lexicon.js';

/** Words that are read: each took 7 ms at 100,000 passages, the rarer ones less (DECISIONS.md). */
const COMMON_WORDS = 300;
const LONGEST = 20;

/** Counts the common words of a corpus, one at a time so that nobody waits long behind it. */
export async function warmWords(
  { reader, generation }: Pick<Corpus, 'reader' | 'generation'>,
  lexicon: Lexicon,
): Promise<void> {
  for (const { folded } of commonWords(lexicon)) {
    await reader.termFrequencies(generation, [folded]);
    await setImmediate();
  }
}

/** The most frequent words that a question is searched by. */
function commonWords(lexicon: Lexicon): readonly KnownWord[] {
  const byLength = Array.from({ length: LONGEST }, (_, length) =>
    (lexicon.byLength.get(length + 1) ?? []).slice(0, COMMON_WORDS),
  );
  return byLength
    .flat()
    .sort((a, b) => b.count - a.count)
    .slice(0, 2 * COMMON_WORDS)
    .filter(({ folded }) => !contentTerms(`${folded} ${A_NAME}`).every((term) => term === A_NAME))
    .slice(0, COMMON_WORDS);
}

/** Beside it a stop word leaves; alone it would be kept, as the only word of a question. */
const A_NAME = 'bagram';
