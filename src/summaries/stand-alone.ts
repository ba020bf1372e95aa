// In: a sentence. Out: whether it can be read without the one before it, which is stricter here than under an
// answer: a summary's reader has not asked anything and knows nothing of what was said.

import { pointsBack } from '../passages/points-back.js';

/** What a sentence may open with that leans on the one before it, beside pronouns and common connectives. */
const OPENINGS = [
  String.raw`him|hers|theirs|i|we|you|my|our|your|here|another|others?|neither|either|nor|indeed|rather|finally`,
  String.raw`later|earlier|afterwards?|accordingly|consequently|even (?:so|then|more|worse)|after all|by the way`,
  String.raw`be it noted|as is known|as (?:noted|mentioned|said) (?:above|before|earlier)|in fact|of course|if (?:so|not)`,
  String.raw`there(?! (?:is|are|was|were|will|has|have|had|can|could|may|might|must)\b)|only then|that is|not so`,
  String.raw`(?:one|some|many|most|several|all|none|two|three|each|both) of (?:them|these|those)`,
  String.raw`(?:since|until|after|before|apart from|because of|despite|with|on|by|at|from|to) (?:this|that|these|those|then)`,
  String.raw`in (?:his|her|their|its) (?:opinion|view|words|place|turn)|on (?:his|her|their) part`,
  String.raw`the (?:statement|decision|announcement|document|ministry|official|officials|man|woman|pair|couple|change`,
  String.raw`changes|measure|measures|incident|report|attack|visit|leader|politician|author|speaker|source|above|following)`,
  String.raw`the (?:[\p{L}-]+ ){0,2}(?:country|nation|republic|organization|organisation|agency|city|company|firm|party)`,
].join('|');

const OPENS_LEANING = new RegExp(String.raw`^["“‘'(]*(?:${OPENINGS})\b`, 'iu');

/** Words inside a sentence that answer another one, or mean something named in it. */
const LEANS: readonly RegExp[] = [
  /^(?:\S+ ){1,4}?(?:also|too|thus|therefore|however|nevertheless|likewise)\b|,? (?:thus|therefore)\b|, (?:however|too)[,.]/iu,
  // "the likely end of that road", "to settle it", "reasons to talk about this."
  /^.{0,40}\b(?:of|in|at|on|for|by|with|from|to) (?:this|that|these|those) \p{Ll}/iu,
  /^[^,.\p{Lu}]{0,60}\bto \p{L}+ (?:it|them|him|her)\b/u,
  /^The [^,.\p{Lu}]{0,60}\bto \p{L}+ (?:it|them|him|her)\b/u,
  /\b(?:about|of|for|with|to|by|on|in) (?:this|that|these|those|it|them)[.!]$/iu,
  /^\p{Ll}|^…/u,
];

/** True where a sentence can be read on its own. */
export function standsAlone(sentence: string): boolean {
  const leans =
    pointsBack(sentence) ||
    OPENS_LEANING.test(sentence) ||
    LEANS.some((leaning) => leaning.test(sentence)) ||
    isOnlyQuotation(sentence);
  return !leans && isWholeQuotation(sentence);
}

/** False where a quotation only begins or only ends in a sentence: who speaks, or what they say, is missing. */
export function isWholeQuotation(sentence: string): boolean {
  const count = (mark: RegExp): number => sentence.match(mark)?.length ?? 0;
  return count(/"/g) % 2 === 0 && count(/“/g) === count(/”/g) && count(/«/g) === count(/»/g);
}

/** True where a sentence is somebody's words and does not say whose. */
function isOnlyQuotation(sentence: string): boolean {
  return !/\p{L}/u.test(sentence.replace(/"[^"]*"|“[^”]*”|«[^»]*»/gu, ''));
}
