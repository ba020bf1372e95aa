// What most readers give: the file is one document, and nothing of it was left out.

import type { Extracted, Extraction } from '../document-reader.js';

/** One document that is the whole file. */
export function soleExtraction(extraction: Extraction, encoding = 'utf-8'): Extracted {
  return { extractions: [{ ...extraction, member: null, encoding }], refusals: [] };
}
