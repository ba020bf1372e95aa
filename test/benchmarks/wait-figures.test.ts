import { describe, expect, it } from 'vitest';
import { endedSince, stoodFigures, waitFigures } from '../../src/benchmarks/wait-figures.js';

const loop = { p50Ms: 10, p99Ms: 15, maxMs: 20, processorMs: 30 };

describe('waitFigures', () => {
  it('counts who was acknowledged too late or never, and who got no answer', () => {
    const waits = [
      { ackMs: 10, answerMs: 100 },
      { ackMs: 3_000, answerMs: 4_000 },
      { ackMs: 3_001, answerMs: null },
      { ackMs: null, answerMs: null },
    ];
    expect(waitFigures(waits)).toMatchObject({ questions: 4, lateAcks: 2, unanswered: 2 });
  });

  it('takes times from those alone that have one', () => {
    const waits = [
      { ackMs: 20, answerMs: 50 },
      { ackMs: 40, answerMs: null },
      { ackMs: null, answerMs: null },
    ];
    expect(waitFigures(waits)).toMatchObject({
      ack: { p50Ms: 30, maxMs: 40 },
      answer: { p50Ms: 50, maxMs: 50 },
    });
  });
});

describe('stoodFigures', () => {
  it('takes rounds together, and of the event loop the worst one', () => {
    const waits = [{ ackMs: 10, answerMs: 20 }];
    const quiet = { waits, loopAtFirst: loop, loopAfterwards: loop, seconds: 1 };
    const busy = { ...quiet, loopAfterwards: { ...loop, p99Ms: 80 }, seconds: 3 };
    expect(stoodFigures([quiet, busy])).toMatchObject({
      questions: 2,
      rounds: 2,
      answersPerSecond: 0.5,
      processorMsAQuestion: { upToAcknowledgement: 30, afterwards: 30 },
      loopWhileAcknowledging: { p99Ms: 15 },
      loopWhileAnswering: { p99Ms: 80 },
    });
  });
});

describe('endedSince', () => {
  it('is what was counted meanwhile, ways that are new among them', () => {
    expect(endedSince({ answered: 3 }, { answered: 5, busy: 2 })).toEqual({ answered: 2, busy: 2 });
  });
});
