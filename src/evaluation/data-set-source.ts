// A data set's corpus as a CorpusSource, so that it goes through the same packing, embedding, index and
// retrieval as a folder does. Cleaning is left out: the sets' texts have no page furniture.

import { createHash } from 'node:crypto';
import type { CorpusSource, SourceEntry } from '../corpus/corpus-source.js';
import type { Document, Paragraph } from '../corpus/document.js';
import { isPartialDate } from '../store/partial-dates.js';
import type { DataSetDocument } from './data-set.js';

export function openDataSetSource(documents: readonly DataSetDocument[]): CorpusSource {
  const byId = new Map(documents.map((document) => [document._id, document]));
  return {
    list: () => Promise.resolve({ entries: [...byId.values()].map(toEntry), rejections: [] }),
    read: (entry) => {
      const found = byId.get(entry.id);
      const paragraphs = found === undefined ? [] : cutParagraphs(found);
      if (found !== undefined && paragraphs.length > 0) {
        return Promise.resolve({ documents: [toDocument(found, paragraphs)], rejections: [] });
      }
      const text = `${entry.file} has no text.`;
      const rejection = { file: entry.file, code: 'empty_document' as const, text };
      return Promise.resolve({ documents: [], rejections: [rejection] });
    },
  };
}

/** The documents that name their sentences, each sentence a paragraph of its own. */
export function openSentenceSource(documents: readonly DataSetDocument[]): CorpusSource {
  return openDataSetSource(
    documents.flatMap(({ sentences, ...document }) =>
      sentences === undefined ? [] : [{ ...document, text: oneALine(sentences) }],
    ),
  );
}

function oneALine(sentences: readonly string[]): string {
  return sentences.map((sentence) => sentence.replace(/\s+/g, ' ')).join('\n');
}

function toEntry(document: DataSetDocument): SourceEntry {
  const { _id, title, text, date, url, outlet } = document;
  const hash = createHash('sha256').update(JSON.stringify([title, text, date, url, outlet]));
  return { id: _id, file: _id, hash: hash.digest('hex') };
}

function toDocument(from: DataSetDocument, paragraphs: Paragraph[]): Document {
  const keptCharacters = paragraphs.reduce((sum, { text }) => sum + text.length, 0);
  return {
    id: from._id,
    file: from._id,
    title: from.title,
    outlet: from.outlet ?? null,
    author: null,
    date: isPartialDate(from.date ?? '') ? (from.date ?? null) : null,
    url: from.url ?? null,
    language: null,
    paragraphs,
    cleaning: {
      encoding: 'utf-8',
      keptParagraphs: paragraphs.length,
      keptCharacters,
      removals: [],
    },
  };
}

function cutParagraphs(document: DataSetDocument): Paragraph[] {
  let start = 0;
  const texts = document.text.split('\n').map((line) => line.replace(/\s+/g, ' ').trim());
  return texts
    .filter((text) => text !== '')
    .map((text, i) => {
      const paragraph = {
        id: `${document._id}:${i + 1}`,
        n: i + 1,
        headings: [],
        text,
        start,
        end: start + text.length,
        run: 0,
      };
      start = paragraph.end + 2;
      return paragraph;
    });
}
