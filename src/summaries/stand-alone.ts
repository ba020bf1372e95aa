// In: a sentence. Out: whether it can be read without the one before it, which is stricter here than under an
// answer: a summary's reader has not asked anything and knows nothing of what was said.

import { pointsBack } from '../passages/points-back.js';

/** Openings that point back in running prose, beside pronouns and the commonest connectives. */
const POINTS_BACK_IN_PROSE =
  /^["“‘'(]*(?:him|hers|theirs|i|we|you|my|our|your|here|there(?! (?:is|are|was|were|will|has|have)\b)|another|others?|neither|either|each of|(?:one|some|many|most|several|all|none|two|three|both) of (?:them|these|those|the)\b|indeed|in fact|of course|naturally|obviously not|rather|accordingly|consequently|nor|finally|later|earlier|afterwards?|since then|until then|after that|before that|even so|even then|apart from (?:this|that)|because of (?:this|that)|despite (?:this|that)|to (?:this|that) end|with (?:this|that)|if so|if not|not so|on (?:this|that)|by (?:this|that)|at (?:this|that)|from (?:this|that|here|there)|the (?:statement|decision|announcement|document|ministry|agreement|official|officials|man|woman|pair|couple|latter's|former's|change|changes|measure|measures|incident|report|attack|meeting|visit|talks|organization|organisation|republic|leader|politician|author|speaker|source|above|following))\b/i;

/** True where a sentence can be read on its own. */
export function standsAlone(sentence: string): boolean {
  return (
    !pointsBack(sentence) &&
    !POINTS_BACK_IN_PROSE.test(sentence) &&
    !/^[\p{Ll}…]/u.test(sentence) &&
    isWholeQuotation(sentence)
  );
}

/** False where a quotation only begins or only ends in a sentence: who speaks, or what they say, is missing. */
export function isWholeQuotation(sentence: string): boolean {
  const count = (mark: RegExp): number => sentence.match(mark)?.length ?? 0;
  return count(/["]/g) % 2 === 0 && count(/“/g) === count(/”/g) && count(/«/g) === count(/»/g);
}
