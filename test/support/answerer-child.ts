// An answerer in a real child process over a built folder; tests that use it are skipped by name where the
// code was not compiled.

import { onTestFinished } from 'vitest';
import {
  openChildAnswerer,
  type ChildAnswerer,
  type ChildAnswererOptions,
} from '../../src/answering/child-answerer.js';
import { startAnswererProcess } from '../../src/answering/answerer-process.js';
import { silentLog } from '../../src/shared/log.js';

export const ANSWERER_CHILD = new URL('answerer-child.mjs', import.meta.url);

/** Opens it; closed when the test ends. */
export function answererInChild(
  folder: string,
  options: Partial<ChildAnswererOptions> = {},
): ChildAnswerer {
  const answerer = openChildAnswerer({
    start: () =>
      startAnswererProcess({
        script: ANSWERER_CHILD,
        arguments: [folder],
        environment: {},
        settings: null,
      }),
    onTrouble: () => undefined,
    log: silentLog,
    // Machines that run tests are busy with others as well.
    deadlines: { question: 25_000, other: 25_000 },
    ...options,
  });
  onTestFinished(() => answerer.close());
  return answerer;
}
