// Turns: nobody is passed over, nothing is lost, and what is foretold comes true.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openFairTurns } from '../../../src/discord/asking/fair-turns.js';

interface Work {
  readonly of: string;
  readonly n: number;
}

const askers = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const steps = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('put' as const), of: askers }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('take' as const) }) },
  ),
  { maxLength: 200 },
);

/** Everything that is taken until nothing waits. */
function drain(turns: ReturnType<typeof openFairTurns<Work>>): Work[] {
  const taken: Work[] = [];
  for (let work = turns.take(); work !== undefined; work = turns.take()) taken.push(work);
  return taken;
}

describe('fair turns', () => {
  it('take each asker in turn, and the works of one in their order', () => {
    const turns = openFairTurns<Work>();
    for (const [n, of] of 'a a a b b c'.split(' ').entries()) turns.put(of, { of, n });
    expect(drain(turns).map(({ of, n }) => `${of}${n}`)).toEqual([
      'a0',
      'b3',
      'c5',
      'a1',
      'b4',
      'a2',
    ]);
  });

  it('lose nothing, invent nothing, and keep the order of each asker', () => {
    fc.assert(
      fc.property(steps, (given) => {
        const turns = openFairTurns<Work>();
        const taken: Work[] = [];
        let put = 0;
        for (const step of given) {
          if (step.kind === 'put') turns.put(step.of, { of: step.of, n: (put += 1) });
          else taken.push(...[turns.take()].flatMap((work) => work ?? []));
          expect(turns.size).toBe(put - taken.length);
        }
        taken.push(...drain(turns));
        expect(taken.map(({ n }) => n).sort((x, y) => x - y)).toEqual(
          Array.from({ length: put }, (_, i) => i + 1),
        );
        for (const of of 'abcde') {
          const own = taken.filter((work) => work.of === of).map(({ n }) => n);
          expect(own).toEqual([...own].sort((x, y) => x - y));
        }
        expect([turns.size, turns.take()]).toEqual([0, undefined]);
      }),
    );
  });

  it('starve nobody: of k who wait, each is next within k, whatever comes meanwhile', () => {
    fc.assert(
      fc.property(steps, (given) => {
        const turns = openFairTurns<Work>();
        // For each who waits, how many others may still be taken before them.
        const patience = new Map<string, number>();
        for (const step of given) {
          if (step.kind === 'put') {
            turns.put(step.of, { of: step.of, n: 0 });
            if (!patience.has(step.of)) patience.set(step.of, patience.size);
            continue;
          }
          const taken = turns.take();
          if (taken === undefined) continue;
          patience.delete(taken.of);
          for (const [of, left] of patience) patience.set(of, left - 1);
          if (turns.waitingOf(taken.of) > 0) patience.set(taken.of, patience.size);
          expect(Math.min(0, ...patience.values())).toBe(0);
        }
      }),
    );
  });

  it('foretell exactly how many come before', () => {
    fc.assert(
      fc.property(steps, askers, (given, of) => {
        const turns = openFairTurns<Work>();
        for (const step of given) {
          if (step.kind === 'put') turns.put(step.of, { of: step.of, n: 0 });
          else turns.take();
        }
        const ahead = turns.aheadOf(of);
        turns.put(of, { of, n: 1 });
        expect(drain(turns).findIndex(({ n }) => n === 1)).toBe(ahead);
      }),
    );
  });
});
