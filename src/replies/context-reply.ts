// In: a citation or a document, and the document's paragraphs as they are indexed now. Out: a page of them
// around the citation or from the document's start; of a document that was changed or withdrawn since, what was
// quoted and nothing beside it; or a notice where the numbers no longer mean the same.

import type { Citation, Leaving } from '../answering/answer.js';
import type { Paragraph } from '../corpus/document.js';
import type { Span } from '../passages/passage.js';
import type { DocumentFacts } from '../store/knowledge-store.js';
import { sourceLine } from './cite.js';
import { pageOf, piecesOf, type Piece } from './page-paragraphs.js';
import type { ContextParagraph, ContextReply, NoticeReply } from './reply.js';
import { showLeft } from './show-left.js';

const BETWEEN = '\n\n';

/** Shows a citation among its neighbours: page 0 holds it, -1 what comes before, 1 what comes after. */
export function contextReply(
  citation: Citation,
  paragraphs: readonly Paragraph[],
  page = 0,
): ContextReply | NoticeReply {
  if (citation.left !== undefined) return quotedAlone(citation, citation.left);
  const { first, last } = citation.paragraph;
  const place = locate(
    citation,
    paragraphs.filter(({ n }) => n >= first && n <= last),
  );
  if (place === null) {
    return {
      kind: 'notice',
      text: `“${citation.document.title}” has changed since it was quoted; ask again.`,
    };
  }
  const pieces = piecesOf(paragraphs);
  const isCited = (piece: Piece): boolean => overlap(piece, place.cited) !== null;
  const isMarked = (piece: Piece): boolean => overlap(piece, place.highlight) !== null;
  const core = { start: pieces.findIndex(isMarked), end: pieces.findLastIndex(isMarked) + 1 };
  const { pieces: shown, ...around } = pageOf(pieces, core, page);
  return {
    kind: 'context',
    n: citation.n,
    source: sourceLine(citation.document),
    of: paragraphs.length,
    ...around,
    paragraphs: shown.map((piece) => toParagraph(piece, isCited(piece), place.highlight)),
  };
}

/** The passage as it was quoted: what stood around it is not kept. */
function quotedAlone(citation: Citation, left: Leaving): ContextReply {
  const { n, text, highlight, paragraph, cut } = citation;
  const parts = text.split(BETWEEN);
  let offset = 0;
  const paragraphs = parts.map((part, i): ContextParagraph => {
    const marked = within(spanAt(0, part.length), {
      start: highlight.start - offset,
      end: highlight.end - offset,
    });
    offset += part.length + BETWEEN.length;
    return {
      n: Math.min(paragraph.first + i, paragraph.last),
      text: part,
      highlight: marked,
      isCited: true,
      cutBefore: i === 0 && cut?.start === true,
      cutAfter: i === parts.length - 1 && cut?.end === true,
    };
  });
  return {
    ...{ kind: 'context', n, source: sourceLine(citation.document), of: paragraph.of },
    ...{ paragraphs, page: 0, hasEarlier: false, hasLater: false, left: showLeft(left) },
  };
}

/** Reads a document from its start, which is page 0. */
export function documentReply(
  document: DocumentFacts,
  paragraphs: readonly Paragraph[],
  page = 0,
): ContextReply | NoticeReply {
  if (paragraphs.length === 0) {
    return { kind: 'notice', text: `“${document.title}” is no longer in the index.` };
  }
  const pieces = piecesOf(paragraphs);
  const { pieces: shown, ...around } = pageOf(pieces, { start: 0, end: 0 }, Math.max(0, page));
  return {
    kind: 'context',
    n: null,
    source: sourceLine(document),
    of: paragraphs.length,
    ...around,
    paragraphs: shown.map((piece) => toParagraph(piece, false, null)),
  };
}

/** A stretch of neighbouring paragraphs, as offsets into each of them. */
type Stretch = ReadonlyMap<number, Span>;

/** Where the passage and its highlight stand in the cited paragraphs; null where they no longer do. */
function locate(
  citation: Citation,
  cited: readonly Paragraph[],
): { readonly cited: Stretch; readonly highlight: Stretch } | null {
  const { text, highlight } = citation;
  const joined = cited.map((paragraph) => paragraph.text).join(BETWEEN);
  const marked = text.slice(highlight.start, highlight.end);
  if (marked === '') return null;
  const passage = joined.indexOf(text);
  const start = passage < 0 ? joined.indexOf(marked) : passage + highlight.start;
  if (start < 0) return null;
  const whole = passage < 0 ? { start: 0, end: joined.length } : spanAt(passage, text.length);
  return {
    cited: stretchOf(cited, whole),
    highlight: stretchOf(cited, spanAt(start, marked.length)),
  };
}

function stretchOf(paragraphs: readonly Paragraph[], span: Span): Stretch {
  const stretch = new Map<number, Span>();
  let offset = 0;
  for (const { n, text } of paragraphs) {
    const part = within(spanAt(0, text.length), {
      start: span.start - offset,
      end: span.end - offset,
    });
    if (part !== null) stretch.set(n, part);
    offset += text.length + BETWEEN.length;
  }
  return stretch;
}

function toParagraph(piece: Piece, isCited: boolean, highlight: Stretch | null): ContextParagraph {
  const { n, text, cutBefore, cutAfter } = piece;
  return {
    n,
    text,
    highlight: highlight === null ? null : overlap(piece, highlight),
    isCited,
    cutBefore,
    cutAfter,
  };
}

/** The part of a stretch that stands in a piece, as offsets into it. */
function overlap(piece: Piece, stretch: Stretch): Span | null {
  const span = stretch.get(piece.n);
  if (span === undefined) return null;
  return within(spanAt(0, piece.text.length), {
    start: span.start - piece.start,
    end: span.end - piece.start,
  });
}

function within(outer: Span, inner: Span): Span | null {
  const start = Math.max(outer.start, inner.start);
  const end = Math.min(outer.end, inner.end);
  return start < end ? { start, end } : null;
}

function spanAt(start: number, length: number): Span {
  return { start, end: start + length };
}
