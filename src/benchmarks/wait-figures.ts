// In: how long questions waited. Out: the few figures that describe it.

import { loadavg } from 'node:os';
import type { Stood } from './discord-site.js';
import type { Figures } from './benchmark.js';
import type { LoopDelay, Wait } from './load-messages.js';
import { tailFigures, total } from './statistics.js';

/** Discord forgets an interaction that was not acknowledged within this many milliseconds. */
export const LATE_MS = 3_000;

/** The times of one or more rounds, taken together. */
export function waitFigures(waits: readonly Wait[]): {
  readonly questions: number;
  readonly ack: Figures;
  readonly lateAcks: number;
  readonly answer: Figures;
  readonly unanswered: number;
} {
  const acks = waits.flatMap(({ ackMs }) => ackMs ?? []);
  const answers = waits.flatMap(({ answerMs }) => answerMs ?? []);
  return {
    questions: waits.length,
    ack: tailFigures(acks),
    lateAcks: waits.filter(({ ackMs }) => ackMs === null || ackMs > LATE_MS).length,
    answer: tailFigures(answers),
    unanswered: waits.length - answers.length,
  };
}

/** The worst of several windows. */
export function worstLoop(delays: readonly LoopDelay[]): Figures {
  return {
    p50Ms: Math.max(...delays.map(({ p50Ms }) => p50Ms)),
    p99Ms: Math.max(...delays.map(({ p99Ms }) => p99Ms)),
    maxMs: Math.max(...delays.map(({ maxMs }) => maxMs)),
  };
}

/** Everything that is said of rounds of the same. */
export function stoodFigures(rounds: readonly Stood[]): Figures {
  const all = waitFigures(rounds.flatMap(({ waits }) => waits));
  const seconds = total(rounds.map((round) => round.seconds));
  return {
    ...all,
    rounds: rounds.length,
    answersPerSecond: (all.questions - all.unanswered) / seconds,
    processorMsAQuestion: {
      upToAcknowledgement: total(rounds.map((r) => r.loopAtFirst.processorMs)) / all.questions,
      afterwards: total(rounds.map((r) => r.loopAfterwards.processorMs)) / all.questions,
    },
    loopWhileAcknowledging: worstLoop(rounds.map(({ loopAtFirst }) => loopAtFirst)),
    loopWhileAnswering: worstLoop(rounds.map(({ loopAfterwards }) => loopAfterwards)),
  };
}

/** Questions that ended in a way between two readings of the counts. */
export function endedSince(
  before: Readonly<Record<string, number>>,
  after: Readonly<Record<string, number>>,
): Figures {
  return Object.fromEntries(
    Object.entries(after).map(([outcome, count]) => [outcome, count - (before[outcome] ?? 0)]),
  );
}

/** Processes that want a processor, over the last minute. */
export function loadNow(): number {
  return loadavg()[0] ?? 0;
}
