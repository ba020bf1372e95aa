// A format -> its reader. Loaded when first needed, so that a process that reads one PDF loads no other parser.

import { decodeText } from '../decode-text.js';
import type { DocumentReader, TextReader } from '../document-reader.js';
import { soleExtraction } from './sole-extraction.js';
import type { Kind } from './kinds.js';

const packed = async (): Promise<DocumentReader> => (await import('./read-packed.js')).packedReader;

const READERS: Readonly<Record<Kind, () => Promise<DocumentReader>>> = {
  markdown: async () => ofText((await import('../read-markdown.js')).markdownReader),
  html: async () => ofText((await import('../read-html.js')).htmlReader),
  text: async () => ofText((await import('../read-plain-text.js')).plainTextReader),
  csv: async () => (await import('./read-csv.js')).csvReader,
  json: async () => (await import('./read-json.js')).jsonReader,
  mail: async () => (await import('./read-mail.js')).mailReader,
  mailbox: async () => (await import('./read-mailbox.js')).mailboxReader,
  web_archive: async () => (await import('./read-web-archive.js')).webArchiveReader,
  pdf: async () => (await import('./read-pdf.js')).pdfReader,
  docx: packed,
  epub: packed,
  zip: packed,
};

/** The reader of a format. */
export function readerOf(kind: Kind): Promise<DocumentReader> {
  return READERS[kind]();
}

function ofText(reader: TextReader): DocumentReader {
  return {
    read: (bytes, { select = null }) => {
      const { text, encoding } = decodeText(bytes);
      return Promise.resolve(soleExtraction(reader.read(text, { select }), encoding));
    },
  };
}
