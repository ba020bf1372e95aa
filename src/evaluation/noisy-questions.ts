// In: labelled questions and chance. Out: the same questions as they come from a hurried person: one typing slip
// in a word that carries meaning, or one name in Cyrillic. What the mending of words brings is measured on them.

import { contentTerms } from '../retrieval/terms.js';
import { foldText } from '../shared/fold-text.js';
import type { LabelledQuestion } from './data-set.js';

export const NOISES = ['slip', 'cyrillic'] as const;

export type Noise = (typeof NOISES)[number];

/** Gives numbers from 0 (inclusive) to 1 (exclusive). */
type RandomNumbers = () => number;

const WORD = /[\p{L}\p{M}\p{N}]+/gu;

/** Fewer letters leave too little to tell what was meant. */
const SHORTEST = 5;

/** The questions that the noise can be put into, each with one word changed. */
export function noisyQuestions(
  questions: readonly LabelledQuestion[],
  noise: Noise,
  random: RandomNumbers,
): LabelledQuestion[] {
  return questions.flatMap((item) => {
    const { question } = item;
    const words = [...question.matchAll(WORD)].filter((match) => canHold(match, noise, question));
    const chosen = words[Math.floor(random() * words.length)];
    if (chosen === undefined) return [];
    const [word] = chosen;
    const changed = noise === 'slip' ? withSlip(word, random) : inCyrillic(word);
    const end = chosen.index + word.length;
    return [{ ...item, question: question.slice(0, chosen.index) + changed + question.slice(end) }];
  });
}

function canHold(match: RegExpExecArray, noise: Noise, question: string): boolean {
  const [word] = match;
  if (!/^[A-Za-z]+$/.test(word) || word.length < SHORTEST) return false;
  if (noise === 'cyrillic') return match.index > 0 && /^[A-Z][a-z]+$/.test(word);
  return contentTerms(question).includes(foldText(word));
}

/** Leaves a letter out, doubles one, takes another or swaps two neighbours; the first letter stays. */
function withSlip(word: string, random: RandomNumbers): string {
  const at = 1 + Math.floor(random() * (word.length - 2));
  const [before, letter, after] = [word.slice(0, at), word.charAt(at), word.slice(at + 1)];
  const other = String.fromCharCode(97 + Math.floor(random() * 26));
  const slips = [
    before + after,
    before + letter + letter + after,
    before + other + after,
    before + after.charAt(0) + letter + after.slice(1),
  ];
  const slipped = slips[Math.floor(random() * slips.length)] ?? word;
  return slipped === word ? before + after : slipped;
}

const LATIN =
  'shch kh ch sh zh ts yu ya ye a b v g d e z i j k l m n o p r s t u f h c y w q x'.split(' ');
const RUSSIAN = 'щ х ч ш ж ц ю я е а б в г д е з и й к л м н о п р с т у ф х к ы в к кс'.split(' ');

/** Longer runs of letters first. */
const CYRILLIC = LATIN.map((latin, i) => [new RegExp(latin, 'g'), RUSSIAN[i] ?? ''] as const);

/** A name as it may be written in Russian. */
function inCyrillic(word: string): string {
  const letters = CYRILLIC.reduce(
    (text, [latin, cyrillic]) => text.replace(latin, cyrillic),
    word.toLowerCase(),
  );
  return letters.charAt(0).toUpperCase() + letters.slice(1);
}
