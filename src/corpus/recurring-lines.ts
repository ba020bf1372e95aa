// In: the lines of a source's documents. Out: those that recur over them: a site's motto, its legal note, the labels
// of its forms are furniture even where no rule knows their words. What is counted does not depend on what was
// removed before, nor on any order, so that a corpus gives the same result however it grew.

import { createHash } from 'node:crypto';

import { GAP_CHARACTERS } from './cut-paragraphs.js';
import type { Document, Paragraph, Removal } from './document.js';
import { isSentence } from './text-shape.js';

/** The rule's name in reports. */
export const RECURRING_RULE = 'recurs_in_source';

/** `heading`: said of a part of the text, so it stays unless it stands everywhere. */
type LineKind = 'label' | 'sentence' | 'heading';

/** A line as it is counted; texts themselves are not kept. */
export interface CountedLine {
  /** The same for the same words in the same kind of line. */
  readonly key: string;
  readonly kind: LineKind;
  readonly characters: number;
}

interface Evidence {
  readonly documents: number;
  /** Of the documents that were counted. */
  readonly share: number;
}

/**
 * In 7,338 documents of six corpora without furniture no line stands in three. On generated sites of 6 to 400 pages
 * these bounds take all that two pages in five have, and nothing of an article (test/corpus/recurring-lines.test.ts).
 */
const EVIDENCE: Readonly<Record<LineKind, Evidence>> = {
  label: { documents: 4, share: 0.35 },
  // A sentence that two articles quote, or an agency's closing paragraph, is text.
  sentence: { documents: 5, share: 0.6 },
  heading: { documents: 5, share: 1 },
};

/**
 * A document is a witness where so much of its running text is its own: versions of one live blog share theirs, and
 * what they share is the story.
 */
const LEAST_OWN_TEXT = 0.3;
/** A line in so few of the documents counts as their own: the same article may lie there twice. */
const MOST_OWNERS = 0.05;

/** The lines of a document, each once: those that were kept, and those that this rule had removed. */
export function countedLines(document: {
  readonly paragraphs: readonly Pick<Paragraph, 'text' | 'headings'>[];
  readonly removals: readonly Removal[];
}): readonly CountedLine[] {
  const lines = new Map<string, CountedLine>();
  const add = (text: string, isHeading: boolean): void => {
    const line = countedLine(text, isHeading);
    lines.set(line.key, line);
  };
  for (const { text, headings } of document.paragraphs) {
    add(text, false);
    for (const heading of headings) add(heading, true);
  }
  for (const removal of document.removals) {
    if (removal.rule === RECURRING_RULE) add(removal.line, removal.isHeading === true);
  }
  return [...lines.values()];
}

function countedLine(text: string, isHeading: boolean): CountedLine {
  const kind = isHeading ? 'heading' : isSentence(text) ? 'sentence' : 'label';
  return { key: keyOf(text, isHeading), kind, characters: text.length };
}

function keyOf(text: string, isHeading: boolean): string {
  const hash = createHash('sha256').update(isHeading ? `#${text}` : ` ${text}`);
  return hash.digest('base64').slice(0, 12);
}

/** The keys of the lines that are furniture of the source whose documents these are. */
export function recurringLines(
  documents: readonly (readonly CountedLine[])[],
): ReadonlySet<string> {
  const owners = countDocuments(documents);
  const mostOwners = Math.max(1, MOST_OWNERS * documents.length);
  const isOwn = ({ key }: CountedLine): boolean => (owners.get(key) ?? 0) <= mostOwners;
  const witnesses = documents.filter((lines) => {
    const own = prose(lines.filter(isOwn));
    return own > 0 && own >= LEAST_OWN_TEXT * prose(lines);
  });
  const counts = countDocuments(witnesses);
  const kinds = new Map(witnesses.flat().map(({ key, kind }) => [key, kind]));
  const recurring = [...counts].filter(([key, count]) => {
    const { documents: least, share } = EVIDENCE[kinds.get(key) ?? 'heading'];
    return count >= least && count >= share * witnesses.length;
  });
  return new Set(recurring.map(([key]) => key));
}

function countDocuments(documents: readonly (readonly CountedLine[])[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const lines of documents) {
    for (const { key } of lines) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

function prose(lines: readonly CountedLine[]): number {
  return lines.reduce(
    (sum, { kind, characters }) => sum + (kind === 'sentence' ? characters : 0),
    0,
  );
}

/**
 * A document as it was read, without the recurring lines: each removed one ends a run, as with every other rule. A
 * document that consists of nothing else stays as it is.
 */
export function withoutRecurring(document: Document, furniture: ReadonlySet<string>): Document {
  const isKept = ({ text }: Paragraph): boolean => !furniture.has(keyOf(text, false));
  const kept = cutAnew(document.paragraphs, isKept).map((paragraph) => ({
    ...paragraph,
    headings: paragraph.headings.filter((heading) => !furniture.has(keyOf(heading, true))),
  }));
  const lines = document.paragraphs.filter((paragraph) => !isKept(paragraph));
  const still = new Set(headingsOf(kept));
  const headings = headingsOf(document.paragraphs).filter((text) => !still.has(text));
  if (kept.length === 0 || lines.length + headings.length === 0) return document;
  const removals = [
    ...document.cleaning.removals,
    ...lines.map(({ text }): Removal => ({ rule: RECURRING_RULE, line: text })),
    ...headings.map((line): Removal => ({ rule: RECURRING_RULE, line, isHeading: true })),
  ];
  const keptCharacters = kept.reduce((sum, { text }) => sum + text.length, 0);
  const cleaning = { ...document.cleaning, keptParagraphs: kept.length, keptCharacters, removals };
  return { ...document, paragraphs: kept, cleaning };
}

/** The paragraphs that stay, counted anew; what a removed one stood between are no neighbours. */
function cutAnew(
  paragraphs: readonly Paragraph[],
  isKept: (paragraph: Paragraph) => boolean,
): readonly Paragraph[] {
  const kept: Paragraph[] = [];
  let [run, start] = [0, 0];
  let above: Paragraph | null = null;
  for (const paragraph of paragraphs) {
    if (!isKept(paragraph)) {
      above = null;
      continue;
    }
    if (above?.run !== paragraph.run) run += 1;
    const end = start + paragraph.text.length;
    kept.push({ ...paragraph, n: kept.length + 1, start, end, run });
    start = end + GAP_CHARACTERS;
    above = paragraph;
  }
  return kept;
}

function headingsOf(paragraphs: readonly Paragraph[]): readonly string[] {
  return [...new Set(paragraphs.flatMap(({ headings }) => headings))];
}
