// In: vitest's results. Out: a line that says which engines the stores ran on, and one line for machines, `N passed,
// N failed` with `, N skipped` where some were, after everything else on stdout. It is written as the process ends, since vitest's own summary and its
// complaints about what is left running come later than the reporters' turn.

import type { Reporter, TestModule, Vitest } from 'vitest/node';
import { enginesLine, type Ran } from './engines-line.js';
import { needsPostgres } from './postgres/needs-postgres.js';

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** The closing line; a file that did not load and an error outside of every test count as failed. */
export function closingLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`;
}

export default class ClosingLineReporter implements Reporter {
  #watching = false;
  #vitest: Vitest | null = null;
  #line: string | null = null;

  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
    this.#watching = vitest.config.watch;
    if (this.#watching) return;
    process.once('exit', () => {
      if (this.#line !== null) process.stdout.write(`${this.#line}\n`);
    });
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const postgres = this.#vitest?.getRootProject().getProvidedContext().postgres ?? null;
    const engines = enginesLine({ modules: modules.map(ranOf), postgres });
    this.#line = `${engines}\n${closingLine(countTests(modules, errors))}`;
    if (this.#watching) process.stdout.write(`${this.#line}\n`);
  }
}

function ranOf(module: TestModule): Ran {
  const states = [...module.children.allTests()].map((test) => test.result().state);
  return {
    file: module.relativeModuleId,
    tests: states.length,
    skipped: states.filter((state) => state === 'skipped').length,
    needsPostgres: needsPostgres([module.moduleId]),
  };
}

function countTests(modules: readonly TestModule[], errors: readonly unknown[]): Counts {
  const states = modules.flatMap((module) =>
    [...module.children.allTests()].map((test) => test.result().state),
  );
  const count = (state: (typeof states)[number]): number =>
    states.filter((each) => each === state).length;
  const broken = modules.filter((module) => module.errors().length > 0).length;
  return {
    passed: count('passed'),
    failed: count('failed') + broken + errors.length,
    skipped: count('skipped') + count('pending'),
  };
}
