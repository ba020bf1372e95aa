// The doctor's look at where else documents come from: what sources.yaml names, what was never fetched, what fails
// and since when. Nothing is fetched.

import { existsSync } from 'node:fs';
import { dataFiles } from '../data-files.js';
import { listedSources } from '../open-corpus.js';
import type { Settings } from '../settings.js';
import { ReadableError } from '../shared/errors.js';
import type { Source, SourceState } from '../sources/source.js';
import { openSqliteSourceStore } from '../store/sqlite/sqlite-source-store.js';
import { only, sound, type Examined } from './finding.js';

const REFRESH = 'npm run corpus -- refresh';
const STATUS = 'npm run corpus -- status';

/** Sources named before the rest is counted. */
const MOST_NAMED = 3;

interface Standing {
  readonly source: Source;
  readonly state: SourceState | null;
}

/** Whether every source was read, and can be read again. */
export async function checkSources(settings: Settings): Promise<Examined<null>> {
  const listed = await listedOrNull(settings);
  if (listed === null) {
    return only({ ok: false, text: 'sources.yaml has mistakes: see "corpus".', remedy: null });
  }
  const all = (await standings(settings, listed)).filter(({ source }) => source.kind !== 'upload');
  if (all.length === 0) {
    return only(sound('Nothing beside the corpus folder: no sources.yaml, and no address added.'));
  }
  const failing = all.flatMap(({ source, state }) => {
    const problem = state?.problem ?? null;
    return problem === null ? [] : [`${source.place} since ${state?.failingSince ?? 'now'}`];
  });
  if (failing.length > 0) {
    const text = `${failing.length} of ${counted(all.length)} cannot be read: ${named(failing)}. What was kept of them serves.`;
    return only({ ok: 'warning', text, remedy: STATUS });
  }
  const never = all.filter(({ source, state }) => isFetched(source) && state === null);
  if (never.length > 0) {
    const places = never.map(({ source }) => source.place);
    const text = `${never.length} of ${counted(all.length)} never fetched: ${named(places)}.`;
    return only({ ok: 'warning', text, remedy: REFRESH });
  }
  return only(sound(`${counted(all.length)}, none of which fails.`));
}

/** Null where the file has mistakes, which the check of the corpus names. */
async function listedOrNull(settings: Settings): Promise<readonly Source[] | null> {
  try {
    return await listedSources(settings);
  } catch (error) {
    if (error instanceof ReadableError && error.code === 'bad_sources') return null;
    throw error;
  }
}

/** Those that are listed, and of every collection those that were added. */
async function standings(settings: Settings, listed: readonly Source[]): Promise<Standing[]> {
  const { sources: path } = dataFiles(settings.dataDir);
  if (!existsSync(path)) return listed.map((source) => ({ source, state: null }));
  const store = openSqliteSourceStore({ path, readOnly: true });
  try {
    const found = new Map<string, Standing>(
      listed.map((source) => [source.id, { source, state: null }]),
    );
    for (const collection of await store.collections()) {
      const states = new Map((await store.states(collection)).map((it) => [it.sourceId, it]));
      for (const source of await store.sources(collection)) {
        found.set(source.id, { source, state: states.get(source.id) ?? null });
      }
    }
    return [...found.values()];
  } finally {
    await store.close();
  }
}

function isFetched({ kind }: Source): boolean {
  return kind !== 'folder' && kind !== 'upload';
}

function named(places: readonly string[]): string {
  const more = places.length > MOST_NAMED ? ` and ${places.length - MOST_NAMED} more` : '';
  return `${places.slice(0, MOST_NAMED).join(', ')}${more}`;
}

function counted(sources: number): string {
  return sources === 1 ? '1 source' : `${sources} sources`;
}
