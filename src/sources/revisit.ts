// When a page that is kept is asked for again. News changes in its first hours and hardly ever later, so the pause
// grows with the time since the page last changed: a site is not asked a thousand times an hour for nothing.

import type { OriginalFacts } from './source.js';

/** A page that has been the same for ten hours is asked every hour, one of ten days every day. */
const SHARE_OF_AGE = 0.1;
const LONGEST_PAUSE_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * Whether to ask for a kept page now; `statedAt` is when its listing says it last changed. A page that was old
 * when it was first fetched is not asked as if it were new: its server's and its listing's word on it count.
 */
export function isDueAgain(
  facts: Pick<OriginalFacts, 'changedAt' | 'seenAt' | 'problem' | 'validators'>,
  { now, statedAt }: { readonly now: Date; readonly statedAt: Date | null },
): boolean {
  if (facts.problem !== null) return true;
  const seen = Date.parse(facts.seenAt);
  if (statedAt !== null && statedAt.getTime() > seen) return true;
  const said = [statedAt?.getTime(), Date.parse(facts.validators.lastModified ?? '')];
  const known = said.filter((moment): moment is number => moment !== undefined && moment > 0);
  const age = now.getTime() - Math.min(Date.parse(facts.changedAt), ...known);
  return now.getTime() - seen >= Math.min(age * SHARE_OF_AGE, LONGEST_PAUSE_MS);
}
