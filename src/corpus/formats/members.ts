// What all files of several documents share: names that differ, and one limit.

import { MOST_DOCUMENTS } from '../document-reader.js';
import { Refusal } from '../refusal.js';

/** Names that occur again get -2, -3 in the order they stand. */
export function distinctNames(): (name: string) => string {
  const seen = new Map<string, number>();
  return (name) => {
    let count = (seen.get(name) ?? 0) + 1;
    while (count > 1 && seen.has(`${name}-${count}`)) count += 1;
    seen.set(name, count);
    const distinct = count === 1 ? name : `${name}-${count}`;
    if (count > 1) seen.set(distinct, 1);
    return distinct;
  };
}

/** Refuses a file of more documents than one file may hold, as `too_many_chunks`. */
export function refuseManyDocuments(count: number): void {
  if (count <= MOST_DOCUMENTS) return;
  throw new Refusal('too_many_chunks', `it holds more than ${MOST_DOCUMENTS} documents. Split it.`);
}
