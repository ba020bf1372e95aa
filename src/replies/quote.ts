// In: a citation. Out: what of its passage is quoted, around the highlighted sentence. Everything quoted is
// one unbroken slice of the passage that begins and ends on sentence borders.

import type { Citation } from '../answering/answer.js';
import type { Span } from '../passages/passage.js';
import { splitPassage } from '../passages/split-sentences.js';
import type { Quote } from './reply.js';

/** Characters up to which the first citation is quoted whole: about nine lines of a terminal. */
export const FULL_QUOTE = 700;
/** Characters up to which a short highlight gains a neighbouring sentence in the other citations. */
export const BRIEF_QUOTE = 160;

export type Quotable = Pick<Citation, 'text' | 'highlight' | 'lead' | 'cut'>;

/** Chooses what to quote: the whole passage where it is short enough, else the highlight and neighbours. */
export function quoteOf(citation: Quotable, characters: number): Quote {
  const { text, cut } = citation;
  const highlight = within(text, citation.highlight);
  const lead = citation.lead === undefined ? highlight.start : within(text, citation.lead).start;
  const core = { start: Math.min(lead, highlight.start), end: highlight.end };
  const shown =
    text.length <= characters ? { start: 0, end: text.length } : grow(text, core, characters);
  return {
    cutBefore: cut?.start === true || hasWords(text.slice(0, shown.start)),
    before: text.slice(shown.start, core.start),
    lead: text.slice(core.start, highlight.start),
    highlight: text.slice(highlight.start, highlight.end),
    after: text.slice(highlight.end, shown.end),
    cutAfter: cut?.end === true || hasWords(text.slice(shown.end)),
  };
}

/** Adds neighbouring sentences, before and after in turn, for as long as they fit. */
function grow(text: string, core: Span, characters: number): Span {
  const before = splitPassage(text.slice(0, core.start)).reverse();
  const after = splitPassage(text.slice(core.end)).map(({ start, end }) => ({
    start: core.end + start,
    end: core.end + end,
  }));
  let shown = core;
  for (;;) {
    const length = shown.end - shown.start;
    const previous = before[0];
    if (previous !== undefined && shown.end - previous.start <= characters) {
      shown = { start: previous.start, end: shown.end };
      before.shift();
    }
    const next = after[0];
    if (next !== undefined && next.end - shown.start <= characters) {
      shown = { start: shown.start, end: next.end };
      after.shift();
    }
    if (shown.end - shown.start === length) return shown;
  }
}

/** Offsets from outside are not trusted to lie inside the text. */
function within(text: string, span: Span): Span {
  const start = Math.min(Math.max(span.start, 0), text.length);
  return { start, end: Math.min(Math.max(span.end, start), text.length) };
}

function hasWords(text: string): boolean {
  return text.trim() !== '';
}
