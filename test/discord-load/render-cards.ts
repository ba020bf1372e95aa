// Lays the samples out as cards, over and over. Out: microseconds, on stdout, as the benchmarks show them.

import { percentile } from '../../src/benchmarks/statistics.js';
import type { Controls } from '../../src/discord/cards/card.js';
import { renderCard } from '../../src/discord/cards/render-card.js';
import { ANSWER, FIVE, HARD_ANSWER, SOURCES } from '../../src/preview/sample-replies.js';
import type { Reply } from '../../src/replies/reply.js';

const WARM_UP = 2_000;
const RUNS = 5_000;

const ANSWER_ID = 'AAAAAAAAAAAAAAAA';
const ANSWER_CONTROLS: Controls = { kind: 'answer', answerId: ANSWER_ID, isPrivate: false };

const CASES: Readonly<Record<string, readonly [Reply, Controls]>> = {
  threeCitations: [ANSWER, ANSWER_CONTROLS],
  fiveCitations: [FIVE, ANSWER_CONTROLS],
  threeHostileCitations: [HARD_ANSWER, ANSWER_CONTROLS],
  sourcesPage: [SOURCES, { kind: 'sources', answerId: ANSWER_ID }],
};

function measure(reply: Reply, controls: Controls): Readonly<Record<string, number>> {
  const microseconds: number[] = [];
  let before = process.cpuUsage();
  for (let run = 0; run < WARM_UP + RUNS; run += 1) {
    if (run === WARM_UP) before = process.cpuUsage();
    const started = performance.now();
    renderCard(reply, controls);
    if (run >= WARM_UP) microseconds.push((performance.now() - started) * 1_000);
  }
  const { user, system } = process.cpuUsage(before);
  return {
    // Others on the machine lengthen the wait, but hardly the work.
    meanProcessorMicroseconds: (user + system) / RUNS,
    p50Microseconds: percentile(microseconds, 0.5),
    p99Microseconds: percentile(microseconds, 0.99),
  };
}

const figures = Object.fromEntries(
  Object.entries(CASES).map(([name, [reply, controls]]) => [name, measure(reply, controls)]),
);
process.stdout.write(JSON.stringify(figures));
