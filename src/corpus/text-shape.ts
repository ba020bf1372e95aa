// What can be told of a line from its form alone: is it prose, a list of names, which script is it in.
// Pure measures, shared by cleaning and by metadata; none of them knows any site or topic.

/** Ends as a sentence does, closing quotes and brackets allowed. */
const SENTENCE_END = /[.!?…。！？]["'”’»)\]]*$/;
const SENTENCE_INSIDE = /[\p{Ll}\p{N}”"’)][.!?…]["'”’»)\]]*(?:\s|$)|[。！？]/u;
const NAME_WORD = String.raw`\p{Lu}[\p{L}'’.-]*`;
const PERSON = new RegExp(
  String.raw`^${NAME_WORD}(?: (?:de|da|di|van|von|der|den|bin|al|el|la|le|du))*(?: ${NAME_WORD}){1,3}$`,
  'u',
);
const SCRIPTS = (
  'Latin Cyrillic Greek Arabic Hebrew Han Hiragana Katakana Hangul Thai Georgian Armenian Devanagari'
).split(' ');
const SCRIPT_PATTERNS = SCRIPTS.map(
  (script) => [script, new RegExp(String.raw`\p{Script=${script}}`, 'gu')] as const,
);
const MAIN_SCRIPT_SHARE = 0.8;
const SCRIPT_SAMPLE = 20_000;

/** Number of words, counted at white space. */
export function countWords(text: string): number {
  return text === '' ? 0 : text.split(' ').length;
}

/** Whether the line ends as a sentence does. */
export function endsLikeSentence(text: string): boolean {
  return SENTENCE_END.test(text);
}

/** A paragraph's worth of running text: what an article is made of and page furniture is not. */
export function isProse(text: string): boolean {
  const sample = text.slice(0, 2000);
  if (!SENTENCE_INSIDE.test(sample)) return false;
  if (sample.length >= 90 && countWords(sample) >= 15) return true;
  return (sample.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu)?.length ?? 0) >= 40;
}

/** A sentence or more, however short. */
export function isSentence(text: string): boolean {
  return isProse(text) || (endsLikeSentence(text) && countWords(text) >= 5);
}

/** Two to four capitalised words, as a person's name is written. */
export function isPersonName(text: string): boolean {
  return text.length <= 50 && PERSON.test(text);
}

/** Letters and digits only, lower case: what stays of a line when its typography is ignored. */
export function bareForm(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

/** The script that at least four fifths of the letters belong to, or null. */
export function scriptOf(text: string): string | null {
  const sample = text.slice(0, SCRIPT_SAMPLE);
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  if (letters === 0) return null;
  for (const [script, pattern] of SCRIPT_PATTERNS) {
    const count = sample.match(pattern)?.length ?? 0;
    if (count >= letters * MAIN_SCRIPT_SHARE) return script;
  }
  return null;
}
