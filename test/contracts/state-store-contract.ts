// What every StateStore must do. In: a site where it can be opened, closed and opened again, with a clock
// that the test sets.

import { describe } from 'vitest';
import type { StateStore } from '../../src/store/state-store.js';
import { describeAnswers } from './state-store/answers.js';
import { describeFeedback } from './state-store/feedback.js';
import { describeForgetting } from './state-store/forgetting.js';
import { describeSweeping } from './state-store/sweeping.js';
import { describeTurns } from './state-store/turns.js';

/** One place where a store lives; everything opened is closed when the test ends. */
export interface StateSite {
  open(now: () => Date): StateStore;
  /** Every byte that is kept there and that we can read, as Latin-1. */
  bytes(): string | Promise<string>;
}

/** Opens a fresh, empty place. */
export type OpenStateSite = () => StateSite;

export interface StateStoreUnderTest {
  readonly name: string;
  readonly site: OpenStateSite;
}

export function describeStateStore({ name, site }: StateStoreUnderTest): void {
  describe(`StateStore contract: ${name}`, () => {
    describeAnswers(site);
    describeTurns(site);
    describeFeedback(site);
    describeForgetting(site);
    describeSweeping(site);
  });
}
