// What every file format must offer: text in, a flat list of lines and the metadata that the format
// itself carries out. A new format joins as one file with one DocumentReader, named in read-document.ts.

import type { Metadata } from './document.js';

export type LineKind = 'text' | 'heading' | 'list_item' | 'quote';

/** One line as rendered: a paragraph, a heading, a list item; never empty, white space folded. */
export interface SourceLine {
  readonly kind: LineKind;
  /** 1 to 6 for headings, 0 for all else. */
  readonly level: number;
  readonly text: string;
  /**
   * Plain text only: blank lines stand above and below, so that this may be a heading nobody marked.
   */
  readonly alone: boolean;
}

/** What a reader gets out of a file. */
export interface Extraction {
  readonly lines: readonly SourceLine[];
  /** What the format states outright; guesses from the wording are not a reader's business. */
  readonly metadata: Partial<Metadata>;
  /** What a person should know of how it was read, one line each. */
  readonly notes?: readonly string[];
}

/** What a reader is told beside the text. */
export interface ReadingOptions {
  /** CSS selector of the article, for formats that know selectors. */
  readonly select?: string | null;
}

/** Reads one file format. */
export interface DocumentReader {
  /** Lower case, with the dot. */
  readonly extensions: readonly string[];
  /** Throws a Refusal for a file that must not be read. */
  read(text: string, options?: ReadingOptions): Extraction;
}

/** More lines than any book has paragraphs: beyond it the file is a table or an attack. */
export const MOST_LINES = 100_000;
