// PostgreSQL's texts hold every character but one: NUL, which a quoted text may hold. It is written as two others, and
// whatever looks like those two is written so that it is told apart; so each text comes back as it was.

const MARK = '\u0001';
const MARKED_NUL = `${MARK}0`;
const MARKED_MARK = `${MARK}1`;

/** A text as PostgreSQL takes it. */
export function storable(text: string): string {
  if (!text.includes('\0') && !text.includes(MARK)) return text;
  return text.replaceAll(MARK, MARKED_MARK).replaceAll('\0', MARKED_NUL);
}

/** The text that `storable` was given. */
export function asWritten(stored: string): string {
  if (!stored.includes(MARK)) return stored;
  return stored.replaceAll(MARKED_NUL, '\0').replaceAll(MARKED_MARK, MARK);
}

/** A row with every text of it as it was written. */
export function rowAsWritten<R extends object>(row: R): R {
  const entries = Object.entries(row).map(([name, value]: [string, unknown]) => [
    name,
    typeof value === 'string' ? asWritten(value) : value,
  ]);
  return Object.fromEntries(entries) as R;
}
