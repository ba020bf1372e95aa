// What a reading step refused, so that a test can look at every part of it.

import { Refusal } from '../../src/corpus/refusal.js';

/** The Refusal that a call throws or rejects with; anything else fails the test. */
export async function refusalOf(call: () => unknown): Promise<Refusal> {
  try {
    await call();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('expected a Refusal, but nothing was thrown');
}
