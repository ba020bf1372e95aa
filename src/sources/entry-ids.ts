// Documents as some reader gave them -> the same with ids that begin with their entry's, paragraphs included, so
// that two places which hold a file of the same name never share an id.

import type { ReadResult, SourceEntry } from '../corpus/corpus-source.js';
import type { Document } from '../corpus/document.js';

/** Renames what does not carry its entry's id yet. */
export function withEntryIds(entry: SourceEntry, result: ReadResult): ReadResult {
  const isOne = result.documents.length === 1;
  const documents = result.documents.map((document) => {
    if (isOne) return renamed(document, entry.id);
    return document.id.startsWith(entry.id)
      ? document
      : renamed(document, `${entry.id}-${document.id}`);
  });
  return { ...result, documents };
}

function renamed(document: Document, id: string): Document {
  if (document.id === id) return document;
  const paragraphs = document.paragraphs.map((paragraph) =>
    paragraph.id.startsWith(document.id)
      ? { ...paragraph, id: id + paragraph.id.slice(document.id.length) }
      : paragraph,
  );
  return { ...document, id, paragraphs };
}
