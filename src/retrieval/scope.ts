// What may be searched: one collection, or several joined by "+" such as `g-123+default`. A scope is one string
// so that it can be a key of a cache and part of a record; nothing outside this file takes it apart.

import { COLLECTION_NAME } from './question.js';

/** Collections searched at once: a server's own, what is shared with it, and a few beside. */
export const MOST_COLLECTIONS = 8;

/** The scope of some collections: the same for the same names in whatever order. */
export function scopeOf(collections: readonly string[]): string {
  return [...new Set(collections)].sort().join('+');
}

/** The names in a scope, or null where it is none. */
export function collectionsIn(scope: string): readonly string[] | null {
  const names = scope.split('+');
  const isScope =
    names.length <= MOST_COLLECTIONS && names.every((name) => COLLECTION_NAME.test(name));
  return isScope ? names : null;
}

/** The part of a scope that somebody asked for; null where it holds none of it. */
export function narrowScope(scope: string, asked: string): string | null {
  const allowed = new Set(collectionsIn(scope));
  const wanted = (collectionsIn(asked) ?? []).filter((name) => allowed.has(name));
  return wanted.length === 0 ? null : scopeOf(wanted);
}

/** The collection of a server's own documents. */
export function guildCollection(guildId: string): string {
  return `g-${guildId}`;
}

const GUILD_COLLECTION = /^g-(\d{17,20})$/;

/** The server whose own documents a collection holds; null where it is nobody's. */
export function guildOf(collection: string): string | null {
  return GUILD_COLLECTION.exec(collection)?.[1] ?? null;
}
