// Several corpora -> one. Each entry is read by the corpus that listed it; ids of the parts cannot clash, and should
// they do all the same, that is a defect and said, because one text would be cited under another's name.

import type { CorpusListing, CorpusSource } from '../corpus/corpus-source.js';

/** Joins corpora in the given order. */
export function joinSources(parts: readonly CorpusSource[]): CorpusSource {
  const owners = new Map<string, CorpusSource>();
  return {
    list: async () => {
      const listings: CorpusListing[] = [];
      owners.clear();
      for (const part of parts) {
        const listing = await part.list();
        for (const { id } of listing.entries) {
          if (owners.has(id)) throw new Error(`two documents have the id ${id}`);
          owners.set(id, part);
        }
        listings.push(listing);
      }
      return {
        entries: listings.flatMap(({ entries }) => entries),
        rejections: listings.flatMap(({ rejections }) => rejections),
        away: listings.flatMap(({ away = [] }) => away),
      };
    },
    read: (entry) => {
      const owner = owners.get(entry.id);
      if (owner === undefined) return Promise.reject(new Error(`${entry.id} was not listed`));
      return owner.read(entry);
    },
  };
}
