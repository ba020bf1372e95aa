// In: the words of a question. Out: whether something in it points back beyond it: a pronoun without an
// antecedent before it. English only, and rather too seldom than too often: a question taken as asked is
// never wrong about what it searched.

import type { Name, Word } from './question-parts.js';
import { AUXILIARIES, GENERIC_WORDS, QUESTION_WORDS } from './question-words.js';

export interface PronounInput {
  readonly text: string;
  readonly words: readonly Word[];
  readonly names: readonly Name[];
  /** Words that carry a topic of the question's own. */
  readonly own: readonly Word[];
  /** Folded words of the earlier question. */
  readonly earlier: ReadonlySet<string>;
}

const PERSONAL = /^(?:he|she|they|him|them|his|her|hers|their|theirs|it|its)$/;
const POINTING = /^(?:this|that|these|those)$/;

/** Words of a question's own up to which a pronoun at its end points beyond it. */
const FEW = 2;

/** "Is it true that …", "what time is it": nothing is pointed at. */
const EMPTY_IT =
  /\bit\b.*\b(?:that|to|for|if|whether|who|when)\b.*\S|\bwhat (?:time|day|year) is it\b|\bhow is it\b/;

/** "When he left, what did …": the pronoun points forward. */
const FORWARD = /^(?:when|while|after|before|although|though|if|as|since|once)\b[^,]*,/i;

/** True where a pronoun points back beyond the question. */
export function hasBarePronoun(input: PronounInput): boolean {
  const { text, words } = input;
  const folded = words.map((word) => word.folded).join(' ');
  if (FORWARD.test(text)) return false;
  return words.some(
    (word, i) =>
      isBarePersonal(input, i, folded) || isBarePointing(input, i) || isBareThere(input, i),
  );
}

function isBarePersonal(input: PronounInput, i: number, folded: string): boolean {
  const { words, own } = input;
  const word = words[i];
  if (word === undefined || !PERSONAL.test(word.folded)) return false;
  const isLast = i === words.length - 1;
  if (word.folded === 'it' && !isLast && EMPTY_IT.test(folded)) return false;
  return (isLast && own.length <= FEW) || !hasAntecedent(input, word);
}

/** A name or a thing before the pronoun. */
function hasAntecedent({ words, names, own }: PronounInput, pronoun: Word): boolean {
  if (names.some((name) => name.end <= pronoun.start)) return true;
  return words.some((word, i) => {
    const next = words[i + 1];
    const isArticle = /^(?:the|a|an)$/.test(word.folded) && next !== undefined;
    return isArticle && next.end <= pronoun.start && own.includes(next);
  });
}

/** "When was that?", "did that matter?", "who paid for that deal?" where a deal was asked about. */
function isBarePointing({ words, own, earlier }: PronounInput, i: number): boolean {
  const word = words[i];
  if (word === undefined || !POINTING.test(word.folded)) return false;
  const previous = words[i - 1]?.folded ?? '';
  const next = words[i + 1];
  if (next === undefined) return own.length <= FEW && i > 0;
  if (own.includes(next)) return earlier.has(next.folded);
  const isAfterOpening = AUXILIARIES.has(previous) || QUESTION_WORDS.has(previous);
  return isAfterOpening && GENERIC_WORDS.has(next.folded);
}

/** "What happened there?", "who was there then?" */
function isBareThere({ words, own }: PronounInput, i: number): boolean {
  const isLast = i === words.length - 1 && i > 0;
  return isLast && own.length < FEW && /^(?:there|then|so)$/.test(words[i]?.folded ?? '');
}
