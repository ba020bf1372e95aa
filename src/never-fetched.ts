// Settings -> where else documents come from, and how that fares: what sources.yaml lists and what was added. Used by
// the doctor, and to say at a build or a start that something was listed but nobody has fetched it yet.

import { listedSources } from './open-corpus.js';
import { openStores } from './open-stores.js';
import type { Settings } from './settings.js';
import { ReadableError } from './shared/errors.js';
import type { Source, SourceState } from './sources/source.js';

export interface SourceStanding {
  readonly source: Source;
  /** Null where it was never tried. */
  readonly state: SourceState | null;
}

/** Sources named before the rest is counted. */
const MOST_NAMED = 3;

/**
 * Every source but uploads, of all collections.
 *
 * @throws ReadableError `bad_sources`
 */
export async function sourceStandings(settings: Settings): Promise<readonly SourceStanding[]> {
  const found = new Map<string, SourceStanding>(
    ((await listedSources(settings)) ?? []).map((source) => [source.id, { source, state: null }]),
  );
  const store = await openStores(settings).openKeptSources();
  if (store !== null) {
    try {
      for (const collection of await store.collections()) {
        const states = new Map((await store.states(collection)).map((it) => [it.sourceId, it]));
        for (const source of await store.sources(collection)) {
          found.set(source.id, { source, state: states.get(source.id) ?? null });
        }
      }
    } finally {
      await store.close();
    }
  }
  return [...found.values()].filter(({ source }) => source.kind !== 'upload');
}

/** Places of those that are fetched, but never were. */
export function neverFetched(standings: readonly SourceStanding[]): readonly string[] {
  const never = standings.filter(({ source, state }) => source.kind !== 'folder' && state === null);
  return never.map(({ source }) => source.place);
}

/**
 * A line for who builds or starts: what was never fetched, and the command that does it. Null where all is well, and
 * where it cannot be told: whoever needs the sources says why.
 */
export async function neverFetchedLine(settings: Settings): Promise<string | null> {
  const never = neverFetched(await sourceStandings(settings).catch(noneIfReadable));
  if (never.length === 0) return null;
  const said = never.length === 1 ? '1 source was' : `${never.length} sources were`;
  return `${said} never fetched: ${namedPlaces(never)}. Fetch what is listed with: npm run corpus -- refresh`;
}

function noneIfReadable(error: unknown): readonly SourceStanding[] {
  if (error instanceof ReadableError) return [];
  throw error;
}

/** The first places, and how many more there are. */
export function namedPlaces(places: readonly string[]): string {
  const more = places.length > MOST_NAMED ? ` and ${places.length - MOST_NAMED} more` : '';
  return `${places.slice(0, MOST_NAMED).join(', ')}${more}`;
}
