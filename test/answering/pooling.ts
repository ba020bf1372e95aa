// A pool whose processes, time and chance are in a test's hands.

import { openAnswererPool } from '../../src/answering/answerer-pool.js';
import { openChildAnswerer } from '../../src/answering/child-answerer.js';
import { manualClock } from '../support/manual-clock.js';
import { FakeProcess } from './fake-process.js';

/** Opens one of so many, all of them ready; `process(n)` is the one that runs at a place now, or ran last. */
export function pooling(count: number) {
  const clock = manualClock();
  const started: FakeProcess[][] = [];
  const troubles: string[] = [];
  const warnings: unknown[] = [];
  const log = { warn: (detail: unknown) => warnings.push(detail) };
  const pool = openAnswererPool({
    count,
    onTrouble: (line) => troubles.push(line),
    log,
    open: (member, n) => {
      const ofPlace: FakeProcess[] = [];
      started[n] = ofPlace;
      return openChildAnswerer({
        ...member,
        log,
        clock,
        random: () => 1,
        start: () => {
          const process = new FakeProcess(100 * (n + 1) + ofPlace.length);
          ofPlace.push(process);
          return process;
        },
      });
    },
  });
  const process = (n: number): FakeProcess => {
    const last = started[n]?.at(-1);
    if (last === undefined) throw new Error('nothing was started there');
    return last;
  };
  const ask = (question: string): Promise<unknown> => {
    const asked = pool.answer({ question });
    // A test that awaits it later is not too late for a rejection.
    asked.catch(() => undefined);
    return asked;
  };
  /** Where a question is now. */
  const placeOf = (question: string): number =>
    started.findIndex((ofPlace) => ofPlace.at(-1)?.asked.includes(question));
  /** Lets what died be started again and be ready. */
  const restart = (n: number): void => {
    clock.advance(clock.pauses[0] ?? 0);
    process(n).says({ kind: 'ready' });
  };
  for (const n of started.keys()) process(n).says({ kind: 'ready' });
  return { pool, clock, started, process, ask, placeOf, restart, troubles, warnings };
}
