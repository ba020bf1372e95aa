// In: the words of a follow-up and of the question before it. Out: one complete question: a name or a date in
// the place of the earlier one where there is such a place, otherwise the earlier topic behind a dash, so that
// a reader sees what was added. Pure; nothing here decides whether a question is a follow-up.

import type { Span } from '../passages/passage.js';
import { foldText } from '../shared/fold-text.js';
import {
  isEmptyWord,
  namesOf,
  opensQuestion,
  splitQuestion,
  whenOf,
  wordsOf,
  writeQuestion,
  type Name,
  type Word,
} from './question-parts.js';
import {
  AUXILIARIES,
  GENERIC_WORDS,
  LINKS,
  PLACE_PREPOSITIONS,
  QUESTION_WORDS,
  TOPIC_PREPOSITIONS,
} from './question-words.js';

const DASH = ' — ';

/** Puts another time in the place of the earlier question's, or behind it. */
export function withTime(earlier: string, when: string): string {
  const place = whenOf(earlier);
  if (place === null) return `${earlier} ${when}`;
  const before = earlier.slice(0, place.start);
  const old = earlier.slice(place.start, place.end);
  // "the 2015 summit" takes another year, but no preposition.
  const isInside = /^\d{4}$/.test(old) && place.end < earlier.length;
  const year = /(?:1[89]|20)\d{2}$/.exec(when)?.[0];
  if (!isInside) return before + behindPreposition(when, old) + earlier.slice(place.end);
  return year === undefined ? `${earlier} ${when}` : before + year + earlier.slice(place.end);
}

/** "What about February 2019?" takes over the "in" of "in October 2015". */
function behindPreposition(when: string, old: string): string {
  const opening = /^(?:in|on|by|from|since|until) /i.exec(old)?.[0] ?? '';
  return /^\d|^\p{Lu}/u.test(when) ? opening + when : when;
}

/** Puts a name or a thing in the place of the earlier one of its kind, or behind a dash. */
export function withSubject(earlier: string, phrase: string): string {
  const said = namesOf(earlier);
  const [one, other] = said;
  if (said.some((name) => foldText(name.text) === foldText(phrase))) {
    // The one who was spoken of is now asked about.
    return said.length === 2 && one && other ? swapped(earlier, one, other) : earlier;
  }
  const slot = slotFor(earlier, phrase);
  if (slot === null) return `${earlier}${DASH}${phrase}`;
  return earlier.slice(0, slot.start) + phrase + earlier.slice(slot.end);
}

function swapped(text: string, one: Name, other: Name): string {
  const between = text.slice(one.end, other.start);
  return text.slice(0, one.start) + other.text + between + one.text + text.slice(other.end);
}

/** Puts "with Iran" in the place of the earlier "with Turkey", or at the end. */
export function withPhrase(earlier: string, preposition: string, phrase: string): string {
  const words = wordsOf(earlier);
  const at = words.findIndex((word) => word.folded === preposition);
  const next = words[at + 1];
  const place = at < 0 || next === undefined ? null : phraseFrom(earlier, next.start);
  if (place === null) return `${earlier} ${preposition} ${phrase}`;
  return earlier.slice(0, place.start) + phrase + earlier.slice(place.end);
}

/** Asks "why" or "when" of what was asked before. */
export function withQuestionWord(earlier: string, asked: string): string {
  const [first, second] = wordsOf(earlier);
  if (first !== undefined && !earlier.includes(DASH.trim())) {
    const isAdjunct = ['why', 'when', 'where', 'how'].includes(first.folded);
    const isInverted = isAdjunct && second !== undefined && AUXILIARIES.has(second.folded);
    if (AUXILIARIES.has(first.folded)) return `${asked} ${lowerFirst(earlier)}`;
    if (isInverted) return `${asked}${earlier.slice(first.end)}`;
    if (first.folded === 'who' && !AUXILIARIES.has(second?.folded ?? '')) {
      return `${asked}${DASH}${lowerFirst(earlier)}`;
    }
  }
  return joined(asked, topicOf(earlier, []));
}

