// In: the sources that could not be listed, and what is known of them. Out: what of theirs stays as it is, and one line
// each that says so and since when. A folder on a disk that is not there is not a folder without files.

import type { AwaySource } from '../corpus/corpus-source.js';
import type { Rejection } from '../corpus/document.js';
import type { LeftOut, Refusal } from '../store/left-out.js';

export interface AwayInput {
  readonly away: readonly AwaySource[];
  /** The source of every indexed entry that one listed. */
  readonly sources: ReadonlyMap<string, string>;
  readonly leftOut: readonly LeftOut[];
  readonly now: Date;
}

export interface KeptAway {
  /** Ids of indexed entries that stay. */
  readonly ids: ReadonlySet<string>;
  /** One for each source that is away, under the source's id, for as long as it is. */
  readonly refusals: readonly Refusal[];
  /** Of the refusals, and what is remembered of entries of these sources. */
  readonly rejections: readonly Rejection[];
  /** Ids of everything that is remembered and must stay so. */
  readonly remembered: ReadonlySet<string>;
}

/** The id under which it is remembered that the list of sources itself is away. */
const EVERY_SOURCE = 'sources.yaml';

/** Tells what stays of sources that are away. */
export function keepAway({ away, sources, leftOut, now }: AwayInput): KeptAway {
  const isAway = (source: string | null): boolean =>
    source !== null && away.some((it) => it.source === null || it.source === source);
  const ids = new Set([...sources].flatMap(([id, source]) => (isAway(source) ? [id] : [])));
  const before = new Map(leftOut.map((it) => [it.entry, it]));
  const refusals = away.flatMap(({ source, rejection }): Refusal[] => {
    const entry = source ?? EVERY_SOURCE;
    // Where no list is, there may never have been one.
    if (source === null && ids.size === 0) return [];
    const since = before.get(entry)?.since ?? now.toISOString();
    const text = `${rejection.text} Not listed since ${since.slice(0, 10)}; what is indexed of it stays.`;
    return [{ entry, hash: '', source, rejections: [{ ...rejection, text }], since }];
  });
  const named = new Set(refusals.map(({ entry }) => entry));
  const kept = leftOut.filter(({ entry, source }) => isAway(source) && !named.has(entry));
  return {
    ids,
    refusals,
    rejections: [...refusals, ...kept].flatMap(({ rejections }) => rejections),
    remembered: new Set([...named, ...kept.map(({ entry }) => entry)]),
  };
}
