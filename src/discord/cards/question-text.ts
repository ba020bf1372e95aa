// In: what was asked. Out: the quiet lines at the top of a card: the question, how it was read where that
// differs, and whether it asks beyond the corpus. They stay small: the answer is what is read first.

import type { AnswerReply } from '../../replies/reply.js';
import { searchedLine } from '../../replies/understood.js';
import { shortPart } from './citation-text.js';
import { small } from './parts.js';

/** Characters shown of each. */
const LONGEST = { question: 150, reading: 200, searched: 80, asOf: 200 } as const;

export type Asked = Pick<
  AnswerReply,
  'question' | 'about' | 'reading' | 'hint' | 'searched' | 'asOf'
>;

/** The lines above the passages. */
export function questionLines({
  question,
  about,
  reading,
  hint,
  searched,
  asOf,
}: Asked): (string | null)[] {
  const asked = shortPart(question, LONGEST.question);
  return [
    small([about === 'message' ? nearMessage(asked) : asked]),
    reading === null
      ? null
      : small([`Read as: ${shortPart(reading, LONGEST.reading)}`, hint ?? null]),
    searched === undefined ? null : small([searchedLine(searched, searchedWord)]),
    asOf === null ? null : small([shortPart(asOf, LONGEST.asOf)]),
  ];
}

function searchedWord(word: string): string {
  return `“${shortPart(word, LONGEST.searched)}”`;
}

function nearMessage(message: string): string {
  return `Sources near this message: “${message}”; whether they support or dispute it is yours to judge`;
}
