// The words of the first stage: a Document is one source text, cleaned and cut into the Paragraphs that
// citations name. Everything here is plain data; what was removed on the way is part of the result.

/**
 * A date exactly as precise as its source: `2021-07-08`, `2021-07` or `2021`. Never completed.
 */
export type PartialDate = string;

/** The unit of citation: "paragraph n of m" of its document. */
export interface Paragraph {
  /** Stable while the paragraph's own text stays the same, wherever it moves in the document. */
  readonly id: string;
  /** 1-based position among the document's paragraphs. */
  readonly n: number;
  /** The headings above it, outermost first; empty where there are none. */
  readonly headings: readonly string[];
  /** Verbatim text with white space folded to single spaces. */
  readonly text: string;
  /** UTF-16 offsets of `text` in `cleanedText(paragraphs)`. */
  readonly start: number;
  readonly end: number;
  /**
   * Paragraphs with the same run number are neighbours in the source, with neither a heading nor a
   * removed line between them. A passage never spans two runs.
   */
  readonly run: number;
}

/** What a file says about itself; null where it does not say. */
export interface Metadata {
  readonly title: string | null;
  readonly outlet: string | null;
  readonly author: string | null;
  readonly date: PartialDate | null;
  readonly url: string | null;
  readonly language: string | null;
}

/** One line that cleaning took out, and the rule that did it. */
export interface Removal {
  readonly rule: string;
  readonly line: string;
}

/** What became of one file's text. */
export interface CleaningReport {
  readonly encoding: string;
  readonly keptParagraphs: number;
  readonly keptCharacters: number;
  readonly removals: readonly Removal[];
}

export interface Document {
  /** Stable, derived from the file's path: a readable slug and a short hash. */
  readonly id: string;
  /** Path below the corpus folder, with forward slashes. */
  readonly file: string;
  readonly title: string;
  readonly outlet: string | null;
  readonly author: string | null;
  readonly date: PartialDate | null;
  readonly url: string | null;
  readonly language: string | null;
  readonly paragraphs: readonly Paragraph[];
  readonly cleaning: CleaningReport;
}

/** Why a file was left out. Each is said with the file's name; the rest of the corpus goes on. */
export type RejectionCode =
  | 'empty_document'
  | 'not_text'
  | 'bad_encoding'
  | 'bad_front_matter'
  | 'bad_sidecar'
  | 'bad_path'
  | 'not_regular_file'
  | 'too_large'
  | 'too_complex'
  | 'too_many_chunks'
  | 'type_mismatch'
  | 'unreadable'
  | 'vanished'
  // Archives and what is packed as one.
  | 'archive_bad'
  | 'archive_too_large'
  | 'archive_too_many_entries'
  | 'nested_archive'
  // Formats that are parsed in a process of their own.
  | 'document_invalid'
  | 'pdf_invalid'
  | 'pdf_encrypted'
  | 'no_text_layer'
  | 'parser_limit'
  /** Another document of the collection has the same id. */
  | 'id_taken'
  /** Read well, but what came out does not look like text that people wrote: it waits in quarantine. */
  | 'looks_broken';

export interface Rejection {
  /** The path as it is on disk: may hold control characters; show `text` instead. */
  readonly file: string;
  readonly code: RejectionCode;
  /** One printable line: the file's name, shown safely, what is wrong with it and what to do. */
  readonly text: string;
}

/** The paragraphs' texts as one string, blank lines between them: what paragraph offsets point into. */
export function cleanedText(paragraphs: readonly { readonly text: string }[]): string {
  return paragraphs.map((paragraph) => paragraph.text).join('\n\n');
}
