// A child answerer whose processes, time and chance are in a test's hands.

import { openChildAnswerer } from '../../src/answering/child-answerer.js';
import { manualClock } from '../support/manual-clock.js';
import { FakeProcess } from './fake-process.js';

export const SECONDS = 1_000;

export interface Keeping {
  /** What `start` does with the n-th process, from 1; throwing is a start that failed. */
  readonly onStart?: (n: number) => void;
  /** From 0 up to 1; the longest pause unless given. */
  readonly random?: number;
}

/** Opens one; `process()` is the child that runs now, or ran last. */
export function keeping(parts: Keeping = {}) {
  const clock = manualClock();
  const processes: FakeProcess[] = [];
  const troubles: string[] = [];
  const warnings: unknown[] = [];
  let starts = 0;
  const answerer = openChildAnswerer({
    start: () => {
      starts += 1;
      parts.onStart?.(starts);
      const process = new FakeProcess(starts);
      processes.push(process);
      return process;
    },
    clock,
    random: () => parts.random ?? 1,
    onTrouble: (line) => troubles.push(line),
    log: { warn: (detail: unknown) => warnings.push(detail) },
  });
  const process = (): FakeProcess => {
    const last = processes.at(-1);
    if (last === undefined) throw new Error('nothing was started');
    return last;
  };
  const ask = (question: string, collection?: string): Promise<unknown> => {
    const asked = answerer.answer({ question, collection });
    // A test that awaits it later is not too late for a rejection.
    asked.catch(() => undefined);
    return asked;
  };
  /** Lets a restart that is due happen, where it did not yet, and the new process be ready. */
  const restart = (): void => {
    if (answerer.health.pid === null) clock.advance(clock.pauses[0] ?? 0);
    process().says({ kind: 'ready' });
  };
  if (parts.onStart === undefined) process().says({ kind: 'ready' });
  return { answerer, clock, processes, process, ask, restart, troubles, warnings };
}
