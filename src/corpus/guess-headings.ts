// Plain text marks no headings; a short line alone between blank lines, with prose above and right
// below it and no full stop, is one. Only the line's kind changes: its words stay.

import type { CleanedLine } from './cleaned-line.js';
import { countWords, isProse } from './text-shape.js';

const LONGEST_HEADING = 70;
const MOST_WORDS = 10;
/** "Chapter IV", "Part 2": a heading even where no prose stands above it. */
const NUMBERED_PART = /^(?:chapter|part|book|section|глава|часть|kapitel|chapitre)\s+(?:[IVXLC]+|\d+)\b/i;
/** Below the document's title. */
const GUESSED_LEVEL = 2;

/** The same lines, with those marked as headings that evidently are. */
export function markUnmarkedHeadings(lines: readonly CleanedLine[]): readonly CleanedLine[] {
  let proseAbove = false;
  return lines.map((line, index) => {
    const next = lines[index + 1];
    const proseBelow = next?.removedBy === null && next.kind === 'text' && isProse(next.text);
    const isPlaced = proseAbove || NUMBERED_PART.test(line.text);
    const isHeading = isPlaced && proseBelow && looksLikeHeading(line);
    proseAbove ||= line.removedBy === null && isProse(line.text);
    return isHeading ? { ...line, kind: 'heading', level: GUESSED_LEVEL } : line;
  });
}

function looksLikeHeading({ text, kind, alone, removedBy }: CleanedLine): boolean {
  if (kind !== 'text' || !alone || removedBy !== null) return false;
  if (text.length > LONGEST_HEADING || countWords(text) > MOST_WORDS) return false;
  return /^(?:\d+[.)]?\s+)?\p{Lu}/u.test(text) && !/[.,:;!…"”»)]$/.test(text);
}
