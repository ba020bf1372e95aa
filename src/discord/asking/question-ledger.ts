// Every question that arrives is opened here and ends in exactly one outcome; a second end is a defect and
// is ignored by name. What was received is therefore always the sum of the outcomes and of what is open.

import type { QuestionWay } from '../../health/metrics.js';
import type { Log } from '../../shared/log.js';

/** How a question came in. */
export type Way = QuestionWay;

export const OUTCOMES = [
  /** Passages that answer were delivered. */
  'answered',
  /** It was said that the corpus does not answer, or that nothing can be asked in this way. */
  'refused',
  'busy',
  'rate_limited',
  /** Discord did not take the answer in time, or the place for it is gone. */
  'expired',
  /** It could not be searched, or not be delivered. */
  'failed',
] as const;

export type QuestionOutcome = (typeof OUTCOMES)[number];

export interface OpenQuestion {
  readonly way: Way;
  end(outcome: QuestionOutcome): void;
}

export interface QuestionLedger {
  open(way: Way): OpenQuestion;
  counts(): QuestionCounts;
}

export type QuestionCounts = Readonly<Record<QuestionOutcome | 'received' | 'open', number>>;

export interface LedgerOptions {
  readonly log: Log;
  /** Told of every end, with the milliseconds since the question arrived. */
  readonly onEnd?: (way: Way, outcome: QuestionOutcome, milliseconds: number) => void;
}

/** Opens an empty ledger. */
export function openLedger({ log, onEnd }: LedgerOptions): QuestionLedger {
  const ended: Record<QuestionOutcome, number> = {
    answered: 0,
    refused: 0,
    busy: 0,
    rate_limited: 0,
    expired: 0,
    failed: 0,
  };
  let received = 0;
  let open = 0;
  return {
    open: (way) => {
      const arrived = performance.now();
      let outcome: QuestionOutcome | null = null;
      received += 1;
      open += 1;
      return {
        way,
        end: (next) => {
          if (outcome !== null) {
            log.error({ way, outcome, next }, 'a question ended twice');
            return;
          }
          outcome = next;
          open -= 1;
          ended[next] += 1;
          onEnd?.(way, next, performance.now() - arrived);
        },
      };
    },
    counts: () => ({ ...ended, received, open }),
  };
}
