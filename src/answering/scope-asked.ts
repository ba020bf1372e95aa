// In: the scope that a request is given, and what its text names. Out: the scope that is searched. What is typed
// chooses within what is given and never beyond it, so that a question cannot reach what its asker may not see.

import { narrowScope } from '../retrieval/scope.js';
import { ReadableError } from '../shared/errors.js';
import { DEFAULT_COLLECTION } from './answerer.js';

/** Characters of a name that are repeated in an error. */
const LONGEST_NAME = 64;

/** @throws ReadableError `collection_unknown` where what was typed is no part of what is given */
export function scopeAsked(given: string | undefined, typed: string | null): string {
  if (typed === null) return given ?? DEFAULT_COLLECTION;
  if (given === undefined) return typed;
  const narrowed = narrowScope(given, typed);
  if (narrowed !== null) return narrowed;
  throw new ReadableError({
    code: 'collection_unknown',
    text: `There is no collection "${typed.slice(0, LONGEST_NAME)}" here.`,
    remedy: 'Leave it out to search everything that may be searched here.',
  });
}
