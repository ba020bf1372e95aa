// In: the texts of one generation. Out: its lexicon: every word as it is mostly written, the spellings of each
// name, and the abbreviations that the corpus explains. Read once a generation, in memory only: a lexicon
// costs a pass over the texts, and what it says of a corpus is checked against the index before it is used.

import { foldText } from '../shared/fold-text.js';
import { abbreviationsIn, type Abbreviation } from './abbreviations.js';
import { nameKey } from './name-key.js';

export interface KnownWord {
  /** Folded, as it is searched. */
  readonly folded: string;
  /** As the corpus writes it most often. */
  readonly written: string;
  /** How often it stands in the texts that were read. */
  readonly count: number;
}

export interface Lexicon {
  /** Words of letters alone, by their number of letters, the most frequent first. */
  readonly byLength: Pick<ReadonlyMap<number, readonly KnownWord[]>, 'get'>;
  /** Names by their key, the most frequent first. */
  readonly byKey: Pick<ReadonlyMap<string, readonly KnownWord[]>, 'get'>;
  /** The long form that is explained most often, by the folded short form. */
  readonly longForms: ReadonlyMap<string, Abbreviation>;
  /** Abbreviations by the folded long form. */
  readonly shortForms: ReadonlyMap<string, Abbreviation>;
}

/** Passages read: more add the rarest words only, and each 10,000 take up to a second (DECISIONS.md). */
export const LEXICON_PASSAGES = 20_000;

/** Written forms kept while reading, about 15 MB; beyond that, forms seen once are forgotten. */
const MOST_FORMS = 200_000;

const WORD = /[\p{L}\p{M}\p{N}]+/gu;

/** Reads a lexicon; the texts come in slices, between which others get their turn. */
export async function readLexicon(slices: AsyncIterable<readonly string[]>): Promise<Lexicon> {
  const forms = new Map<string, number>();
  const abbreviations = new Map<string, Abbreviation & { count: number }>();
  for await (const texts of slices) {
    for (const text of texts) {
      for (const word of text.match(WORD) ?? []) forms.set(word, (forms.get(word) ?? 0) + 1);
      for (const found of abbreviationsIn(text)) countAbbreviation(abbreviations, found);
    }
    if (forms.size > MOST_FORMS) forgetRare(forms);
  }
  const words = knownWords(forms);
  return {
    byLength: groupBy(
      words.filter(({ folded }) => /^\p{L}+$/u.test(folded)),
      ({ folded }) => folded.length,
    ),
    byKey: groupBy(words.filter(isName), ({ folded }) => nameKey(folded)),
    ...abbreviationTables([...abbreviations.values()]),
  };
}

function countAbbreviation(
  counted: Map<string, Abbreviation & { count: number }>,
  found: Abbreviation,
): void {
  const key = `${foldText(found.short)}\n${foldText(found.long)}`;
  const known = counted.get(key);
  if (known === undefined) counted.set(key, { ...found, count: 1 });
  else known.count += 1;
}

function forgetRare(forms: Map<string, number>): void {
  for (const [form, count] of forms) if (count === 1) forms.delete(form);
}

/** Distinct words with their usual form, the most frequent first. */
function knownWords(forms: ReadonlyMap<string, number>): KnownWord[] {
  const words = new Map<string, { written: string; best: number; count: number }>();
  for (const [written, count] of forms) {
    const folded = foldText(written);
    const known = words.get(folded);
    if (known === undefined) words.set(folded, { written, best: count, count });
    else {
      known.count += count;
      if (count > known.best) Object.assign(known, { written, best: count });
    }
  }
  return [...words]
    .map(([folded, { written, count }]) => ({ folded, written, count }))
    .sort((a, b) => b.count - a.count || (a.folded < b.folded ? -1 : 1));
}

/** Written with a capital letter, or in a script of its own. */
function isName({ written, folded }: KnownWord): boolean {
  return /^\p{Lu}?\p{L}+$/u.test(written) && (/^\p{Lu}/u.test(written) || /[^a-z]/.test(folded));
}

function groupBy<K>(
  words: readonly KnownWord[],
  keyOf: (word: KnownWord) => K | null,
): Map<K, KnownWord[]> {
  const groups = new Map<K, KnownWord[]>();
  for (const word of words) {
    const key = keyOf(word);
    if (key === null) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [word]);
    else group.push(word);
  }
  return groups;
}

function abbreviationTables(
  found: readonly (Abbreviation & { readonly count: number })[],
): Pick<Lexicon, 'longForms' | 'shortForms'> {
  const longForms = new Map<string, Abbreviation>();
  const shortForms = new Map<string, Abbreviation>();
  // The most frequent comes last and stays.
  for (const { short, long } of [...found].sort((a, b) => a.count - b.count)) {
    longForms.set(foldText(short), { short, long });
    shortForms.set(foldText(long), { short, long });
  }
  return { longForms, shortForms };
}
