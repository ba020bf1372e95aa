// In: names and what is being typed. Out: the names it may become. Names are folded once a generation, so
// that a keystroke is one pass over strings in memory, however many documents there are.

import { foldText } from '../shared/fold-text.js';
import { kept } from '../shared/kept.js';
import type { Generation, KnowledgeReader } from '../store/knowledge-store.js';
import type { Suggestion, SuggestRequest } from './answerer.js';

/** A name that can be suggested, with the form that is compared. */
export interface FoldedName extends Suggestion {
  readonly folded: string;
}

/** The names of one generation; each list is read when it is first asked for, and kept. */
export interface Names {
  readonly outlet: () => Promise<readonly FoldedName[]>;
  readonly document: () => Promise<readonly FoldedName[]>;
}

/** Prepares the names of a generation. */
export function namesOf(
  corpus: { readonly reader: KnowledgeReader; readonly generation: Generation },
  outlets: readonly string[],
): Names {
  return {
    outlet: kept(() => Promise.resolve(outlets.map(outletName))),
    document: kept(async () => {
      const documents = await corpus.reader.listDocuments(corpus.generation);
      return documents.map(({ id, title }) => foldedName({ name: title, value: id }));
    }),
  };
}

/** The names of several generations together, their outlets once each. */
export function joinNames(names: readonly Names[], outlets: readonly string[]): Names {
  return {
    outlet: kept(() => Promise.resolve(outlets.map(outletName))),
    document: kept(async () => (await Promise.all(names.map((own) => own.document()))).flat()),
  };
}

function outletName(outlet: string): FoldedName {
  return foldedName({ name: outlet, value: outlet });
}

/** A suggestion with its folded form. */
export function foldedName(suggestion: Suggestion): FoldedName {
  return { ...suggestion, folded: foldText(suggestion.name).trim() };
}

/**
 * Chooses names: those that begin with what is typed, then those of which a word does, then those that
 * contain it; each in the order they come in. Nothing typed takes the first ones.
 */
export function chooseNames(
  names: readonly FoldedName[],
  request: Pick<SuggestRequest, 'typed' | 'limit'>,
): Suggestion[] {
  const typed = foldText(request.typed).trim();
  const limit = Math.max(0, Math.trunc(request.limit));
  const begin: FoldedName[] = [];
  const wordBegins: FoldedName[] = [];
  const contain: FoldedName[] = [];
  for (const name of names) {
    if (begin.length >= limit) break;
    if (name.folded.startsWith(typed)) begin.push(name);
    else if (name.folded.includes(typed)) {
      const tier = hasWordThatBegins(name.folded, typed) ? wordBegins : contain;
      if (tier.length < limit) tier.push(name);
    }
  }
  return [...begin, ...wordBegins, ...contain]
    .slice(0, limit)
    .map(({ name, value }) => ({ name, value }));
}

function hasWordThatBegins(name: string, typed: string): boolean {
  for (let at = name.indexOf(typed); at >= 0; at = name.indexOf(typed, at + 1)) {
    // Two units back hold the character before, also where it is a surrogate pair.
    if (!/[\p{L}\p{N}]$/u.test(name.slice(Math.max(0, at - 2), at))) return true;
  }
  return false;
}