/** Lets a question without a topic of its own go on about the earlier one's. */
export function withTopic(question: string, earlier: string): string {
  const own = namesOf(question).map((name) => foldText(name.text));
  const timeless = whenOf(question) === null ? earlier : withoutTime(earlier);
  const topic = topicOf(timeless, own);
  const link = LINKS.get(wordsOf(question).at(-1)?.folded ?? '');
  const isPlainTopic = topic !== '' && !topic.includes(',') && hasTail(earlier);
  if (link === undefined || !isPlainTopic) return joined(question, topic);
  return `${question} ${link} ${topic}`;
}

/**
 * Says whom a pronoun means: "he" or "she" the person given, "they" the only name of the earlier question. The
 * topic follows, unless the question only asks who that is.
 */
export function withReferent(question: string, earlier: string, person: string | null): string {
  const names = namesOf(earlier);
  const pronoun = wordsOf(question).find(({ folded }) => PRONOUN.test(folded));
  const isMany = pronoun?.folded === 'they';
  const one = names.length === 1 ? (names[0]?.text ?? null) : null;
  const meant = isMany ? (namesOf(question).length === 0 ? one : null) : person;
  if (pronoun === undefined || meant === null) return withTopic(question, earlier);
  const isOwner = /^(?:his|her)$/.test(pronoun.folded) && pronoun.end < question.length;
  const said = `${question.slice(0, pronoun.start)}${meant}${isOwner ? "'s" : ''}${question.slice(pronoun.end)}`;
  return !isMany && WHO_IS.test(question) ? said : withTopic(said, earlier);
}

const PRONOUN = /^(?:he|she|him|his|her|they)$/;

const WHO_IS = /^who (?:is|was) (?:he|she)$/i;

/**
 * What a question is about: what stands behind "about", with the names before it unless they are said anyway;
 * otherwise the question without what opens it.
 */
export function topicOf(earlier: string, said: readonly string[]): string {
  const dash = earlier.lastIndexOf(DASH);
  const isSaid = (name: Name): boolean => said.includes(foldText(name.text));
  if (dash >= 0) return without(earlier.slice(dash + DASH.length), isSaid);
  const tail = tailOf(earlier);
  if (tail === null) return without(withoutOpening(earlier), isSaid);
  const names = namesOf(earlier.slice(0, tail.start)).map((name) => name.text);
  const shown = said.length === 0 ? names : [];
  return [...shown, earlier.slice(tail.start, tail.end)].join(', ');
}

/** What was typed of a question whose topic stands behind a dash; null of any other. */
export function withoutTopic(question: string): string | null {
  const { body, operators } = splitQuestion(question);
  const dash = body.lastIndexOf(DASH);
  return dash < 0 ? null : writeQuestion(body.slice(0, dash), operators);
}

function withoutTime(text: string): string {
  const when = whenOf(text);
  return when === null ? text : (text.slice(0, when.start) + text.slice(when.end)).trim();
}

function joined(question: string, topic: string): string {
  return topic === '' ? question : `${question}${DASH}${topic}`;
}

function without(text: string, isSaid: (name: Name) => boolean): string {
  let rest = text;
  for (const name of namesOf(text).filter(isSaid).reverse()) {
    rest = rest.slice(0, name.start) + rest.slice(name.end);
  }
  const trimmed = rest
    .replace(/\s+/g, ' ')
    .replace(/^(?:[\s,]|(?:and|or)\s)+|(?:[\s,]|\s(?:and|or))+$/g, '');
  return wordsOf(trimmed).every(isEmptyWord) ? '' : trimmed;
}

function withoutOpening(text: string): string {
  const words = wordsOf(text);
  const first = words.findIndex((word) => !opensQuestion(word));
  const opening = words[0];
  if (first <= 0 || opening === undefined) return text;
  const isSubject = first === 1 && QUESTION_WORDS.has(opening.folded);
  return isSubject ? lowerFirst(text) : text.slice(words[first]?.start ?? 0);
}

/** The stretch behind "about": what the question asks about, up to its end. */
function tailOf(text: string): Span | null {
  const words = wordsOf(text);
  const at = words.findIndex(
    ({ folded }, i) =>
      i > 0 && i < words.length - 1 && TOPIC_PREPOSITIONS.has(folded) && opensTopic(words, i),
  );
  const next = words[at + 1];
  if (at < 0 || next === undefined) return null;
  const isDate = whenOf(text.slice(words[at]?.start ?? 0))?.start === 0;
  return isDate ? null : { start: next.start, end: text.length };
}

