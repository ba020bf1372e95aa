// The pieces of text on a PDF's pages -> its rows as printed: each a line of one font with its place on the page.
// A PDF knows nothing but pieces at places; what belongs to one row, the reading order and the gaps tell.

import { foldWhiteSpace, isBlank } from '../fold-white-space.js';

/** One run of characters as the page places it; points, y from the bottom. */
export interface PdfPiece {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
  readonly endsRow: boolean;
}

/** One printed row. */
export interface PdfRow {
  readonly text: string;
  /** 0-based. */
  readonly page: number;
  readonly left: number;
  readonly right: number;
  readonly y: number;
  readonly size: number;
}

/** Another baseline by more than this share of the font's size is another row; footnote marks stand less high. */
const SAME_ROW = 0.6;
/** A gap wider than this share of the font's size is a space, where the file writes none. */
const SPACE_GAP = 0.2;
/** A jump to the right by so many font sizes is another column. */
const COLUMN_GAP = 3;

const LIGATURES: Readonly<Record<string, string>> = {
  ﬀ: 'ff',
  ﬁ: 'fi',
  ﬂ: 'fl',
  ﬃ: 'ffi',
  ﬄ: 'ffl',
  ﬅ: 'st',
  ﬆ: 'st',
};

/** The rows of one page in reading order. */
export function rowsOfPage(pieces: readonly PdfPiece[], page: number): readonly PdfRow[] {
  const rows: PdfRow[] = [];
  let open: PdfPiece[] = [];
  const close = (): void => {
    const row = rowOf(open, page);
    if (row !== null) rows.push(row);
    open = [];
  };
  for (const piece of pieces) {
    const last = open.at(-1);
    if (last !== undefined && !continuesRow(last, piece)) close();
    open.push(piece);
    if (piece.endsRow) close();
  }
  close();
  return rows;
}

function continuesRow(last: PdfPiece, piece: PdfPiece): boolean {
  const size = Math.max(last.size, piece.size);
  if (Math.abs(last.y - piece.y) > size * SAME_ROW) return false;
  const gap = piece.x - (last.x + last.width);
  return gap < size * COLUMN_GAP && gap > -size * COLUMN_GAP;
}

function rowOf(pieces: readonly PdfPiece[], page: number): PdfRow | null {
  const [first] = pieces;
  if (first === undefined) return null;
  const text = foldWhiteSpace(textOf(pieces));
  if (isBlank(text)) return null;
  const printed = pieces.filter((piece) => !isBlank(piece.text));
  const biggest = printed.reduce(
    (one, other) => (other.text.length > one.text.length ? other : one),
    first,
  );
  return {
    text,
    page,
    left: Math.min(...printed.map(({ x }) => x)),
    right: Math.max(...printed.map(({ x, width }) => x + width)),
    y: biggest.y,
    size: biggest.size,
  };
}

function textOf(pieces: readonly PdfPiece[]): string {
  let text = '';
  let end: number | null = null;
  for (const piece of pieces) {
    const gap = end === null ? 0 : piece.x - end;
    if (gap > piece.size * SPACE_GAP) text += ' ';
    text += piece.text.replace(/[ﬀ-ﬆ]/g, (ligature) => LIGATURES[ligature] ?? ligature);
    end = piece.x + piece.width;
  }
  return text;
}
