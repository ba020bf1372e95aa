// In: a stored passage and what is marked in it. Out: a Citation. The one place where a citation is made,
// so that one brought back later is the same in every field.

import type { StoredPassage } from '../store/knowledge-store.js';
import type { Citation, Copy, Leaving } from './answer.js';

/** What a passage does not say of its citation itself. */
export type CitationMarks = Pick<
  Citation,
  'n' | 'highlight' | 'lead' | 'score' | 'isOtherOutlet'
> & {
  /** Absent where it still stands in its collection. */
  readonly left?: Leaving | undefined;
  /** Absent and empty mean the same. */
  readonly alsoIn?: readonly Copy[] | undefined;
};

/** Cites a passage. */
export function citePassage(passage: StoredPassage, marks: CitationMarks): Citation {
  const { start, end } = passage.cut;
  return {
    n: marks.n,
    ...copyOf(passage),
    text: passage.text,
    highlight: marks.highlight,
    ...(marks.lead === undefined ? {} : { lead: marks.lead }),
    ...(start || end ? { cut: passage.cut } : {}),
    score: marks.score,
    ...(marks.alsoIn === undefined || marks.alsoIn.length === 0 ? {} : { alsoIn: marks.alsoIn }),
    ...(marks.isOtherOutlet === undefined ? {} : { isOtherOutlet: marks.isOtherOutlet }),
    ...(marks.left === undefined ? {} : { left: marks.left }),
  };
}

/** Where a passage stands, without its text. */
export function copyOf(passage: StoredPassage): Copy {
  const { id, title, outlet, date, url, file, paragraphs } = passage.document;
  return {
    label: passage.label,
    document: { id, title, outlet, date, url, file },
    paragraph: { first: passage.first, last: passage.last, of: paragraphs },
  };
}
