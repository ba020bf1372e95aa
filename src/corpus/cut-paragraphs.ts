// Cleaned lines -> the Paragraphs that citations name. A paragraph's id hangs on its own words, so it
// survives edits elsewhere; a heading or a removed line ends a run, so that no passage spans a gap.

import { createHash } from 'node:crypto';

import type { CleanedLine } from './cleaned-line.js';
import type { Paragraph } from './document.js';

/** What `cleanedText` puts between two paragraphs. */
export const GAP_CHARACTERS = 2;

interface Heading {
  readonly level: number;
  readonly text: string;
}

/** Cuts the lines that stayed into paragraphs, in source order. */
export function cutParagraphs(
  lines: readonly CleanedLine[],
  documentId: string,
): readonly Paragraph[] {
  const paragraphs: Paragraph[] = [];
  const idOf = paragraphIds(documentId);
  let headings: readonly Heading[] = [];
  let run = 1;
  let isBroken = false;
  let start = 0;
  for (const line of lines) {
    if (line.removedBy !== null || line.kind === 'heading') {
      isBroken = true;
      if (line.removedBy === null) headings = headingsBelow(headings, line);
      continue;
    }
    if (isBroken && paragraphs.length > 0) run += 1;
    isBroken = false;
    const { text } = line;
    const end = start + text.length;
    const path = headings.map((heading) => heading.text);
    paragraphs.push({ id: idOf(text), n: paragraphs.length + 1, headings: path, text, start, end, run });
    start = end + GAP_CHARACTERS;
  }
  return paragraphs;
}

/** A heading closes every open one of its own level and below. */
function headingsBelow(open: readonly Heading[], { level, text }: Heading): readonly Heading[] {
  return [...open.filter((heading) => heading.level < level), { level, text }];
}

/** Ids of equal paragraphs get -2, -3 in the order they stand. */
function paragraphIds(documentId: string): (text: string) => string {
  const seen = new Map<string, number>();
  return (text) => {
    const id = `${documentId}:${createHash('sha256').update(text).digest('hex').slice(0, 10)}`;
    const count = (seen.get(id) ?? 0) + 1;
    seen.set(id, count);
    return count === 1 ? id : `${id}-${count}`;
  };
}
