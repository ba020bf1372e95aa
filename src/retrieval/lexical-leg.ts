// In: a question's terms, the exact forms of its identifiers, and other forms of what it names. Out: lexical
// candidates. An exact form counts beside the words it is made of; another form counts instead of what was
// typed, so that a passage which holds both forms of one name is not found twice as good.

import type { LexicalCandidate } from '../store/knowledge-store.js';
import type { Corpus } from './retrieve.js';
import type { Question } from './question.js';

/** Another form of something that a question names, such as an abbreviation's long form. */
export interface OtherForm {
  /** The question's terms that it stands for. */
  readonly instead: readonly string[];
  /** Folded; several words are a phrase. */
  readonly term: string;
}

export interface LexicalRequest {
  readonly question: Pick<Question, 'terms' | 'filter'>;
  /** Identifiers and numbers as they may be written, such as `s-400`; several words are a phrase. */
  readonly exact?: readonly string[];
  readonly otherForms?: readonly OtherForm[];
}

/** What a passage that holds another form is worth, beside one that holds what was typed (DECISIONS.md). */
export const OTHER_FORM_WEIGHT = 0.8;

/** The candidates of the lexical leg, best first. */
export async function lexicalLeg(
  { reader, generation }: Pick<Corpus, 'reader' | 'generation'>,
  request: LexicalRequest,
  limit: number,
): Promise<LexicalCandidate[]> {
  const { question, exact = [], otherForms = [] } = request;
  const { terms, filter } = question;
  const own = await reader.lexical(generation, { terms: [...terms, ...exact], limit, filter });
  if (otherForms.length === 0) return own;
  const replaced = new Set(otherForms.flatMap(({ instead }) => instead));
  const others = [
    ...terms.filter((term) => !replaced.has(term)),
    ...exact,
    ...otherForms.map(({ term }) => term),
  ];
  const other = await reader.lexical(generation, { terms: others, limit, filter });
  return joinForms(own, other).slice(0, limit);
}

/** Each passage with the better of its two scores, the other form's brought to the scale of the own. */
export function joinForms(
  own: readonly LexicalCandidate[],
  other: readonly LexicalCandidate[],
): LexicalCandidate[] {
  const bestOwn = own[0]?.bm25 ?? 0;
  const bestOther = other[0]?.bm25 ?? 0;
  const scale = bestOwn > 0 && bestOther > 0 ? (OTHER_FORM_WEIGHT * bestOwn) / bestOther : 1;
  const scores = new Map(own.map(({ label, bm25 }) => [label, bm25]));
  for (const { label, bm25 } of other) {
    scores.set(label, Math.max(scores.get(label) ?? 0, bm25 * scale));
  }
  return [...scores]
    .map(([label, bm25]) => ({ label, bm25 }))
    .sort((a, b) => b.bm25 - a.bm25 || a.label - b.label);
}
