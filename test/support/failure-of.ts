// What a call threw, so that a test can look at every part of it.

import { ReadableError } from '../../src/shared/errors.js';

/** The readable error that a call throws or rejects with; anything else fails the test. */
export async function failureOf(call: () => unknown): Promise<ReadableError> {
  try {
    await call();
  } catch (error) {
    if (error instanceof ReadableError) return error;
    throw error;
  }
  throw new Error('expected a ReadableError, but nothing was thrown');
}
