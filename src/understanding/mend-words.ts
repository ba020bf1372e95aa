// In: a question and what the corpus knows. Out: for each word that stands nowhere in the corpus the word that
// was meant: another spelling or script of a name, or a typing slip. Nothing is looked up where all are known.

import anyAscii from 'any-ascii';
import type { Pieces } from '../retrieval/pieces.js';
import type { Question } from '../retrieval/question.js';
import { foldText } from '../shared/fold-text.js';
import { isEnglishWord } from './english-words.js';
import type { KnownWord, Lexicon } from './lexicon.js';
import { nameKey } from './name-key.js';
import { mayBeSlip, mendSlip, type TypedWord } from './slips.js';
import type { UnderstoodWord } from './understanding.js';

export interface KnownCorpus {
  /** In how many passages each folded word stands. */
  readonly frequencies: (words: readonly string[]) => Promise<readonly number[]>;
  readonly lexicon: () => Promise<Lexicon>;
  /** Whether the model knows a word whole; such a word is no slip. */
  readonly isCommon: (word: string) => boolean;
}

/** Unknown words in one question; where more are unknown, it is not about this corpus, or not English. */
const MOST_UNKNOWN = 4;

/** Letters of a word that may be mended or another spelling. */
const SHORTEST = 4;

const WORD = /[\p{L}\p{M}\p{N}]+/gu;

/** The words that were meant, as the corpus writes them, by the folded form of what was typed. */
export type Meant = ReadonlyMap<string, UnderstoodWord>;

/** Reads what the unknown words of a question were meant to be. */
export async function mendWords(
  question: Question,
  corpus: KnownCorpus,
  pieces: Pieces,
): Promise<Meant> {
  const meant = new Map<string, UnderstoodWord>();
  const terms = question.terms.filter((term) => /^\p{L}+$/u.test(term) && term.length >= SHORTEST);
  const frequencies = await corpus.frequencies(terms);
  const unknown = new Set(terms.filter((_, i) => frequencies[i] === 0));
  if (unknown.size === 0 || unknown.size > MOST_UNKNOWN) return meant;
  const lexicon = await corpus.lexicon();
  for (const word of typedWords(question.text)) {
    if (!unknown.has(word.folded) || meant.has(word.folded) || word.isAcronym) continue;
    const found = wordMeant(word, { lexicon, pieces, isCommon: corpus.isCommon });
    if (found === null) continue;
    // The lexicon reads texts alone; only what the index of this collection finds is searched for.
    const [frequency = 0] = await corpus.frequencies([found.known.folded]);
    if (frequency === 0) continue;
    meant.set(word.folded, { kind: found.kind, from: word.written, to: found.known.written });
  }
  return meant;
}

/** A text with each word that was mended as the corpus writes it. */
export function rewrite(text: string, meant: Meant): string {
  return text.replace(WORD, (word) => meant.get(foldText(word))?.to ?? word);
}

/**
 * Other words of the corpus that spell the same name, the most frequent first. Within one script plain English
 * words are no names, however they are written, and the shortest names meet by chance.
 */
export function spellingsOf(word: string, lexicon: Lexicon): readonly KnownWord[] {
  const key = nameKey(word);
  const known = (key === null ? undefined : lexicon.byKey.get(key)) ?? [];
  const others = known.filter(({ folded }) => folded !== word);
  if (others.length === 0 || !isLatin(word)) return others;
  return isEnglishWord(word) ? [] : others.filter(({ folded }) => canBeName(folded));
}

function canBeName(word: string): boolean {
  return !isLatin(word) || (word.length >= SHORTEST && !isEnglishWord(word));
}

/** Whether a folded word is of plain Latin letters. */
function isLatin(word: string): boolean {
  return /^[a-z]+$/.test(word);
}

export interface WrittenWord extends TypedWord {
  readonly written: string;
  /** Capitals inside a word: an abbreviation or a formula, which is right as it stands. */
  readonly isAcronym: boolean;
}

/** The words of a question; capitals say nothing where everything is written in them. */
export function typedWords(text: string): WrittenWord[] {
  const isShouted = !/\p{Ll}/u.test(text);
  return [...text.matchAll(WORD)].map(([written], i) => ({
    written,
    folded: foldText(written),
    isName: i > 0 && !isShouted && /^\p{Lu}/u.test(written),
    isAcronym: !isShouted && /.\p{Lu}/u.test(written),
  }));
}

interface Found {
  readonly kind: 'slip' | 'variant';
  readonly known: KnownWord;
}

function wordMeant(
  word: WrittenWord,
  knowledge: {
    readonly lexicon: Lexicon;
    readonly pieces: Pieces;
    readonly isCommon: (word: string) => boolean;
  },
): Found | null {
  const { lexicon, pieces, isCommon } = knowledge;
  if (!isLatin(word.folded)) return pieces.has('variants') ? foreign(word, lexicon) : null;
  if (!mayBeSlip(word.folded)) return null;
  const variant = pieces.has('variants') ? spellingsOf(word.folded, lexicon)[0] : undefined;
  if (variant !== undefined) return { kind: 'variant', known: variant };
  const known = pieces.has('slips') ? mendSlip(word, lexicon) : null;
  return known === null || isCommon(word.folded) ? null : { kind: 'slip', known };
}

/** A name in another script; "Лаврова" is a form of what the corpus writes "Lavrov". */
function foreign({ folded }: WrittenWord, lexicon: Lexicon): Found | null {
  const latin = { folded: anyAscii(folded).toLowerCase(), isName: true };
  const known = spellingsOf(folded, lexicon)[0] ?? mendSlip(latin, lexicon);
  return known === null ? null : { kind: 'variant', known };
}
