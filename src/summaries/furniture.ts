// In: a sentence. Out: whether a summary should never show it: captions, credits, bylines, invitations to
// share, lists, questions to the reader, fragments. Rather too strict: there are always other sentences.

/** Words of the shortest and of the longest sentence that is chosen. */
const WORDS = { least: 6, most: 70 } as const;

/** Characters of the longest one: three lines of a card. */
const MOST_CHARACTERS = 480;

/** Share of letters and spaces below which a line is a table, a formula or code. */
const LEAST_LETTERS = 0.75;

const RULES: readonly RegExp[] = [
  // Captions and credits.
  /^(?:photo|picture|image|file photo|video|caption|graphic|map|watch|pictured|source|credit)s?\b[^.]{0,40}:/i,
  /\((?:photo|picture|image|pictured|file photo|ap photo|credit|source)\b|\bgetty images\b|\bap photo\b|\bshutterstock\b|^pictured\b|\((?:left|right|above|below|centre|center|pictured)\)/i,
  // Bylines and what stands at the end of a report.
  /^by\s+(?:\p{Lu}[\p{L}.'’-]+\s*){1,4}$/u,
  /\bcontributed (?:to this|reporting)\b|\b(?:reporting|editing|translation|translated|edited) by\b/i,
  /^(?:published|updated|last (?:updated|modified)|posted|first published|created)\b/i,
  // What a page says to its reader.
  /\b(?:click here|read more|see also|sign up|subscribe|follow us|like us|share this|join us|newsletter|cookies?|all rights reserved|terms of use|privacy policy|scroll down|leave a comment|support us)\b|©/i,
  /^(?:read|see|watch|listen|related|more|also)\s*(?:more|also|now)?\s*:/i,
  /https?:\/\/|\bwww\.|\S+@\S+\.\S+|(?:^|\s)[@#]\w+/i,
  // Lists, tables and what is only announced.
  /^(?:[-–—•*▪◦·|]|\(?\p{L}\)|\(?\d{1,2}[.)]|#+)\s/u,
  /\||\t|:$/,
  // Questions.
  /\?["”’')\]]*$/,
];

const ENDS_AS_SENTENCE = /[.!…]["”’')\]]*$/;

/** True where a sentence is no prose of its document. */
export function isFurniture(sentence: string): boolean {
  const words = sentence.split(/\s+/).length;
  if (words < WORDS.least || words > WORDS.most || sentence.length > MOST_CHARACTERS) return true;
  if (!ENDS_AS_SENTENCE.test(sentence)) return true;
  const letters = sentence.match(/[\p{L}\s]/gu)?.length ?? 0;
  if (letters < LEAST_LETTERS * sentence.length) return true;
  return RULES.some((rule) => rule.test(sentence));
}
