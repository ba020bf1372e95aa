// In: the facts of several collections. Out: those of all together.

import type { PartialDate } from '../corpus/document.js';
import type { CorpusFacts } from '../store/knowledge-store.js';
import { firstDay, lastDay } from '../store/partial-dates.js';

/** Adds up facts. */
export function joinFacts(facts: readonly CorpusFacts[]): CorpusFacts {
  return {
    documents: facts.reduce((sum, { documents }) => sum + documents, 0),
    passages: facts.reduce((sum, { passages }) => sum + passages, 0),
    first: inOrder(facts.map(({ first }) => first))[0] ?? null,
    last: inOrder(facts.map(({ last }) => last)).at(-1) ?? null,
    outlets: [...new Set(facts.flatMap(({ outlets }) => outlets))].sort(),
  };
}

function inOrder(dates: readonly (PartialDate | null)[]): PartialDate[] {
  const known = dates.flatMap((date) => date ?? []);
  return known.sort((a, b) => compare(firstDay(a), firstDay(b)) || compare(lastDay(a), lastDay(b)));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
