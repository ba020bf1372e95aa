// One file's bytes -> a Document or a Rejection: decode, read by format, clean, cut. The only place that
// knows every format and the only one that catches: whatever a file does to a parser, the rest of the
// corpus goes on.

import { posix } from 'node:path';

import { cleanLines } from './clean-lines.js';
import type { ReadResult } from './corpus-source.js';
import { cutParagraphs } from './cut-paragraphs.js';
import { decodeText } from './decode-text.js';
import type { Document, Metadata, Paragraph, Removal } from './document.js';
import { documentIdOf } from './document-id.js';
import { type DocumentReader, type Extraction, MOST_LINES } from './document-reader.js';
import { languageOfText } from './language-of-text.js';
import { refuseBroken } from './looks-broken.js';
import { htmlReader } from './read-html.js';
import { markdownReader } from './read-markdown.js';
import { plainTextReader } from './read-plain-text.js';
import { Refusal } from './refusal.js';
import { rejectionOf } from './show-file-name.js';
import { readSidecar, type SidecarFacts } from './sidecar.js';

/** Part of every entry's hash: raise it when reading or cleaning changes what comes out. */
export const READER_VERSION = 3;

/** A file as it came from the disk. */
export interface SourceFile {
  /** Path below the corpus folder, with forward slashes. */
  readonly file: string;
  readonly bytes: Uint8Array;
  /** The sidecar's bytes, or null where there is none. */
  readonly sidecar: Uint8Array | null;
  /** True where its source says that it is taken although it looks broken. */
  readonly acceptBroken?: boolean;
}

const READERS: readonly DocumentReader[] = [markdownReader, htmlReader, plainTextReader];
const LONGEST_TITLE_FROM_TEXT = 70;

/** The extensions that are read, with the dot, lower case. */
export const READ_EXTENSIONS: readonly string[] = READERS.flatMap(({ extensions }) => extensions);

/** The reader for a file's extension, or null. */
export function readerFor(file: string): DocumentReader | null {
  const extension = posix.extname(file).toLowerCase();
  return READERS.find(({ extensions }) => extensions.includes(extension)) ?? null;
}

/** Reads, cleans and cuts one document; whatever is wrong with it is a rejection, never a throw. */
export function readDocument(source: SourceFile): ReadResult {
  try {
    return { documents: [documentOf(source)], rejections: [] };
  } catch (error) {
    return { documents: [], rejections: [describeRefusal(source.file, error)] };
  }
}

function describeRefusal(file: string, error: unknown): ReturnType<typeof rejectionOf> {
  if (error instanceof Refusal) return rejectionOf(file, error.code, error.message);
  if (error instanceof RangeError) {
    return rejectionOf(file, 'too_complex', 'it is nested too deeply to be read. Simplify it.');
  }
  const reason = error instanceof Error ? error.message : String(error);
  return rejectionOf(file, 'unreadable', `it could not be parsed (${reason}).`);
}

function documentOf({ file, bytes, sidecar, acceptBroken }: SourceFile): Document {
  const reader = readerFor(file);
  if (reader === null) throw new Refusal('type_mismatch', 'not a format that is read yet.');
  const given: SidecarFacts = sidecar === null ? {} : readSidecar(sidecar);
  const { text, encoding } = decodeText(bytes);
  const extraction = extract(text, reader);
  const cleaned = cleanLines(extraction.lines, { ...extraction.metadata, ...given });
  const id = documentIdOf(file);
  const paragraphs = cutParagraphs(cleaned.lines, id);
  if (paragraphs.length === 0) {
    throw new Refusal('empty_document', 'there is no text in it beyond headings and page furniture. Add some or remove the file.');
  }
  if (given.accept !== true && acceptBroken !== true) refuseBroken(paragraphs);
  const removals = cleaned.lines.flatMap(({ removedBy, text: line }): readonly Removal[] =>
    removedBy === null ? [] : [{ rule: removedBy, line }],
  );
  return {
    id,
    file,
    ...cleaned.metadata,
    title: titleOf(cleaned.metadata, paragraphs),
    language: 'language' in given ? cleaned.metadata.language : (cleaned.metadata.language ?? languageOfText(paragraphs)),
    paragraphs,
    cleaning: {
      encoding,
      keptParagraphs: paragraphs.length,
      keptCharacters: paragraphs.reduce((sum, paragraph) => sum + paragraph.text.length, 0),
      removals,
    },
  };
}

function extract(text: string, reader: DocumentReader): Extraction {
  refuseOtherFormat(text, reader);
  const extraction = reader.read(text);
  if (extraction.lines.length <= MOST_LINES) return extraction;
  throw new Refusal('too_complex', `it has more than ${MOST_LINES} paragraphs. Split it.`);
}

/** A text without a title is known by its first words. */
function titleOf({ title }: Metadata, [first]: readonly Paragraph[]): string {
  if (title !== null) return title;
  const text = first?.text ?? '';
  if (text.length <= LONGEST_TITLE_FROM_TEXT) return text;
  const cut = text.slice(0, LONGEST_TITLE_FROM_TEXT).replace(/[^\s]*$/, '').trimEnd();
  const words = cut === '' ? Array.from(text).slice(0, LONGEST_TITLE_FROM_TEXT / 2).join('') : cut;
  return `${words.replace(/[\s,;:–—-]+$/, '')}…`;
}

const OTHER_FORMATS: readonly (readonly [RegExp, string])[] = [
  [/^%PDF-/, 'a PDF'],
  [/^\{\\rtf/, 'an RTF file'],
  [/^PK\x03\x04/, 'a zip archive or an office document'],
];

/** What a file is called must be what it holds. */
function refuseOtherFormat(text: string, reader: DocumentReader): void {
  const start = text.slice(0, 200).trimStart();
  const isPage = /^(?:<!doctype html|<html[\s>])/i.test(start);
  const other = isPage && reader !== htmlReader ? 'an HTML page' : null;
  const found = other ?? OTHER_FORMATS.find(([pattern]) => pattern.test(start))?.[1];
  if (found === undefined) return;
  const text_ = `its name says ${reader.extensions[0] ?? 'text'} but it is ${found}. Rename or convert it.`;
  throw new Refusal('type_mismatch', text_);
}
