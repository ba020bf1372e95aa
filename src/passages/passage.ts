// The word of the second stage: a Passage is a packed run of neighbouring paragraphs, the unit that is
// embedded and retrieved. Its text is verbatim; titles and headings travel beside it, never inside.

/** A stretch of text as UTF-16 offsets, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Passage {
  /** 0-based position among the document's passages. */
  readonly ordinal: number;
  /** Numbers of the first and last paragraph it holds, in whole or in part. */
  readonly first: number;
  readonly last: number;
  /** Paragraphs are joined by a blank line. */
  readonly text: string;
  /** The headings above its first paragraph, outermost first. */
  readonly headings: readonly string[];
  /** Its sentences in order, as offsets into `text`. */
  readonly sentences: readonly Span[];
  /** True where the passage begins or ends inside a sentence that was too long to keep whole. */
  readonly cut: { readonly start: boolean; readonly end: boolean };
}
