// In: a stored passage and what is marked in it. Out: a Citation. The one place where a citation is made,
// so that one brought back later is the same in every field.

import type { StoredPassage } from '../store/knowledge-store.js';
import type { Citation } from './answer.js';

/** What a passage does not say of its citation itself. */
export type CitationMarks = Pick<Citation, 'n' | 'highlight' | 'lead' | 'score'>;

/** Cites a passage. */
export function citePassage(passage: StoredPassage, marks: CitationMarks): Citation {
  const { id, title, outlet, date, url, file, paragraphs } = passage.document;
  const { start, end } = passage.cut;
  return {
    n: marks.n,
    label: passage.label,
    document: { id, title, outlet, date, url, file },
    paragraph: { first: passage.first, last: passage.last, of: paragraphs },
    text: passage.text,
    highlight: marks.highlight,
    ...(marks.lead === undefined ? {} : { lead: marks.lead }),
    ...(start || end ? { cut: passage.cut } : {}),
    score: marks.score,
  };
}
