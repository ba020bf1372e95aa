// A promise that an implementation does not keep yet is written down all the same: it is expected to fail,
// and the day it is kept the test says so, because then it is the expectation that fails.

import { it } from 'vitest';

export type DefineTest = (name: string, body: () => Promise<void> | void) => void;

/** `it` for every name but those listed, which must fail. */
export function itExcept(known: readonly string[]): DefineTest {
  return (name, body) => {
    if (known.includes(name)) it.fails(name, body);
    else it(name, body);
  };
}
