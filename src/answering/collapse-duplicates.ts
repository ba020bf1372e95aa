// In: passages, best first. Out: the same without near-duplicates, each group led by its best. A wire copy
// in five outlets is one piece of evidence, not five.

import { words } from '../retrieval/terms.js';
import type { ScoredPassage } from '../retrieval/scored-passage.js';

/**
 * Two passages whose words overlap by this Jaccard share say the same. Not measured yet: no set at hand holds
 * wire copies, so it is set high enough that two reports of one event stay apart.
 */
const SAME = 0.7;

/** Keeps the first `limit` distinct passages. */
export function collapseDuplicates(
  ranked: readonly ScoredPassage[],
  limit: number,
): ScoredPassage[] {
  const kept: { readonly item: ScoredPassage; readonly words: Set<string> }[] = [];
  for (const item of ranked) {
    if (kept.length === limit) break;
    const own = new Set(words(item.passage.text));
    if (!kept.some((other) => jaccard(own, other.words) >= SAME)) kept.push({ item, words: own });
  }
  return kept.map((entry) => entry.item);
}

function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  if (small.size < SAME * large.size) return 0;
  let shared = 0;
  for (const word of small) if (large.has(word)) shared += 1;
  return shared / (a.size + b.size - shared);
}
