// Counts what a refresh came to while it goes on: the report, and whether it should go on at all.

import type { RefreshReport } from './refresh-report.js';
import type { PageOutcome } from './refresh-page.js';
import type { Source, SourceProblem } from './source.js';

export interface Tally {
  count(outcome: PageOutcome): void;
  add(problem: SourceProblem): void;
  /** True where the collection may hold no more: new pages are not worth asking for. */
  readonly isFull: boolean;
  /** Set where a server asked to be left alone. */
  readonly hold: PageOutcome['hold'] | null;
  /** The problem of the source as a whole: it is on hold, or nothing of it could be had. */
  readonly wholeProblem: SourceProblem | null;
  report(): RefreshReport;
}

/** Problems that a report names; the rest is counted in one line. */
const MOST_PROBLEMS = 50;

/** Begins to count. */
export function openTally(source: Source): Tally {
  const counts = { added: 0, changed: 0, unchanged: 0, removed: 0, absent: 0 };
  const problems = new Map<string, SourceProblem>();
  let [failed, first, isFull] = [0, null as SourceProblem | null, false];
  let hold: PageOutcome['hold'] | null = null;
  const add = (problem: SourceProblem): void => {
    problems.set(problem.text, problem);
  };
  return {
    add,
    count: (outcome) => {
      counts[outcome.kind] += 1;
      hold ??= outcome.hold ?? null;
      isFull ||= outcome.isQuota === true;
      if (outcome.problem === null) return;
      failed += 1;
      first ??= outcome.problem;
      add(outcome.problem);
    },
    get isFull() {
      return isFull;
    },
    get hold() {
      return hold;
    },
    get wholeProblem() {
      const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
      return hold?.problem ?? (failed === total ? first : null);
    },
    report: () => {
      const { added, changed, unchanged, removed } = counts;
      const shown = shownProblems([...problems.values()]);
      return { sourceId: source.id, added, changed, unchanged, removed, problems: shown };
    },
  };
}

function shownProblems(problems: readonly SourceProblem[]): readonly SourceProblem[] {
  const left = problems.length - MOST_PROBLEMS;
  if (left <= 0) return problems;
  const text = `${left} more could not be had.`;
  return [...problems.slice(0, MOST_PROBLEMS), { code: 'more', text }];
}
