// How long what was answered can be looked at again. An answer's record and the texts that it may name go by
// the same figure, so that a citation is never older than what it points to.

/** Days that an answer's record, what was said of it, and texts that have left the corpus since are kept. */
export const KEPT_DAYS = 30;
