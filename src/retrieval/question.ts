// In: what a person typed. Out: a Question: the words to search with and the filters found in the text.
// Slash options, terminal flags and typed operators end up in the same Filter.

import { ReadableError } from '../shared/errors.js';
import type { Filter } from '../store/knowledge-store.js';
import { isPartialDate } from '../store/partial-dates.js';
import { allWords, contentTerms } from './terms.js';

export interface Question {
  /** As it was typed, white space folded. */
  readonly asked: string;
  /** Without operators: what is embedded. */
  readonly text: string;
  /** Words for the lexical leg: no stop words, each once. */
  readonly terms: readonly string[];
  readonly filter: Filter;
  /** A collection named in the text, or null. */
  readonly collection: string | null;
}

/** Longer questions are refused: the model reads 512 tokens, and nobody asks in more words. */
export const MAX_QUESTION_CHARACTERS = 2_000;

const OPERATOR =
  /(?<=^|\s)(after|before|outlet|collection):(?:"([^"]*)"|“([^”]*)”|(\S+))|"([^"]+)"|“([^”]+)”|(?<=^|\s)-(?=[\p{L}\p{N}])([\p{L}\p{N}][\p{L}\p{N}'’.-]*)/giu;

export const COLLECTION_NAME = /^[a-z0-9][a-z0-9_-]{0,63}$/;

/**
 * Parses a question and joins the filters in its text with those given beside it; given ones win.
 *
 * @throws ReadableError `bad_question` where it is too long or a filter makes no sense
 */
export function parseQuestion(typed: string, given: Filter = {}): Question {
  const asked = foldSpaces(typed);
  if (asked.length > MAX_QUESTION_CHARACTERS) {
    throw badQuestion(
      `The question has ${asked.length} characters; at most ${MAX_QUESTION_CHARACTERS} are read.`,
    );
  }
  const found = readOperators(asked);
  const filter = checkFilter({
    ...found.filter,
    ...definedOnly(given),
    phrases: [...found.filter.phrases, ...(given.phrases ?? [])],
    without: [...found.filter.without, ...(given.without ?? [])],
  });
  return {
    asked,
    text: found.text,
    terms: contentTerms(found.text),
    filter,
    collection: found.collection,
  };
}

/**
 * Takes a text that was not typed for us as it stands: nothing in it is an operator, and one that is too
 * long is cut between two words.
 *
 * @throws ReadableError `bad_question` where a given filter makes no sense
 */
export function plainQuestion(text: string, given: Filter = {}): Question {
  const asked = cutAtWord(foldSpaces(text), MAX_QUESTION_CHARACTERS);
  const filter = checkFilter({ phrases: [], without: [], ...definedOnly(given) });
  return { asked, text: asked, terms: contentTerms(asked), filter, collection: null };
}

function foldSpaces(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** The beginning of a text, up to a space where there is one; a surrogate pair is never parted. */
function cutAtWord(text: string, most: number): string {
  if (text.length <= most) return text;
  const space = text.lastIndexOf(' ', most);
  return space > 0 ? text.slice(0, space) : text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '');
}

interface FoundOperators {
  readonly text: string;
  readonly filter: {
    after?: string;
    before?: string;
    outlet?: string;
    phrases: string[];
    without: string[];
  };
  readonly collection: string | null;
}

function readOperators(asked: string): FoundOperators {
  const filter: FoundOperators['filter'] = { phrases: [], without: [] };
  let collection: string | null = null;
  const text = asked.replace(OPERATOR, (whole: string, ...groups: (string | undefined)[]) => {
    const [key, straight, curly, bare, phrase, curlyPhrase, without] = groups;
    if (key !== undefined) {
      const value = straight ?? curly ?? bare ?? '';
      const name = key.toLowerCase();
      if (name === 'collection') collection = value.toLowerCase();
      else filter[name as 'after' | 'before' | 'outlet'] = value;
      return ' ';
    }
    if (without !== undefined) {
      filter.without.push(without);
      return ' ';
    }
    const words = phrase ?? curlyPhrase ?? '';
    if (!/[\p{L}\p{N}]/u.test(words)) return whole;
    filter.phrases.push(words.trim());
    // The words of a phrase still say what the question is about.
    return words;
  });
  return { text: text.replace(/\s+/g, ' ').trim(), filter, collection };
}

function checkFilter(filter: Filter): Filter {
  for (const key of ['after', 'before'] as const) {
    const value = filter[key];
    if (value !== undefined && !isPartialDate(value)) {
      throw badQuestion(
        `${key}:${value.slice(0, 40)} is not a date; write 2021, 2021-07 or 2021-07-08.`,
      );
    }
  }
  return filter;
}

/** Undefined fields of a given filter must not hide those found in the text. */
function definedOnly(filter: Filter): Filter {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}

function badQuestion(text: string): ReadableError {
  return new ReadableError({ code: 'bad_question', text });
}

const ASKS =
  /\?|^(?:and |but |so )?(?:who|whom|whose|what|which|when|where|why|how|is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might|must|in what|in which|at what|at which|on what|on which|for what|by whom|to whom)\b/iu;

/** Words from which on a text without a question's form is a statement and no list of search words. */
const STATEMENT_WORDS = 5;

/** True for a whole sentence that asks nothing, such as a claim. */
export function isStatement(text: string): boolean {
  return !ASKS.test(text) && allWords(text).length >= STATEMENT_WORDS;
}
