// The parts of finding and answering that stand alone. Each can be switched off, so that a figure can show
// what it brings (`npm run evaluate -- DIR --without NAME`); all are on unless told otherwise.

export const PIECES = [
  /** A passage's neighbours count in its dense score. */
  'neighbours',
  /** Sentence vectors count in a passage's score and choose the highlight. */
  'sentences',
  /** The share of a question's terms in a passage counts in its words' score. */
  'coverage',
  /** So does the order in which the question's words stand. */
  'order',
  /** A statement, such as a claim, is searched more by meaning than a question is. */
  'statements',
  /** Copies of one text in several documents become one citation. */
  'copies',
  /** Only what scores about as well as the best is shown: no list is padded. */
  'support',
  /** Another outlet is heard among the first three where it answers about as well. */
  'outlets',
  /** What was said in a channel is compared by its meaning, not by its words alone. */
  'digest',
  /** Typing slips are mended from the corpus' own words. */
  'slips',
  /** Abbreviations that the corpus explains are looked for in both forms. */
  'abbreviations',
  /** Other spellings and scripts of a name count as the name. */
  'variants',
  /** Passages of the time that a question names come sooner. */
  'dates',
  /** Newer passages come sooner where the newest is asked for. */
  'recency',
  /** Identifiers are looked for as phrases, and the passages of the rarest word are always read again. */
  'exact-terms',
] as const;

export type Piece = (typeof PIECES)[number];

/** What is switched on. */
export type Pieces = ReadonlySet<Piece>;

export const ALL_PIECES: Pieces = new Set(PIECES);

/** All pieces but some. */
export function piecesWithout(left: readonly Piece[]): Pieces {
  return new Set(PIECES.filter((piece) => !left.includes(piece)));
}
