// In: the documents of a corpus and, where given, a word to look for. Out: a list of them.

import { foldText } from '../shared/fold-text.js';
import type { DocumentFacts } from '../store/knowledge-store.js';
import { sourceLine } from './cite.js';
import type { DocumentsReply } from './reply.js';

/** Documents listed at once: more is no longer read. */
const MOST_LISTED = 100;

/** Lists documents, those whose title, outlet or file holds the word where one is given. */
export function documentsReply(documents: readonly DocumentFacts[], word: string): DocumentsReply {
  const wanted = foldText(word.trim());
  const found = documents.filter(({ title, outlet, file }) =>
    foldText(`${title}\n${outlet ?? ''}\n${file}`).includes(wanted),
  );
  return {
    kind: 'documents',
    text: headline({ found: found.length, all: documents.length, word: word.trim() }),
    documents: found.slice(0, MOST_LISTED).map((document) => ({
      source: sourceLine({ ...document, url: null }),
      paragraphs: document.paragraphs,
    })),
  };
}

function headline(counts: { found: number; all: number; word: string }): string {
  const { found, all, word } = counts;
  const documents = all === 1 ? '1 document' : `${all} documents`;
  const first = found > MOST_LISTED ? `, the first ${MOST_LISTED} of them` : '';
  return word === ''
    ? `The corpus holds ${documents}${first}:`
    : `${found} of ${documents} for “${word}”${first}:`;
}