/** "The fighting on the border" is one thing: only behind a word without a topic does "on" open one. */
function opensTopic(words: readonly Word[], at: number): boolean {
  const [word, before] = [words[at], words[at - 1]];
  if (word === undefined || before === undefined) return false;
  return !/^(?:on|over)$/.test(word.folded) || isEmptyWord(before);
}

function hasTail(text: string): boolean {
  return !text.includes(DASH.trim()) && tailOf(text) !== null;
}

/** Where a phrase belongs: the place of a name of its kind, of the subject, or of the thing asked about. */
function slotFor(earlier: string, phrase: string): Span | null {
  const [name] = namesOf(phrase);
  const isThing = /^(?:the|a|an|its|his|her|their)\s/i.test(phrase) && name === undefined;
  const subject = subjectOf(earlier);
  if (isThing) {
    const isSubjectThing =
      subject !== null && /^(?:the|a|an)\s/i.test(earlier.slice(subject.start));
    if (isSubjectThing) return subject;
    const tail = tailOf(earlier);
    const when = tail === null ? null : whenOf(earlier.slice(tail.start));
    if (tail === null) return null;
    return when === null || when.start === 0
      ? tail
      : {
          start: tail.start,
          end: tail.start + earlier.slice(tail.start, tail.start + when.start).trimEnd().length,
        };
  }
  const kind = name?.kind ?? 'unknown';
  const fits = namesOf(earlier).filter(
    (other) => isCompatible(earlier, other, kind) && !isOneOfTwo(earlier, other),
  );
  const slot = fits.find((other) => other.kind === kind) ?? fits[0] ?? null;
  // The whole subject leaves where the name stands in it: "Russian officials" makes way for "Turkey".
  return subject !== null && (slot === null || touches(subject, slot)) ? subject : slot;
}

/** "Between Kiev and Astana": one name alone takes neither place. */
function isOneOfTwo(text: string, name: Name): boolean {
  return /\bbetween (?:[\p{L}\p{N} .'’-]+ and )?$/iu.test(text.slice(0, name.start));
}

function isCompatible(text: string, name: Name, kind: Name['kind']): boolean {
  const before = wordsOf(text.slice(0, name.start)).at(-1)?.folded ?? '';
  const isPlace = PLACE_PREPOSITIONS.has(before);
  if (isPlace) return kind !== 'person' && name.kind !== 'person';
  return (
    kind === name.kind || kind === 'unknown' || name.kind === 'unknown' || opensBefore(text, name)
  );
}

/** True for a subject: whatever kind of actor stands there, another one may. */
function opensBefore(text: string, name: Name): boolean {
  return AUXILIARIES.has(wordsOf(text.slice(0, name.start)).at(-1)?.folded ?? '');
}

/** The words between an auxiliary and a verb that all subjects share: "did Russian officials say". */
function subjectOf(text: string): Span | null {
  const words = wordsOf(text);
  const at = words.findIndex(({ folded }) => AUXILIARIES.has(folded));
  const verb = words.findIndex(
    ({ folded }, i) => i > at && (GENERIC_WORDS.has(folded) || folded === 'do'),
  );
  const first = words[at + 1];
  const last = words[verb - 1];
  if (at < 0 || at > 2 || first === undefined || last === undefined) return null;
  const length = verb - at - 1;
  return length >= 1 && length <= 4 ? { start: first.start, end: last.end } : null;
}

function touches(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** A name, or a thing with its article, that begins here; null where neither does. */
function phraseFrom(text: string, start: number): Span | null {
  const name = namesOf(text).find((found) => found.start === start);
  if (name !== undefined) return name;
  const thing = /^(?:the|a|an) [\p{L}\p{N}'’-]+(?: [\p{L}\p{N}'’-]+)?$/u.exec(text.slice(start));
  return thing === null ? null : { start, end: start + thing[0].length };
}

function lowerFirst(text: string): string {
  const [first] = wordsOf(text);
  const isOpening = first !== undefined && opensQuestion(first);
  return isOpening ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
