// The doctor's look at where else documents come from: what sources.yaml names, what was never fetched, what fails
// and since when. Nothing is fetched.

import {
  namedPlaces,
  neverFetched,
  sourceStandings,
  type SourceStanding,
} from '../never-fetched.js';
import type { Settings } from '../settings.js';
import { ReadableError } from '../shared/errors.js';
import { only, sound, type Examined } from './finding.js';

const REFRESH = 'npm run corpus -- refresh';
const STATUS = 'npm run corpus -- status';

/** Whether every source was read, and can be read again. */
export async function checkSources(settings: Settings): Promise<Examined<null>> {
  const all = await standingsOrNull(settings);
  if (all === null) {
    return only({ ok: false, text: 'sources.yaml has mistakes: see "corpus".', remedy: null });
  }
  if (all.length === 0) {
    return only(sound('Nothing beside the corpus folder: no sources.yaml, and no address added.'));
  }
  const counted = all.length === 1 ? '1 source' : `${all.length} sources`;
  const failing = all.flatMap(({ source, state }) => {
    const problem = state?.problem ?? null;
    return problem === null ? [] : [`${source.place} since ${state?.failingSince ?? 'now'}`];
  });
  if (failing.length > 0) {
    const text = `${failing.length} of ${counted} cannot be read: ${namedPlaces(failing)}. What was kept of them serves.`;
    return only({ ok: 'warning', text, remedy: STATUS });
  }
  const never = neverFetched(all);
  if (never.length > 0) {
    const text = `${never.length} of ${counted} never fetched: ${namedPlaces(never)}.`;
    return only({ ok: 'warning', text, remedy: REFRESH });
  }
  return only(sound(`${counted}, none of which fails.`));
}

/** Null where sources.yaml has mistakes, which the check of the corpus names. */
async function standingsOrNull(settings: Settings): Promise<readonly SourceStanding[] | null> {
  try {
    return await sourceStandings(settings);
  } catch (error) {
    if (error instanceof ReadableError && error.code === 'bad_sources') return null;
    throw error;
  }
}
