// The kept originals of a collection as a corpus to build from; and two corpora as one, which is what the operator's
// collection is: the corpus folder, and what was added by command.

import type { CorpusListing, CorpusSource } from '../corpus/corpus-source.js';
import type { Document, Metadata } from '../corpus/document.js';
import { READER_VERSION } from '../corpus/read-document.js';
import type { ReadSafely } from '../corpus/read-safely.js';
import type { Original, OriginalFacts } from '../sources/source.js';
import type { SourceStore } from '../sources/source-store.js';
import { sha256Of } from './place-ids.js';

/** Opens what is kept of a collection. */
export function keptCorpus(
  sources: Pick<SourceStore, 'original' | 'originals'>,
  read: ReadSafely,
  collection: string,
): CorpusSource {
  return {
    list: async () => {
      const kept = await sources.originals(collection, 'kept');
      const entries = kept.map((facts) => ({
        id: facts.id,
        file: facts.name,
        hash: hashOf(facts),
      }));
      return { entries, rejections: [] };
    },
    read: async ({ id, file }) => {
      const original = await sources.original(collection, id);
      if (original === null) {
        const text = `${file}: it was removed while it was read.`;
        return { documents: [], rejections: [{ file, code: 'vanished', text }] };
      }
      const result = await read({ file, bytes: original.bytes, sidecar: null });
      const isOne = result.documents.length === 1;
      const documents = result.documents.map((document) => ({
        ...described(document, original),
        id: isOne ? id : `${id}-${document.id}`,
      }));
      return { ...result, documents };
    },
  };
}

/** Several corpora as one; entries keep their order. */
export function joinCorpora(corpora: readonly CorpusSource[]): CorpusSource {
  const homes = new Map<string, CorpusSource>();
  return {
    list: async () => {
      const listings: CorpusListing[] = [];
      for (const corpus of corpora) {
        const listing = await corpus.list();
        for (const { id } of listing.entries) homes.set(id, corpus);
        listings.push(listing);
      }
      return {
        entries: listings.flatMap(({ entries }) => entries),
        rejections: listings.flatMap(({ rejections }) => rejections),
      };
    },
    read: (entry) => {
      const home = homes.get(entry.id);
      if (home === undefined) throw new Error('an entry that no corpus listed');
      return home.read(entry);
    },
  };
}

function described(document: Document, { stated, fallback, url }: Original): Document {
  const own = ofDocument(document);
  return {
    ...document,
    ...fallback,
    ...own,
    ...(own.url === undefined && url !== null ? { url } : {}),
    ...stated,
    title: stated.title ?? document.title,
  };
}

function ofDocument(document: Document): Partial<Metadata> {
  const { outlet, author, date, url, language } = document;
  const known = Object.entries({ outlet, author, date, url, language });
  return Object.fromEntries(known.filter(([, value]) => value !== null));
}

/** Everything that shapes its documents. */
function hashOf({ sha256, stated, fallback, name, url }: OriginalFacts): string {
  return sha256Of(JSON.stringify([READER_VERSION, sha256, name, url, stated, fallback]));
}
