// In: what was read of a document. Out: nothing, or why it does not look like text that people wrote: wrongly decoded,
// letters apart, words run together, numbers or links alone, one line over and over. Such a document waits in
// quarantine. Measures know no language: what is judged is which characters there are, and how they stand together.

import { Refusal } from './refusal.js';
import { endsLikeSentence } from './text-shape.js';

/** Why a text looks broken. */
export interface Damage {
  /** Name of the measure, for scripts and reports. */
  readonly measure: string;
  /** The value that reached its bound, 0 to 1. */
  readonly value: number;
  /** What the value is a share of, as words after a percentage. */
  readonly says: string;
  /** The paragraph that shows it best. */
  readonly line: string;
}

interface Measure {
  readonly name: string;
  readonly says: string;
  /** At this share a text looks broken. Good texts stay well below it (scripts/measure-damage.ts, DECISIONS.md). */
  readonly bound: number;
  /** True where words are counted: it says nothing of scripts that put no spaces between them. */
  readonly needsSpaces: boolean;
  readonly shareOf: (text: string) => number;
}

/** Shares of fewer characters say little. */
const LEAST_CHARACTERS = 200;
/** A text is as broken as its first part; the rest costs time only. */
const SAMPLE_CHARACTERS = 50_000;
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]/gu;
const MOST_UNSPACED = 0.2;
const LETTERS = /\p{L}\p{M}*/gu;
const MOSTLY_CAPITALS = 0.6;
const MARKS_OF_WINDOWS = '\u0080-\u00BF€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ';

/** Two and three bytes of UTF-8, each read as a character of its own. */
const MOJIBAKE = new RegExp(
  `[ÂÃÐÑÅÄØÙ][${MARKS_OF_WINDOWS}]|[àáâãäåæçèé][${MARKS_OF_WINDOWS}]{2}`,
  'gu',
);

/** Every measure of a text as a whole; the first that reaches its bound names the damage. */
export const MEASURES: readonly Measure[] = [
  {
    name: 'undecodable',
    says: 'of its characters are none',
    bound: 0.005,
    needsSpaces: false,
    shareOf: (text) => share(text, /[\uFFFD\p{Co}\p{Cn}]|[\u0080-\u009F]/gu, /\S/gu),
  },
  {
    name: 'mojibake',
    says: 'of its characters are letters of another encoding',
    bound: 0.005,
    needsSpaces: false,
    shareOf: (text) => share(text, MOJIBAKE, /\S/gu),
  },
  {
    name: 'wrong_cyrillic',
    says: 'of its letters are "Р" and "С", as in UTF-8 read as windows-1251',
    bound: 0.2,
    needsSpaces: false,
    shareOf: (text) => share(text, /[РС]/gu, LETTERS),
  },
  {
    name: 'accented',
    says: 'of its letters carry accents, as in Cyrillic or Chinese read as Latin',
    bound: 0.45,
    needsSpaces: false,
    shareOf: (text) => share(text.normalize('NFC'), /[À-ÖØ-öø-ÿ]/gu, LETTERS),
  },
  {
    name: 'inverted_case',
    says: 'of its words begin small and go on in capitals, as in Cyrillic of another encoding',
    bound: 0.01,
    needsSpaces: true,
    shareOf: (text) => {
      // In good texts such words are names of things; here all else is in capitals, too.
      if (share(text, /\p{Lu}/gu, LETTERS) < MOSTLY_CAPITALS) return 0;
      return share(text, /(?<!\p{L})\p{Ll}\p{Lu}{2,}/gu, /\p{L}+/gu);
    },
  },
  {
    name: 'letters_apart',
    says: 'of its words are single letters',
    bound: 0.35,
    needsSpaces: true,
    shareOf: (text) => share(text, /(?<!\S)(?!\p{Script=Hangul})\p{L}(?!\S)/gu, /\S+/gu),
  },
  {
    name: 'run_together',
    says: 'of its characters stand in words of more than 40',
    bound: 0.45,
    needsSpaces: true,
    shareOf: longWords,
  },
  {
    name: 'no_vowels',
    says: 'of its longer words have no vowel',
    bound: 0.35,
    needsSpaces: true,
    shareOf: (text) => {
      const plain = text.normalize('NFD').replace(/\p{M}/gu, '');
      return share(plain, /(?<!\p{L})[b-df-hj-np-tv-xz]{5,}(?!\p{L})/giu, /[a-z]{5,}/giu);
    },
  },
  {
    name: 'glyph_codes',
    says: 'of its words are codes of glyphs',
    bound: 0.05,
    needsSpaces: false,
    shareOf: (text) => share(text, /\(cid:\d+\)|\/g\d{1,4}\b|\/uni[0-9A-F]{4}/g, /\S+/gu),
  },
  {
    name: 'links',
    says: 'of its characters are addresses',
    bound: 0.5,
    needsSpaces: false,
    shareOf: (text) => characters(text, /(?:https?:\/\/|www\.)\S+/gu),
  },
  {
    name: 'no_letters',
    says: 'of its characters, marks of sentences aside, are no letters',
    bound: 0.5,
    needsSpaces: false,
    shareOf: (text) => share(text, /[^\p{L}\p{M}\s\p{P}]/gu, /[^\s\p{P}]/gu),
  },
];

