// In: a question's terms and the candidates of both legs. Out: the candidates, such that passages which hold the
// question's rarest word are among those that are read again: a name or a number is never lost to passages
// that are merely near.

import type { LexicalCandidate } from '../store/knowledge-store.js';
import type { Candidate } from './candidate.js';
import type { LexicalRequest } from './lexical-leg.js';
import type { Corpus } from './retrieve.js';

/**
 * A term that stands in at most so many passages is rare: all of them are read again, whatever their first
 * score. Those of a more frequent term come by their scores; to look for them cost a tenth of a search.
 */
export const RARE_FREQUENCY = 3;

/** A term and in how many passages it stands. */
interface CountedTerm {
  readonly term: string;
  readonly frequency: number;
}

/** The passages that hold the question's rarest term or identifier; none where all are common. */
export async function rareHits(
  { reader, generation }: Pick<Corpus, 'reader' | 'generation'>,
  { question, exact = [] }: LexicalRequest,
  terms: readonly CountedTerm[],
): Promise<LexicalCandidate[]> {
  const counts = exact.length === 0 ? [] : await reader.termFrequencies(generation, exact);
  const identifiers = exact.map((term, i) => ({ term, frequency: counts[i] ?? 0 }));
  const rarest = rarestTerm([...terms, ...identifiers]);
  if (rarest === null) return [];
  const { filter } = question;
  return reader.lexical(generation, { terms: [rarest], limit: RARE_FREQUENCY, filter });
}

/** The term that stands in the fewest passages; null where none is rare. */
export function rarestTerm(terms: readonly CountedTerm[]): string | null {
  const rare = terms.filter(({ frequency }) => frequency > 0 && frequency <= RARE_FREQUENCY);
  return [...rare].sort((a, b) => a.frequency - b.frequency)[0]?.term ?? null;
}

/** The lexical candidates with the hits that were cut off behind them. */
export function joinHits(
  lexical: readonly LexicalCandidate[],
  hits: readonly LexicalCandidate[],
): LexicalCandidate[] {
  const known = new Set(lexical.map(({ label }) => label));
  return [...lexical, ...hits.filter(({ label }) => !known.has(label))];
}

/** Puts the hits among the first `head`, in the place of the last that hold no rare word. */
export function bringForward(
  candidates: readonly Candidate[],
  hits: readonly LexicalCandidate[],
  head: number,
): Candidate[] {
  if (hits.length === 0) return [...candidates];
  const labels = new Set(hits.map(({ label }) => label));
  const kept = new Set(candidates.filter(({ label }) => labels.has(label)));
  const others = candidates.filter((candidate) => !kept.has(candidate));
  const room = Math.max(0, head - kept.size);
  const front = new Set([...others.slice(0, room), ...kept]);
  // Within the front and behind it the order stays as it was.
  return [
    ...candidates.filter((candidate) => front.has(candidate)),
    ...candidates.filter((candidate) => !front.has(candidate)),
  ];
}
