// What every file format must offer: bytes in, out the documents they hold, each a flat list of lines and the
// metadata that the format itself carries. A new format joins as one file with one DocumentReader, named in
// formats/kinds.ts and formats/reader-of.ts. Readers of hostile formats run in a process of their own.

import type { Metadata, RejectionCode } from './document.js';

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
  /** The rule by which the format itself tells that this is no text, such as a page's running header. */
  readonly furniture?: string;
}

/** One document as a reader gets it out of a file. */
export interface Extraction {
  readonly lines: readonly SourceLine[];
  /**
   * What the format states outright; guesses from the wording are not a reader's business. Values may be
   * as they stand there (a date in any form): they are checked before they are used.
   */
  readonly metadata: Partial<Metadata>;
  /** What a person should know of how it was read, one line each. */
  readonly notes?: readonly string[];
}

/** What a reader is told beside the text. */
export interface ReadingOptions {
  /** CSS selector of the article, for formats that know selectors. */
  readonly select?: string | null;
}

/** One document of a file that may hold several. */
export interface MemberExtraction extends Extraction {
  /**
   * What the document is called inside its file: a path in an archive, the id or address of a table's row.
   * It stays the same when others come and go. Null where the file itself is the document.
   */
  readonly member: string | null;
  readonly encoding: string;
}

/** Something in a file that was left out while the rest of it was read. */
export interface MemberRefusal {
  readonly member: string;
  readonly code: RejectionCode;
  /** One line without the member's name: what is wrong and what to do. */
  readonly text: string;
}

/** All that a file gave. */
export interface Extracted {
  readonly extractions: readonly MemberExtraction[];
  readonly refusals: readonly MemberRefusal[];
}

/** A file inside another: a member of an archive, an attachment. */
export interface Member {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Wins over what it says of itself. */
  readonly given?: Partial<Metadata>;
}

/** What a reader may need beside the bytes. */
export interface ReadContext extends ReadingOptions {
  /** The file's name, for what only a name tells. */
  readonly name: string;
  /** Reads a file inside this one by whatever it is; what is wrong with it is a refusal in the result. */
  readonly readMember: (member: Member) => Promise<Extracted>;
}

/** Reads one file format. */
export interface DocumentReader {
  /** Throws a Refusal for a file that must not be read. */
  read(bytes: Uint8Array, context: ReadContext): Promise<Extracted>;
}

/** A format that is text through and through: read at once, in the calling process. */
export interface TextReader {
  /** Lower case, with the dot. */
  readonly extensions: readonly string[];
  /** Throws a Refusal for a file that must not be read. */
  read(text: string, options?: ReadingOptions): Extraction;
}

/** More lines than any book has paragraphs: beyond it the file is a table or an attack. */
export const MOST_LINES = 100_000;

/** Documents that one file may hold: a year of a newspaper, and less than a collection can bear. */
export const MOST_DOCUMENTS = 10_000;
