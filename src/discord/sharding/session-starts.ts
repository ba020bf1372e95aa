// In: what Discord says of the sessions that may still be begun today. Out: a figure, and a word in time: past the
// last one Discord resets the token, and every process of the bot is deaf.

import type { Log } from '../../shared/log.js';

/** As GET /gateway/bot tells it. */
export interface SessionStarts {
  readonly total: number;
  readonly remaining: number;
  /** Milliseconds until it is `total` again. */
  readonly reset_after: number;
}

export interface SessionStartsOptions {
  readonly log: Log;
  readonly onRemaining: (remaining: number) => void;
}

/** A fifth: as many as a large bot begins in one exchange of all machines. */
const WARN_SHARE = 0.2;
/** A twentieth: machines must not be restarted any more. */
const ALARM_SHARE = 0.05;

/** Opens what watches; each of the two marks is told once until there are more again. */
export function openSessionStarts({ log, onRemaining }: SessionStartsOptions): {
  readonly note: (starts: SessionStarts) => void;
} {
  let told: 'nothing' | 'warning' | 'alarm' = 'nothing';
  return {
    note: ({ total, remaining, reset_after: resetAfter }) => {
      onRemaining(remaining);
      const state = stateOf(remaining, total);
      const hours = Math.round(resetAfter / 360_000) / 10;
      const about = { remaining, total, hours };
      if (state === 'alarm' && told !== 'alarm') {
        log.error(about, 'hardly any new gateway sessions are left today; restart nothing');
      } else if (state === 'warning' && told === 'nothing') {
        log.warn(about, 'few new gateway sessions are left today');
      }
      told = state;
    },
  };
}

function stateOf(remaining: number, total: number): 'nothing' | 'warning' | 'alarm' {
  if (remaining <= total * ALARM_SHARE) return 'alarm';
  return remaining <= total * WARN_SHARE ? 'warning' : 'nothing';
}
