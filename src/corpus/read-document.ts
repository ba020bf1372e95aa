// One file's documents: what a reader got out of it is cleaned and cut into paragraphs, one Document each, or
// refused by name. Text formats are read here as well, at once; `open-reader.ts` in the sandbox reads them all.
// The only place that catches: whatever a file does to a parser, the rest of the corpus goes on.

import { cleanLines } from './clean-lines.js';
import type { ReadResult } from './corpus-source.js';
import { cutParagraphs } from './cut-paragraphs.js';
import { decodeText } from './decode-text.js';
import type { Document, Metadata, Paragraph, Rejection, Removal } from './document.js';
import { documentIdOf } from './document-id.js';
import {
  type Extracted,
  type MemberExtraction,
  MOST_LINES,
  type TextReader,
} from './document-reader.js';
import { kindByBytes, kindOfText } from './formats/decide-kind.js';
import { formatOf, type Kind } from './formats/kinds.js';
import { readCsv } from './formats/read-csv.js';
import { readJson } from './formats/read-json.js';
import { soleExtraction } from './formats/sole-extraction.js';
import { checkStated } from './metadata-fields.js';
import { type Given, statedMetadata } from './given.js';
import { languageOfText } from './language-of-text.js';
import { refuseBroken } from './looks-broken.js';
import { htmlReader } from './read-html.js';
import { markdownReader } from './read-markdown.js';
import { plainTextReader } from './read-plain-text.js';
import { Refusal } from './refusal.js';
import { rejectionOf } from './show-file-name.js';
import { readSidecar, type SidecarFacts } from './sidecar.js';

/** Part of every entry's hash: raise it when reading or cleaning changes what comes out. */
export const READER_VERSION = 4;

/** A file as it came from the disk. */
export interface SourceFile {
  /** Path below the corpus folder, with forward slashes. */
  readonly file: string;
  readonly bytes: Uint8Array;
  /** The sidecar's bytes, or null where there is none. */
  readonly sidecar: Uint8Array | null;
  /** What is known of it beside the file. */
  readonly given?: Given;
}

const TEXT_READERS: Readonly<Partial<Record<Kind, TextReader>>> = {
  markdown: markdownReader,
  html: htmlReader,
  text: plainTextReader,
};
const LONGEST_TITLE_FROM_TEXT = 70;

/** Reads a file of a text format at once; whatever is wrong with it is a rejection, never a throw. */
export function readDocument(source: SourceFile): ReadResult {
  try {
    return documentsOf({ source, sidecar: sidecarOf(source), extracted: readText(source) });
  } catch (error) {
    return refusedWhole(source.file, error);
  }
}

/** The result of a file that gave nothing, for the reason that was thrown. */
export function refusedWhole(file: string, error: unknown): ReadResult {
  return { documents: [], rejections: [describeRefusal(file, error)] };
}

function describeRefusal(file: string, error: unknown): Rejection {
  if (error instanceof Refusal) return rejectionOf(file, error.code, error.message);
  if (error instanceof RangeError) {
    return rejectionOf(file, 'too_complex', 'it is nested too deeply to be read. Simplify it.');
  }
  const reason = error instanceof Error ? error.message : String(error);
  return rejectionOf(file, 'unreadable', `it could not be parsed (${reason}).`);
}

/** What the sidecar says; throws a Refusal `bad_sidecar`. */
export function sidecarOf({ sidecar }: SourceFile): SidecarFacts {
  return sidecar === null ? {} : readSidecar(sidecar);
}

/** Reads a text format; throws a Refusal. */
export function readText({ file, bytes, given }: SourceFile): Extracted {
  const claimed = kindByBytes(file, bytes);
  if (claimed !== null && formatOf(claimed).isHostile) {
    throw new Refusal('type_mismatch', `it is ${formatOf(claimed).title} and no text.`);
  }
  const { text, encoding } = decodeText(bytes);
  const kind = kindOfText(text, claimed);
  if (kind === 'csv') return readCsv(text);
  if (kind === 'json') return readJson(text, file);
  const reader = TEXT_READERS[kind];
  if (reader !== undefined) return soleExtraction(reader.read(text, { select: given?.select ?? null }), encoding);
  throw new Refusal('type_mismatch', `it is ${formatOf(kind).title}. Rename it.`);
}

