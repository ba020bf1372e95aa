// In: a paragraph. Out: its sentences as offsets. Intl.Segmenter does the work; what it gets wrong on
// news prose (abbreviations, initials, a lower-case continuation) is mended by joining neighbours.

import type { Span } from './passage.js';

/** Between the paragraphs of a passage. */
const PARAGRAPH_BREAK = '\n\n';

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/** Abbreviations that are followed by a name or a number, so that a sentence never ends after them. */
const NEVER_FINAL =
  /(?:^|[\s("“‘])(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Sgt|Capt|Maj|Sen|Rep|Gov|St|Mt|No|Nos|vs|cf|ca|approx|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Fig|Eq|vol|pp|ed|eds|i\.e|e\.g)\.$/;

/** A single initial, as in "George W. Bush". */
const INITIAL = /(?:^|[\s("“‘.])\p{Lu}\.$/u;

/** Letters with stops, as in "U.S."; these may end a sentence. */
const DOTTED = /(?:\p{Lu}\.){2,}$/u;

/** Words that open a new sentence even after "U.S." */
const OPENERS =
  /^["“‘(]?(?:The|A|An|In|On|At|It|He|She|They|We|This|That|These|Those|But|And|However|Meanwhile|When|While|After|Before|As|If|For|There|His|Her|Its|Their)\b/;

const CONTINUES = /^[\p{Ll}),;:\]”’]/u;

/** Cuts a text into sentences; the spans are in order, trimmed, and cover all that is not white space. */
export function splitSentences(text: string): Span[] {
  const sentences: Span[] = [];
  for (const { segment, index } of segmenter.segment(text)) {
    const span = trimmed(text, { start: index, end: index + segment.length });
    if (span === null) continue;
    const previous = sentences.at(-1);
    if (previous !== undefined && belongTogether(text, previous, span)) {
      sentences[sentences.length - 1] = { start: previous.start, end: span.end };
    } else {
      sentences.push(span);
    }
  }
  return sentences;
}

function belongTogether(text: string, previous: Span, next: Span): boolean {
  // Only the last characters decide, and a long sentence is not sliced again for each neighbour.
  const tail = text.slice(Math.max(previous.start, previous.end - 16), previous.end);
  const head = text.slice(next.start, next.start + 16);
  if (CONTINUES.test(head)) return true;
  if (DOTTED.test(tail)) return !OPENERS.test(head);
  return NEVER_FINAL.test(tail) || INITIAL.test(tail);
}

function trimmed(text: string, span: Span): Span | null {
  let { start, end } = span;
  while (start < end && isSpace(text, start)) start += 1;
  while (end > start && isSpace(text, end - 1)) end -= 1;
  return start < end ? { start, end } : null;
}

function isSpace(text: string, at: number): boolean {
  return /\s/.test(text.charAt(at));
}

/** Cuts a passage into sentences: its paragraphs stand apart by an empty line, and none is crossed. */
export function splitPassage(text: string): Span[] {
  const sentences: Span[] = [];
  let offset = 0;
  for (const paragraph of text.split(PARAGRAPH_BREAK)) {
    for (const { start, end } of splitSentences(paragraph)) {
      sentences.push({ start: offset + start, end: offset + end });
    }
    offset += paragraph.length + PARAGRAPH_BREAK.length;
  }
  return sentences;
}