/** Paragraphs of which the commonest is counted. */
const LEAST_PARAGRAPHS = 8;
const MOST_REPEATED = 0.5;
/** So many words without the end of one sentence are a menu, a list of links or the ruin of a table. */
const LONG_WITHOUT_SENTENCE = 400;
const WITHOUT_FULL_STOP = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Tibetan}]/u;

/** Why the paragraphs look broken, or null. */
export function damageOf(paragraphs: readonly string[]): Damage | null {
  const whole = paragraphs.join('\n').slice(0, SAMPLE_CHARACTERS);
  if (whole.length < LEAST_CHARACTERS) return null;
  const isSpaced = share(whole, UNSPACED, LETTERS) < MOST_UNSPACED;
  for (const measure of MEASURES) {
    if (measure.needsSpaces && !isSpaced) continue;
    const value = measure.shareOf(whole);
    if (value < measure.bound) continue;
    const line = worst(paragraphs, measure);
    return { measure: measure.name, value, says: measure.says, line };
  }
  return repetition(paragraphs) ?? noSentence(paragraphs, whole);
}

/** Refuses a document that looks broken as `looks_broken`. */
export function refuseBroken(paragraphs: readonly { readonly text: string }[]): void {
  const damage = damageOf(paragraphs.map(({ text }) => text));
  if (damage === null) return;
  const percent = damage.value < 0.1 ? (damage.value * 100).toFixed(1) : (damage.value * 100).toFixed(0);
  throw new Refusal(
    'looks_broken',
    `it looks broken (${damage.measure}): ${percent} % ${damage.says}, as in "${shown(damage.line)}". Mend it, or accept it with \`accept: true\` in its sidecar.`,
  );
}

const LONGEST_SHOWN = 60;

function shown(line: string): string {
  const characters = Array.from(line.slice(0, LONGEST_SHOWN * 4));
  if (characters.length <= LONGEST_SHOWN) return line;
  return `${characters.slice(0, LONGEST_SHOWN).join('')}…`;
}

/** Of the paragraphs that are looked at, the one with the greatest share. */
function worst(paragraphs: readonly string[], { shareOf }: Measure): string {
  let line = paragraphs[0] ?? '';
  let greatest = -1;
  for (const paragraph of paragraphs.slice(0, 500)) {
    const value = shareOf(paragraph.slice(0, 2000)) * Math.min(1, paragraph.length / 40);
    if (value > greatest) [line, greatest] = [paragraph, value];
  }
  return line;
}

function repetition(paragraphs: readonly string[]): Damage | null {
  if (paragraphs.length < LEAST_PARAGRAPHS) return null;
  const counts = new Map<string, number>();
  for (const paragraph of paragraphs) counts.set(paragraph, (counts.get(paragraph) ?? 0) + 1);
  const [line, count] = [...counts].reduce((most, next) => (next[1] > most[1] ? next : most), ['', 0]);
  const value = count / paragraphs.length;
  if (value < MOST_REPEATED) return null;
  return { measure: 'repetition', value, says: 'of its paragraphs are one and the same', line };
}

function noSentence(paragraphs: readonly string[], whole: string): Damage | null {
  if (count(whole, /\s\S/gu) < LONG_WITHOUT_SENTENCE || WITHOUT_FULL_STOP.test(whole)) return null;
  if (/[\p{L}\p{M}\p{N})”"’]\p{Sentence_Terminal}/u.test(whole)) return null;
  if (paragraphs.some(endsLikeSentence)) return null;
  const line = paragraphs[0] ?? '';
  return { measure: 'no_sentence', value: 1, says: 'of it is without the end of a sentence', line };
}

/** How often one pattern is found for each time that another is. */
function share(text: string, part: RegExp, whole: RegExp): number {
  const found = count(text, part);
  return found === 0 ? 0 : found / Math.max(1, count(text, whole));
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/** Share of the characters that stand in matches. */
function characters(text: string, pattern: RegExp): number {
  let inside = 0;
  for (const [match] of text.matchAll(pattern)) inside += match.length;
  return inside / Math.max(1, count(text, /\S/gu));
}

/** Between marks of sentences: where spaces were lost, those stayed. */
const LONG_WORD = /[^\s.,;:!?()]{41,}/gu;
/** One address, formula or word of a million letters is a curiosity, no damage. */
const LEAST_LONG_WORDS = 3;

function longWords(text: string): number {
  const plain = text.replace(/(?:https?:\/\/|www\.)\S+/gu, '');
  if (count(plain, LONG_WORD) < LEAST_LONG_WORDS) return 0;
  return characters(plain, LONG_WORD);
}