/** What a reader got out of a file, and what is said of it beside. */
export interface ReadFile {
  readonly source: SourceFile;
  readonly sidecar: SidecarFacts;
  readonly extracted: Extracted;
}

/** Cleans and cuts everything that a file gave; what cannot be used is a rejection with its member's name. */
export function documentsOf({ source, sidecar, extracted }: ReadFile): ReadResult {
  const { file, given = {} } = source;
  const documents: Document[] = [];
  const rejections = extracted.refusals.map(({ member, code, text }) =>
    rejectionOf(shownPlace(file, member), code, text),
  );
  for (const extraction of extracted.extractions) {
    try {
      documents.push(documentOf({ file, given, sidecar, extraction }));
    } catch (error) {
      rejections.push(describeRefusal(shownPlace(file, extraction.member), error));
    }
  }
  if (documents.length === 0 && rejections.length === 0) {
    return refusedWhole(file, new Refusal('empty_document', 'there is no document in it.'));
  }
  return { documents, rejections };
}

/** A file's path, and what of it: `2021.zip#may/25.html`. */
function shownPlace(file: string, member: string | null): string {
  return member === null ? file : `${file}#${member}`;
}

interface OneOfFile {
  readonly file: string;
  readonly given: Given;
  readonly sidecar: SidecarFacts;
  readonly extraction: MemberExtraction;
}

function documentOf({ file, given, sidecar, extraction }: OneOfFile): Document {
  const { member, lines, encoding } = extraction;
  if (lines.length > MOST_LINES) {
    throw new Refusal('too_many_chunks', `it has more than ${MOST_LINES} paragraphs. Split it.`);
  }
  const said = checkStated(extraction.metadata);
  const ofWhole = statedMetadata(given, { sidecar, file: member === null ? said : {} });
  // What is said of a file corrects it; of a file of several documents it says what they do not say themselves.
  const cleaned = cleanLines(lines, member === null ? ofWhole : { ...ofWhole, ...said });
  const id =
    member === null ? (given.id ?? documentIdOf(file)) : documentIdOf(given.id ?? file, member);
  const paragraphs = cutParagraphs(cleaned.lines, id);
  if (paragraphs.length === 0) {
    throw new Refusal(
      'empty_document',
      'there is no text in it beyond headings and page furniture. Add some or remove the file.',
    );
  }
  if (sidecar.accept !== true && given.acceptBroken !== true) refuseBroken(paragraphs);
  const removals = cleaned.lines.flatMap(({ removedBy, text: line }): readonly Removal[] =>
    removedBy === null ? [] : [{ rule: removedBy, line }],
  );
  return {
    id,
    file: shownPlace(file, member),
    ...cleaned.metadata,
    title: titleOf(cleaned.metadata, paragraphs),
    language: languageOf(cleaned.metadata, { isSaid: 'language' in ofWhole, paragraphs }),
    paragraphs,
    cleaning: {
      encoding,
      keptParagraphs: paragraphs.length,
      keptCharacters: paragraphs.reduce((sum, paragraph) => sum + paragraph.text.length, 0),
      removals,
      ...(extraction.notes === undefined ? {} : { notes: extraction.notes }),
    },
  };
}

/** What is said of the language holds, an explicit null too; else it is told from the text where that is sure. */
function languageOf(
  { language }: Metadata,
  { isSaid, paragraphs }: { readonly isSaid: boolean; readonly paragraphs: readonly Paragraph[] },
): string | null {
  return isSaid || language !== null ? language : languageOfText(paragraphs);
}

/** A text without a title is known by its first words. */
function titleOf({ title }: Metadata, [first]: readonly Paragraph[]): string {
  if (title !== null) return title;
  const text = first?.text ?? '';
  if (text.length <= LONGEST_TITLE_FROM_TEXT) return text;
  const cut = text
    .slice(0, LONGEST_TITLE_FROM_TEXT)
    .replace(/[^\s]*$/, '')
    .trimEnd();
  const words =
    cut === ''
      ? Array.from(text)
          .slice(0, LONGEST_TITLE_FROM_TEXT / 2)
          .join('')
      : cut;
  return `${words.replace(/[\s,;:–—-]+$/, '')}…`;
}
