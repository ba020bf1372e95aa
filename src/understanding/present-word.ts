// In: a question. Out: the word by which it asks about the present, or null. "Russia Today" is a name, "now
// that" and "to date back" are not meant, and "the last year of the war" is any year.

const PRESENT =
  /(?<![\p{L}\p{N}-])(?:[Tt]his (?:week|month|year)|[Ll]ast (?:week|month|year)(?! (?:of|in)\b)|[Cc]urrent(?:ly)?|[Ll]atest|[Nn]ewest|[Nn]owadays|[Rr]ecent(?:ly)?|[Yy]esterday|[Tt]omorrow|[Tt]onight|[Rr]ight now|now(?! that\b)|^Now(?! that\b)|today|^Today|these days|at the moment|at present)(?![\p{L}\p{N}-])/u;

/** The first word that binds a question to the present, as it was typed; null where none does. */
export function presentWord(question: string): string | null {
  return PRESENT.exec(question)?.[0] ?? null;
}
