// In: the copies of a citation. Out: the names under which a reader knows them, and the line that says so. Names
// are cut and escaped by the face that shows them.

import type { Citation } from '../answering/answer.js';
import type { AlsoIn } from './reply.js';

/** Copies that are named; the rest is counted. */
const MOST_NAMES = 2;

/** Where else the same text stands; null where it stands nowhere else. */
export function alsoIn(citation: Pick<Citation, 'document' | 'alsoIn'>): AlsoIn | null {
  const { document, alsoIn: copies = [] } = citation;
  if (copies.length === 0) return null;
  // A second text of the same outlet is known by its title.
  const names = copies.map((copy) => {
    const { outlet, title, file } = copy.document;
    if (outlet !== null && outlet !== document.outlet) return outlet;
    return title.trim() === '' ? file : title;
  });
  const distinct = [...new Set(names)];
  const named = distinct.slice(0, MOST_NAMES);
  return { names: named, more: distinct.length - named.length };
}

/** `also in Inforos, SouthFront and 2 more`. */
export function alsoInLine({ names, more }: AlsoIn, show: (name: string) => string): string {
  const shown = names.map(show).filter((name) => name !== '');
  const left = more + names.length - shown.length;
  if (shown.length === 0) return left === 1 ? 'also in 1 more' : `also in ${left} more`;
  if (left > 0) return `also in ${shown.join(', ')} and ${left} more`;
  return `also in ${shown.join(' and ')}`;
}
