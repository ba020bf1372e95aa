// In: a question that nothing completed. Out: whether it says nothing without an earlier one, such as "and in
// 2015?" or "who said that?": whoever asks it is asked back. English only, and only where no word names a topic.

import { hasBarePronoun } from './bare-pronoun.js';
import { ALONE, foldedWords, LEAD } from './follow-up-forms.js';
import { isEmptyWord, namesOf, opensQuestion, whenOf, wordsOf } from './question-parts.js';
import { isMoreOrSpeaker } from './read-turn.js';

/** Words of its own up to which "what did he promise?" is nothing to search for. */
const FEW = 1;

const PERSON = /\b(?:he|she|him|his|her|hers|they|them|their)\b/;

/** True where a question leans on one that is not there. */
export function isIncomplete(question: string): boolean {
  const body = question.replace(/[\s?!.…,;:]+$/u, '').trim();
  const [lead = '', , led = ''] = LEAD.exec(body) ?? [];
  const rest = body.slice(lead.length);
  const words = wordsOf(rest);
  if (namesOf(rest).length > 0) return false;
  if (isMoreOrSpeaker(body)) return true;
  const folded = foldedWords(rest);
  const when = whenOf(rest);
  const own = words.filter(
    (word) =>
      !isEmptyWord(word) && (when === null || word.start < when.start || word.start >= when.end),
  );
  if (own.length > FEW || (words.length === 0 && led === '')) return false;
  const input = { text: rest, words, names: [], own, earlier: new Set<string>() };
  if (own.length === FEW) return PERSON.test(folded) && hasBarePronoun(input);
  const isFragment = !opensQuestion(words[0]) && (led !== '' || when !== null);
  return isFragment || ALONE.test(folded) || hasBarePronoun(input);
}
