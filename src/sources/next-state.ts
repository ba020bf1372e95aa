// How a source fares after a refresh: when it succeeded last, since when it has been failing, when it is due again.
// A failing source is asked less and less: each pause is as long as it has been failing already.

import type { Validators } from '../fetching/fetched.js';
import type { Source, SourceProblem, SourceState } from './source.js';

export interface RefreshEnd {
  readonly now: Date;
  /** Null where the source as a whole succeeded. */
  readonly problem: SourceProblem | null;
  /** When its server may be asked again, where it says so. */
  readonly retryAt: string | null;
  /** Of the listing that was read; null keeps those of the one before. */
  readonly validators: Validators | null;
}

const MINUTE_MS = 60_000;
/** First pause of a failing source that has no schedule, or a long one. */
const LEAST_PAUSE_MS = 15 * MINUTE_MS;
const LONGEST_PAUSE_MS = 24 * 60 * MINUTE_MS;

/** The state after a refresh. */
export function nextState(
  source: Source,
  before: SourceState | null,
  end: RefreshEnd,
): SourceState {
  const moment = end.now.toISOString();
  const validators = end.validators ?? before?.validators ?? { etag: null, lastModified: null };
  const failingSince = end.problem === null ? null : (before?.failingSince ?? moment);
  return {
    sourceId: source.id,
    checkedAt: moment,
    succeededAt: end.problem === null ? moment : (before?.succeededAt ?? null),
    failingSince,
    problem: end.problem,
    dueAt: dueAt(source, { ...end, failingSince }),
    validators,
  };
}

function dueAt(
  { everyMinutes }: Source,
  end: RefreshEnd & { readonly failingSince: string | null },
): string | null {
  const now = end.now.getTime();
  const every = everyMinutes === null ? null : everyMinutes * MINUTE_MS;
  if (end.failingSince === null) return every === null ? null : moment(now + every);
  const failedFor = now - Date.parse(end.failingSince);
  const backOff = Math.min(Math.max(failedFor, LEAST_PAUSE_MS), LONGEST_PAUSE_MS);
  const pause = every === null ? backOff : Math.max(backOff, Math.min(every, LONGEST_PAUSE_MS));
  const retry = end.retryAt === null ? 0 : Date.parse(end.retryAt);
  return moment(Math.max(now + pause, retry));
}

function moment(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
