// A PDF -> its paragraphs and headings as printed. Page by page: pieces, rows, then furniture and paragraphs over
// the whole. The file's own dates are when it was made and are not taken; XMP's date of publication is.

import { getDocumentProxy } from 'unpdf';

import type { Metadata } from '../document.js';
import type { DocumentReader, Extracted } from '../document-reader.js';
import { Refusal } from '../refusal.js';
import { furnitureOf } from './pdf-furniture.js';
import { type PdfPiece, type PdfRow, rowsOfPage } from './pdf-lines.js';
import { paragraphsOf } from './pdf-paragraphs.js';
import { soleExtraction } from './sole-extraction.js';

/** Reads PDFs that hold text. */
export const pdfReader: DocumentReader = { read: (bytes) => readPdf(bytes) };

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;

const MOST_PAGES = 3_000;
const MOST_CHARACTERS = 2 * 1024 * 1024;
/** A page of a telephone book has 20,000. */
const MOST_PIECES_OF_PAGE = 100_000;
/** A page of scanned text has a stamp or a number at most. */
const FEWEST_CHARACTERS = 20;
/** What a form shows to programs that cannot fill it in. */
const XFA_NOTICE = /please wait|if this message is not eventually replaced/i;
/** Titles that programs put there and nobody wrote. */
const NO_TITLE =
  /^(?:untitled|microsoft word - .*|.*\.(?:docx?|pdf|indd|qxd|pptx?|odt|rtf|tex|dvi|html?)|https?:.*)$/i;

async function readPdf(bytes: Uint8Array): Promise<Extracted> {
  const pdf = await open(bytes);
  try {
    return await readPages(pdf);
  } catch (error) {
    throw asRefusal(error);
  } finally {
    await pdf.destroy();
  }
}

async function open(bytes: Uint8Array): Promise<Pdf> {
  try {
    // A copy: pdf.js takes the memory that it is given. Errors are ours to tell, so it prints none.
    return await getDocumentProxy(new Uint8Array(bytes), {
      verbosity: 0,
      isEvalSupported: false,
      useSystemFonts: false,
      disableFontFace: true,
      stopAtErrors: false,
    });
  } catch (error) {
    throw asRefusal(error);
  }
}

async function readPages(pdf: Pdf): Promise<Extracted> {
  if (pdf.numPages > MOST_PAGES)
    throw new Refusal('too_complex', `it has more than ${MOST_PAGES} pages. Split it.`);
  const rows: PdfRow[] = [];
  let characters = 0;
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const pieces = await piecesOf(page);
    characters += pieces.reduce((sum, { text }) => sum + text.length, 0);
    if (characters > MOST_CHARACTERS) throw tooMuchText();
    for (const row of rowsOfPage(pieces, number - 1)) rows.push(row);
    page.cleanup();
  }
  const { info, metadata } = await factsOf(pdf);
  const text = rows.map((row) => row.text).join(' ');
  const isForm =
    'IsXFAPresent' in info && info.IsXFAPresent === true && XFA_NOTICE.test(text.slice(0, 2_000));
  if (isForm) throw noText('its text is a form that only some programs show');
  if (text.length < FEWEST_CHARACTERS) throw noText('its pages hold pictures and no text');
  const furniture = furnitureOf(rows, pdf.numPages);
  const lines = paragraphsOf(
    rows.map((row, index) => ({ ...row, furniture: furniture[index] ?? null })),
  );
  const publication: unknown = metadata?.get('prism:publicationdate') ?? metadata?.get('dc:date');
  return soleExtraction({ lines, metadata: statedIn(info, publication) });
}

type Page = Awaited<ReturnType<Pdf['getPage']>>;
type Item = Awaited<ReturnType<Page['getTextContent']>>['items'][number];

/** Where a file holds no XMP, its metadata is null, whatever the types say. */
function factsOf(pdf: Pdf): Promise<{
  readonly info: object;
  readonly metadata: { readonly get: (name: string) => unknown } | null;
}> {
  return pdf.getMetadata();
}

/** As a stream, so that a page without end is given up at the limit and not at the end of memory. */
async function piecesOf(page: Page): Promise<readonly PdfPiece[]> {
  const pieces: PdfPiece[] = [];
  const reader = (
    page.streamTextContent() as ReadableStream<{ readonly items: readonly Item[] }>
  ).getReader();
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    for (const item of chunk.value.items) pieces.push(...pieceOf(item));
    if (pieces.length > MOST_PIECES_OF_PAGE) throw tooMuchText();
  }
  return pieces;
}

function tooMuchText(): Refusal {
  return new Refusal('parser_limit', 'it holds more text than one file may. Split it.');
}

function pieceOf(item: Item): readonly PdfPiece[] {
  if (!('str' in item)) return [];
  const [a = 0, b = 0, , , x = 0, y = 0] = item.transform as number[];
  const size = Math.hypot(a, b) || item.height;
  return [{ text: item.str, x, y, width: item.width, size, endsRow: item.hasEOL }];
}

function statedIn(info: object, publication: unknown): Partial<Metadata> {
  const facts = new Map<string, unknown>(Object.entries(info));
  const one = (name: string): string | null => {
    const value = facts.get(name);
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
  };
  const [title, author, language] = [one('Title'), one('Author'), one('Language')];
  return {
    ...(title === null || NO_TITLE.test(title) ? {} : { title }),
    ...(author === null ? {} : { author }),
    ...(language === null ? {} : { language }),
    ...(typeof publication === 'string' ? { date: publication } : {}),
  };
}

function noText(reason: string): Refusal {
  return new Refusal('no_text_layer', `${reason}. Run text recognition over it first.`);
}

function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const isProtected =
    error instanceof Error &&
    (error.name === 'PasswordException' || /encrypt/i.test(error.message));
  if (isProtected) {
    return new Refusal(
      'pdf_encrypted',
      'it is protected by a password. Save a copy without one.',
      error,
    );
  }
  return new Refusal('pdf_invalid', 'it is not a PDF that can be read. Export it anew.', error);
}
