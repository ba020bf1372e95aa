// What the parts of the contract share: the corpus that an answerer is opened over.

import type { Citation } from '../../../src/answering/answer.js';
import type { Answerer, CitationReference } from '../../../src/answering/answerer.js';
import { buildInto, TEXTS } from '../../support/answering-site.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

export interface AnswererUnderTest {
  readonly name: string;
  /** Opens an answerer that is closed when the test ends. */
  readonly open: (folder: string) => Answerer;
}

/** Opens it over two collections: the default one and `other`. */
export async function opened(subject: AnswererUnderTest): Promise<Answerer> {
  const folder = temporaryFolder();
  await buildInto(folder, TEXTS);
  await buildInto(folder, { 'x.md': 'Some soldiers left Odessa.' }, 'other');
  return subject.open(folder);
}

/** What brings a citation back later. */
export function referenceTo(citation: Citation): CitationReference {
  const { label, n, highlight, lead, score, document } = citation;
  return { label, n, highlight, ...(lead && { lead }), score, documentId: document.id };
}
