// In: every passage found for a question, in rank order. Out: their citations, in the same order; what leads
// a group of copies names the others, which a face that lists everything then leaves out.

import { RETRIEVAL, type Retrieval } from '../retrieval/retrieve.js';
import type { Citation } from './answer.js';
import { marksOf, mergeFound, type ChoiceOptions } from './choose-shown.js';
import { toCitation } from './compose-answer.js';
import { stemTerms } from './highlight.js';

/** Cites what was found; copies are looked for among those that were read closely. */
export function citeFound(
  retrieval: Retrieval,
  options: ChoiceOptions & { readonly wanted: number },
): Citation[] {
  const terms = stemTerms(retrieval.terms, options.question.text);
  const merged = mergeFound(retrieval.ranked.slice(0, RETRIEVAL.reranked), options);
  const marks = new Map(merged.map((item) => [item.lead.passage.label, marksOf(item)]));
  return retrieval.ranked.slice(0, options.wanted).map((scored, i) => ({
    ...toCitation(scored, terms, i + 1),
    ...marks.get(scored.passage.label),
  }));
}
