// Which failure means that a store on another machine does not answer, whatever was asked of it.

import { ReadableError } from './errors.js';

export function isStoreAway(error: unknown): boolean {
  return error instanceof ReadableError && error.code === 'store_unavailable';
}
