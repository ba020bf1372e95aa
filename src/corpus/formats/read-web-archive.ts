// A page that a browser saved with all its parts (MHTML) -> the page, read as any other. Its header's date is when
// it was saved, so it is not taken; its address is where it was saved from.

import type { DocumentReader, Extracted } from '../document-reader.js';
import { htmlReader } from '../read-html.js';
import { Refusal } from '../refusal.js';
import { parseMail } from './read-mail.js';
import { soleExtraction } from './sole-extraction.js';

/** Reads .mhtml and .mht files. */
export const webArchiveReader: DocumentReader = { read: (bytes) => readWebArchive(bytes) };

async function readWebArchive(bytes: Uint8Array): Promise<Extracted> {
  const { html = '', headers } = await parseMail(bytes);
  if (html.trim() === '') {
    throw new Refusal('document_invalid', 'there is no page in it. Save the page anew.');
  }
  const address = headers.find(({ key }) => key === 'snapshot-content-location')?.value.trim();
  const { lines, metadata } = htmlReader.read(html);
  const from = address === undefined ? {} : { url: address };
  return soleExtraction({ lines, metadata: { ...from, ...metadata } });
}
