// In: a document's paragraphs and where to begin. Out: pages that run outwards from there, without gap or
// overlap, to the document's ends. A paragraph longer than a page is cut between sentences.

import type { Paragraph } from '../corpus/document.js';
import type { Span } from '../passages/passage.js';
import { splitSentences } from '../passages/split-sentences.js';

/** Characters on a page: what a phone shows in two screens, and well below what a message may hold. */
export const PAGE_CHARACTERS = 2_400;

/** A paragraph, or the part of a long one that one page can hold. */
export interface Piece {
  readonly n: number;
  /** UTF-16 offset of `text` in its paragraph. */
  readonly start: number;
  readonly text: string;
  readonly cutBefore: boolean;
  readonly cutAfter: boolean;
}

/** One page of pieces. */
export interface PieceRange {
  /** The page that is shown: the nearest there is to the one that was asked for. */
  readonly page: number;
  readonly pieces: readonly Piece[];
  readonly hasEarlier: boolean;
  readonly hasLater: boolean;
}

/** Cuts paragraphs into pieces that fit a page each. */
export function piecesOf(paragraphs: readonly Paragraph[]): Piece[] {
  return paragraphs.flatMap(({ n, text }) =>
    partsOf(text).map(({ start, end }, i, all) => ({
      n,
      start,
      text: text.slice(start, end),
      cutBefore: i > 0,
      cutAfter: i < all.length - 1,
    })),
  );
}

/** The page with this number, where page 0 holds the pieces from `core.start` to before `core.end`. */
export function pageOf(pieces: readonly Piece[], core: Span, page: number): PieceRange {
  const lengths = pieces.map((piece) => piece.text.length);
  let range = grow(lengths, core);
  let number = 0;
  const wanted = Number.isFinite(page) ? Math.trunc(page) : 0;
  while (number < wanted && range.end < pieces.length) {
    range = { start: range.end, end: fillForwards(lengths, range.end) };
    number += 1;
  }
  while (number > wanted && range.start > 0) {
    range = { start: fillBackwards(lengths, range.start), end: range.start };
    number -= 1;
  }
  return {
    page: number,
    pieces: pieces.slice(range.start, range.end),
    hasEarlier: range.start > 0,
    hasLater: range.end < pieces.length,
  };
}

/** Adds neighbours, before and after in turn, for as long as they fit. */
function grow(lengths: readonly number[], core: Span): Span {
  let { start, end } = core;
  let room = PAGE_CHARACTERS - sum(lengths.slice(start, end));
  for (;;) {
    const before = lengths[start - 1] ?? Infinity;
    if (before <= room) {
      start -= 1;
      room -= before;
    }
    const after = lengths[end] ?? Infinity;
    if (after <= room) {
      end += 1;
      room -= after;
    } else if ((lengths[start - 1] ?? Infinity) > room) {
      return { start, end };
    }
  }
}

/** Where a page ends that begins here; it holds one piece at least. */
function fillForwards(lengths: readonly number[], start: number): number {
  let end = start + 1;
  let room = PAGE_CHARACTERS - (lengths[start] ?? 0);
  while (end < lengths.length && (lengths[end] ?? 0) <= room) {
    room -= lengths[end] ?? 0;
    end += 1;
  }
  return end;
}

function fillBackwards(lengths: readonly number[], end: number): number {
  let start = end - 1;
  let room = PAGE_CHARACTERS - (lengths[start] ?? 0);
  while (start > 0 && (lengths[start - 1] ?? 0) <= room) {
    start -= 1;
    room -= lengths[start] ?? 0;
  }
  return start;
}

function partsOf(text: string): Span[] {
  if (text.length <= PAGE_CHARACTERS) return [{ start: 0, end: text.length }];
  const parts: Span[] = [];
  for (const span of splitSentences(text).flatMap((sentence) => cutLong(text, sentence))) {
    const last = parts.at(-1);
    if (last !== undefined && span.end - last.start <= PAGE_CHARACTERS) {
      parts[parts.length - 1] = { start: last.start, end: span.end };
    } else {
      parts.push(span);
    }
  }
  return parts;
}

/** A sentence that no page can hold is cut between words, or between characters where there are none. */
function cutLong(text: string, sentence: Span): Span[] {
  const parts: Span[] = [];
  let { start } = sentence;
  while (sentence.end - start > PAGE_CHARACTERS) {
    const space = text.lastIndexOf(' ', start + PAGE_CHARACTERS);
    const end = space > start ? space : characterBorder(text, start + PAGE_CHARACTERS);
    parts.push({ start, end });
    start = space > start ? space + 1 : end;
  }
  return start < sentence.end ? [...parts, { start, end: sentence.end }] : parts;
}

/** The nearest place at or before an offset that is not inside a surrogate pair or before a mark. */
function characterBorder(text: string, at: number): number {
  for (let border = at; border > at - 64; border -= 1) {
    const around = String.fromCodePoint(text.codePointAt(border - 1) ?? 0);
    const next = String.fromCodePoint(text.codePointAt(border) ?? 0);
    if (around.length === 1 && !/^[\p{M}\u200D]/u.test(next) && around !== '\u200D') return border;
  }
  return at;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, value) => total + value, 0);
}
