// In: what would be shown, best first. Out: the same, with another outlet's best passage among the first three
// where several outlets answer about equally well. Only what is shown changes, never the ranking: diversity
// within the ranking costs a fifth of its quality.

import type { MergedPassage } from './merge-copies.js';

/**
 * A passage answers about as well as the best where its score is so near. Measured on our own questions and
 * on the seeds (DECISIONS.md): what lies further off never held the evidence alone, and up to here none leaves
 * the first three where another outlet is brought forward.
 */
export const ABOUT_AS_WELL = 0.1;

/** A reader sees the first three; the promoted one is the last of them, since nearer ones are nearer. */
const SEEN = 3;

/** A passage to show. */
export interface ShownPassage extends MergedPassage {
  /** True where it stands before nearer ones, because they are all of one outlet. */
  readonly isOtherOutlet: boolean;
}

/** Brings another outlet forward where the first passages are all of one. */
export function shareOutlets(merged: readonly MergedPassage[], limit: number): ShownPassage[] {
  const plain = merged.map((item) => ({ ...item, isOtherOutlet: false }));
  const shown = plain.slice(0, limit);
  const seen = Math.min(SEEN, limit);
  const [best] = merged;
  const heard = new Set(shown.slice(0, seen).flatMap(outletsOf));
  // The first place is never given away, and an outlet that is unknown may be another one already.
  if (best === undefined || seen < 2 || heard.size !== 1 || heard.has(null)) return shown;
  const least = best.lead.trace.score - ABOUT_AS_WELL;
  const other = plain.slice(seen).find((item) => {
    const { outlet } = item.lead.passage.document;
    return outlet !== null && !heard.has(outlet) && item.lead.trace.score >= least;
  });
  if (other === undefined) return shown;
  const rest = plain.filter((item) => item !== other);
  const promoted = { ...other, isOtherOutlet: true };
  return [...rest.slice(0, seen - 1), promoted, ...rest.slice(seen - 1)].slice(0, limit);
}

/** A copy elsewhere is another outlet heard. */
function outletsOf({ lead, copies }: MergedPassage): (string | null)[] {
  return [lead.passage, ...copies].map(({ document }) => document.outlet);
}
