// In: an earlier question and the sentence that answered it. Out: whom "he" or "she" means, or null. A person
// is guessed from how a name stands: places, countries, organisations and agencies are left out, and where
// two people are as likely, nobody is named.

import { foldText } from '../shared/fold-text.js';
import type { EarlierAnswer } from './earlier-turn.js';
import { isEmptyWord, namesOf, wordsOf, type Name } from './question-parts.js';
import { COUNTRIES, PLACE_PREPOSITIONS } from './question-words.js';

/** Words within a name that is no person's. */
const THINGS =
  /\b(?:union|organi[sz]ation|agency|news|journal|times|post|report|party|council|forces?|war|bridge|states?|sea|river|north|south|east|west|northern|southern|central|asia|africa|europe|region|ministry|secretariat|treaty|pact|alliance|community|centre|center|university|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b/i;

/** Nouns that introduce the name of something that publishes or trades. */
const INTRODUCES = /^(?:agency|agencies|channel|portal|newspaper|outlet|company|station|site)$/;

const DEMONYM = /(?:ish|ese|an|i|yz|k|ch)s?$/;

/** Letters that a people's name shares with its country's. */
const SHARED = 4;

/** Whom a pronoun for one person means. */
export function personMeant(earlier: string, answer: EarlierAnswer | null): string | null {
  const asked = personsIn(earlier);
  if (asked.length === 1 && !asksForSomebody(earlier)) return asked[0]?.text ?? null;
  if (asked.length > 1 && !asksForSomebody(earlier)) return null;
  if (answer === null) return null;
  const known = new Set(wordsOf(earlier).map((word) => word.folded));
  // "Ambassador Ahmet Dogan" is new where only an ambassador was asked for.
  const isNew = (name: Name): boolean => !known.has(wordsOf(name.text).at(-1)?.folded ?? '');
  const named = personsInSentence(answer.sentence, answer).filter(isNew);
  const nearest = nearestTo(known, answer.sentence, named);
  if (nearest !== undefined) return inFull(nearest.text, answer);
  const before = personsInSentence(answer.before, answer).filter(isNew);
  return before.findLast((name) => name.kind === 'person')?.text ?? null;
}

/** Characters by which a comma, or a name that may be no full one, sets a name apart. */
const APART = 30;

/** The name that stands nearest to the question's own words: it is of whom they speak. */
function nearestTo(
  known: ReadonlySet<string>,
  sentence: string,
  names: readonly Name[],
): Name | undefined {
  const places = wordsOf(sentence).filter((word) => !isEmptyWord(word) && known.has(word.folded));
  const distance = (name: Name): number => {
    const at = sentence.indexOf(name.text);
    const gaps = places.map(({ start, end }) => {
      const [from, to] = start < at ? [end, at] : [at + name.text.length, start];
      const commas = sentence.slice(from, to).split(',').length - 1;
      // Whoever does something is named before it is said what.
      return Math.max(0, to - from) + (commas + (start < at ? 1 : 0)) * APART;
    });
    return Math.min(...gaps, sentence.length) + (name.kind === 'person' ? 0 : APART);
  };
  return [...names].sort((a, b) => distance(a) - distance(b))[0];
}

/** "Who …", "Which envoy …": the answer is somebody, not whoever the question names beside. */
function asksForSomebody(question: string): boolean {
  return /^(?:who|which|what)\b(?! (?:do|does|did|can|could|will|would|should|has|have|had)\b)/i.test(
    question.trim(),
  );
}

/** "Kurmanov" as "Ainur Kurmanov", where the title or the passage has it so. */
function inFull(name: string, { title, before, sentence }: EarlierAnswer): string {
  const full = [title, before, sentence]
    .flatMap((text) => personsIn(text))
    .find(({ text, kind }) => kind === 'person' && text.endsWith(` ${name}`));
  return full?.text ?? name;
}

/** The names in a sentence of a text, its first word included where the text has it as a name elsewhere. */
function personsInSentence(sentence: string, answer: EarlierAnswer): Name[] {
  const elsewhere = new Set(
    [answer.title, answer.before, answer.sentence]
      .flatMap((text) => namesOf(text))
      .flatMap((name) => wordsOf(name.text).map((word) => word.folded)),
  );
  const lead = 'and ';
  return personsIn(`${lead}${sentence}`).filter((name) => {
    const isOpening = name.start === lead.length && name.kind !== 'person';
    return !isOpening || elsewhere.has(foldText(name.text));
  });
}

function personsIn(text: string): Name[] {
  return namesOf(text).filter((name) => isPerson(text, name));
}

function isPerson(text: string, name: Name): boolean {
  const before = wordsOf(text.slice(0, name.start)).at(-1)?.folded ?? '';
  if (name.kind === 'country' || THINGS.test(name.text)) return false;
  if (PLACE_PREPOSITIONS.has(before) || INTRODUCES.test(before)) return false;
  return !/^\p{Lu}{2,}$/u.test(name.text) && !isPeople(name.text);
}

/** True for "Turkish", "Afghan", "Persian-speaking Tajiks": the name of a people. */
function isPeople(name: string): boolean {
  const folded = foldText(name).replace(/^.* /, '');
  if (!DEMONYM.test(folded)) return false;
  const start = folded.slice(0, SHARED);
  return [...COUNTRIES].some((country) => country.length > SHARED && country.startsWith(start));
}
