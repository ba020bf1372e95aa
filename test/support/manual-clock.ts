// Time that passes only when a test says so.

import type { Clock } from '../../src/answering/clock.js';

export interface ManualClock extends Clock {
  /** Lets time pass; what falls due on the way is called in its order. */
  advance(milliseconds: number): void;
  /** The pauses that somebody waits for now, in milliseconds from now. */
  readonly pauses: readonly number[];
}

export function manualClock(): ManualClock {
  let now = 0;
  let calls: { readonly at: number; readonly call: () => void }[] = [];
  return {
    now: () => now,
    after: (milliseconds, call) => {
      const entry = { at: now + milliseconds, call };
      calls.push(entry);
      return () => {
        calls = calls.filter((other) => other !== entry);
      };
    },
    advance: (milliseconds) => {
      const end = now + milliseconds;
      for (;;) {
        const [next] = calls.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
        if (next === undefined) break;
        calls = calls.filter((other) => other !== next);
        now = Math.max(now, next.at);
        next.call();
      }
      now = end;
    },
    get pauses() {
      return calls.map(({ at }) => at - now).sort((a, b) => a - b);
    },
  };
}
