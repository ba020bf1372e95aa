// What a collection keeps, as a refresh looks it up: by id, and by every address a listing calls it by. Filled once
// from the store, then kept in step with it, so that a thousand pages do not cost a thousand look-ups.

import type { OriginalFacts } from './source.js';
import type { SourceStore } from './source-store.js';

export interface KeptOriginals {
  byId(id: string): OriginalFacts | null;
  byLink(link: string): OriginalFacts | null;
  ofSource(sourceId: string): readonly OriginalFacts[];
  note(facts: OriginalFacts): void;
  forget(facts: OriginalFacts): void;
}

/** Reads what a collection keeps. */
export async function keptOriginals(
  store: SourceStore,
  collection: string,
): Promise<KeptOriginals> {
  const ids = new Map<string, OriginalFacts>();
  const links = new Map<string, string>();
  const note = (facts: OriginalFacts): void => {
    ids.set(facts.id, facts);
    for (const link of linksOf(facts)) links.set(link, facts.id);
  };
  for (const facts of await store.originals(collection)) note(facts);
  return {
    byId: (id) => ids.get(id) ?? null,
    byLink: (link) => ids.get(links.get(link) ?? '') ?? null,
    ofSource: (sourceId) => [...ids.values()].filter((facts) => facts.sourceId === sourceId),
    note,
    forget: (facts) => {
      ids.delete(facts.id);
    },
  };
}

/** Every address that an original is known by; the first is the one to ask for. */
export function linksOf({ url, links = [] }: OriginalFacts): readonly string[] {
  return url === null ? links : [...links, url];
}
