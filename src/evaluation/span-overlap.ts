// How much of the marked spans is shown, and how much of what is shown is marked, in tokens. Offsets of the
// set point into its raw text, passages are folded, so both are brought to the folded text first.

import type { Citation } from '../answering/answer.js';
import type { Span } from '../passages/passage.js';
import type { DataSetDocument } from './data-set.js';

export interface SpanOverlap {
  readonly recall: number;
  readonly precision: number;
  /** Tokens that are both marked and shown over those that are either. */
  readonly iou: number;
}

export function spanOverlap(
  document: DataSetDocument,
  spans: readonly Span[],
  shown: readonly Citation[],
): SpanOverlap {
  const text = fold(document.text);
  const marked = tokenStarts(
    text,
    spans.map((span) => foldedSpan(document.text, span)),
  );
  const visible = tokenStarts(
    text,
    shown.flatMap((citation) => {
      if (citation.document.id !== document._id) return [];
      const folded = fold(citation.text);
      const start = text.indexOf(folded);
      return start < 0 ? [] : [{ start, end: start + folded.length }];
    }),
  );
  const elsewhere = shown
    .filter((citation) => citation.document.id !== document._id)
    .reduce((sum, citation) => sum + fold(citation.text).split(' ').length, 0);
  const both = [...marked].filter((token) => visible.has(token)).length;
  const total = visible.size + elsewhere;
  return {
    recall: marked.size === 0 ? 0 : both / marked.size,
    precision: total === 0 ? 0 : both / total,
    iou: marked.size + total === 0 ? 0 : both / (marked.size + total - both),
  };
}

/** Whether a citation holds one of the marked spans whole. */
export function holdsSpan(
  document: DataSetDocument,
  spans: readonly Span[],
  citation: Citation,
): boolean {
  if (citation.document.id !== document._id) return false;
  const text = fold(citation.text);
  return spans.some((span) => text.includes(fold(document.text.slice(span.start, span.end))));
}

function fold(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function foldedSpan(raw: string, span: Span): Span {
  const start = fold(`${raw.slice(0, span.start)}x`).length - 1;
  return { start, end: start + fold(raw.slice(span.start, span.end)).length };
}

function tokenStarts(text: string, spans: readonly Span[]): Set<number> {
  const starts = new Set<number>();
  for (const { start, end } of spans) {
    for (const match of text.slice(start, end).matchAll(/\S+/g)) starts.add(start + match.index);
  }
  return starts;
}
