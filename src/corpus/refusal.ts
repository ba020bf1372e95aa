// How any step of reading says "this file must stay out": it throws a Refusal, and the one place that
// reads a document turns it into a Rejection with the file's name. Nothing else catches it.

import type { RejectionCode } from './document.js';

/** A file that is refused for a reason its owner can understand and mend. */
export class Refusal extends Error {
  readonly code: RejectionCode;

  constructor(code: RejectionCode, text: string, cause?: unknown) {
    super(text, cause === undefined ? undefined : { cause });
    this.name = 'Refusal';
    this.code = code;
  }
}
