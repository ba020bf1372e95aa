// In: a question. Out: whether it asks for how things stand now, so that of equal texts the newest is wanted.

const LATEST =
  /\b(?:latest|newest|most recent(?:ly)?|currently|nowadays|these days|right now|as of now|so far|today|at (?:the moment|present))\b/i;

/** True where the newest of several equal reports is wanted. */
export function asksForLatest(question: string): boolean {
  return LATEST.test(question);
}
