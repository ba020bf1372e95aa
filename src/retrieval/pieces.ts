// The parts of finding and answering that stand alone. Each can be switched off, so that a figure can show
// what it brings (`npm run evaluate -- DIR --without NAME`); all are on unless told otherwise.

export const PIECES = [
  /** A passage's neighbours count in its dense score. */
  'neighbours',
  /** Sentence vectors count in a passage's score and choose the highlight. */
  'sentences',
  /** What was said in a channel is compared by its meaning, not by its words alone. */
  'digest',
] as const;

export type Piece = (typeof PIECES)[number];

/** What is switched on. */
export type Pieces = ReadonlySet<Piece>;

export const ALL_PIECES: Pieces = new Set(PIECES);

/** All pieces but some. */
export function piecesWithout(left: readonly Piece[]): Pieces {
  return new Set(PIECES.filter((piece) => !left.includes(piece)));
}
