// What is known of an original beside its bytes, in the form in which a reader takes it.

import type { Given } from '../corpus/given.js';
import type { OriginalFacts } from './source.js';

/** Its metadata and how it is to be read. */
export function givenOf(original: OriginalFacts): Given {
  const { id, url, stated, fallback, select, acceptBroken } = original;
  // Where it came from is known for sure; a page's own word on it was heard when it was fetched.
  const known = url === null ? stated : { ...stated, url };
  return { id, stated: known, fallback, select, acceptBroken };
}
