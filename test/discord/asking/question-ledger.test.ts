// Every question ends in exactly one counted outcome.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  openLedger,
  OUTCOMES,
  type OpenQuestion,
  type QuestionOutcome,
} from '../../../src/discord/asking/question-ledger.js';
import { openLog, silentLog } from '../../../src/shared/log.js';

describe('the ledger', () => {
  it('counts a question as open until it has ended', () => {
    const ledger = openLedger({ log: silentLog });
    const question = ledger.open('ask');
    expect(ledger.counts()).toMatchObject({ received: 1, open: 1, answered: 0 });
    question.end('answered');
    expect(ledger.counts()).toMatchObject({ received: 1, open: 0, answered: 1 });
  });

  it('takes the first end, and tells the log of a second one', () => {
    const lines: string[] = [];
    const ledger = openLedger({
      log: openLog({ level: 'info', write: (line) => void lines.push(line) }),
    });
    const question = ledger.open('mention');
    question.end('refused');
    question.end('failed');
    expect(ledger.counts()).toMatchObject({ refused: 1, failed: 0, open: 0 });
    expect(JSON.parse(lines[0] ?? '{}')).toMatchObject({
      msg: 'a question ended twice',
      way: 'mention',
      outcome: 'refused',
      next: 'failed',
    });
  });

  it('tells of each end once, with its way', () => {
    const told: unknown[][] = [];
    const ledger = openLedger({
      log: silentLog,
      onEnd: (way, outcome, milliseconds) => void told.push([way, outcome, milliseconds >= 0]),
    });
    const question = ledger.open('sources');
    question.end('busy');
    question.end('busy');
    expect(told).toEqual([['sources', 'busy', true]]);
  });

  it('has received what ended and what is open, whatever happens', () => {
    const step = fc.oneof(
      fc.constant('open' as const),
      fc.record({ at: fc.nat(20), outcome: fc.constantFrom(...OUTCOMES) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const ledger = openLedger({ log: silentLog });
        const questions: OpenQuestion[] = [];
        for (const next of steps) {
          if (next === 'open') questions.push(ledger.open('ask'));
          else questions[next.at]?.end(next.outcome);
        }
        const { received, open, ...ended } = ledger.counts();
        const sum = (Object.keys(ended) as QuestionOutcome[]).reduce((n, k) => n + ended[k], 0);
        expect(received).toBe(questions.length);
        expect(sum + open).toBe(received);
      }),
    );
  });
});
