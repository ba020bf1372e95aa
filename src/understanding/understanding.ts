// The word of this stage: an Understanding, what a question asks for once its words are read as they were
// meant. Plain data: what is embedded and searched, what is looked for beside it, and what is to be told.

import type { OtherForm } from '../retrieval/lexical-leg.js';
import type { Question } from '../retrieval/question.js';
import type { AskedTime } from './time-bonus.js';

/**
 * One thing that was read otherwise than typed. `slip`: a typing slip, mended. `variant`: another spelling or
 * script of the same name. `abbreviation`: looked for in its other form as well.
 */
export interface UnderstoodWord {
  readonly kind: 'slip' | 'variant' | 'abbreviation';
  /** As it was typed. */
  readonly from: string;
  /** As the corpus writes it. */
  readonly to: string;
}

export interface Understanding {
  /** The question with its words mended; `asked` stays as it was typed. */
  readonly question: Question;
  /** Identifiers and numbers as a text may write them, folded. */
  readonly exact: readonly string[];
  /** Other forms of what the question names. */
  readonly otherForms: readonly OtherForm[];
  readonly time: AskedTime;
  readonly notes: readonly UnderstoodWord[];
}
