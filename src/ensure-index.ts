// In: settings. Out: an index that can serve. A missing one, or one of another model, is built first; a
// stale one serves as it is and is refreshed beside the chat by whoever asked.

import { setTimeout as sleep } from 'node:timers/promises';
import { buildIndex } from './build-index.js';
import { checkIndex, showChanges, type IndexState } from './check-index.js';
import { whenNoBuildRuns } from './indexing/when-no-build-runs.js';
import type { BuildProgress } from './indexing/build-report.js';
import { summaryLine } from './indexing/build-report.js';
import { canBeginWithout } from './local-copy.js';
import { modelFromSettings } from './model-from-settings.js';
import type { Settings } from './settings.js';
import { ReadableError } from './shared/errors.js';
import { isStoreAway } from './shared/is-away.js';

export interface EnsureOptions {
  readonly settings: Settings;
  /** Told in one line what is happening, where something is. */
  readonly say: (line: string) => void;
  readonly progress: {
    readonly update: (progress: BuildProgress) => void;
    readonly stop: () => void;
  };
}

/**
 * Makes sure that there is an index to serve from; true where it is stale.
 *
 * @throws ReadableError where there is neither an index nor a corpus to build it from, and whatever a
 * build throws
 */
export async function ensureIndex(options: EnsureOptions): Promise<boolean> {
  const { settings, say } = options;
  try {
    return await ensure(options);
  } catch (error) {
    if (!isStoreAway(error) || !canBeginWithout(settings)) throw error;
    say('The database is away: what this machine has a copy of is answered from that.');
    return false;
  }
}

async function ensure(options: EnsureOptions): Promise<boolean> {
  const { settings, say } = options;
  const state = await checkIndex(settings);
  if (state.corpusError !== null) {
    if (state.generation === null) {
      for (const text of state.rejections) say(`Left out ${text}`);
      throw state.corpusError;
    }
    say(`${state.corpusError.message} Answering from the index that is there.`);
    return false;
  }
  const why = await reasonToBuild(settings, state);
  if (why !== null) {
    say(why);
    await build(options);
    return false;
  }
  const changes = showChanges(state.changes);
  if (changes === null) return false;
  say(`The corpus has changed (${changes}): the index is refreshed while you ask.`);
  return true;
}

async function reasonToBuild(settings: Settings, state: IndexState): Promise<string | null> {
  const documents = state.documents === 1 ? '1 document' : `${state.documents} documents`;
  if (state.generation === null) {
    return `There is no index yet: building it from ${documents}.`;
  }
  const { identity } = await modelFromSettings(settings);
  if (state.generation.model.fingerprint === identity.fingerprint) return null;
  const built = `The index was built with another model (${state.generation.model.name})`;
  // What several machines answer from is not changed because one of them starts: the build says how it is.
  if (settings.databaseUrl !== null) return `${built}, the settings name ${identity.name}.`;
  return `${built}: building it again with ${identity.name}.`;
}

async function build({ settings, say, progress }: EnsureOptions): Promise<void> {
  const once = () => buildIndex({ settings, onProgress: progress.update });
  const report = await (settings.databaseUrl === null ? once() : afterOthers(once, say))
    .finally(progress.stop)
    .catch(async (error: unknown) => {
      // Which files were left out, and why, is remembered even where none was good.
      if (error instanceof ReadableError && error.code === 'corpus_empty') {
        const { rejections } = await checkIndex(settings);
        for (const text of rejections) say(`Left out ${text}`);
      }
      throw error;
    });
  for (const { text } of report.rejected) say(`Left out ${text}`);
  say(`Indexed: ${summaryLine(report)}`);
}

/** Of several machines that start on an empty database one builds, and the others find it done. */
function afterOthers<T>(build: () => Promise<T>, say: (line: string) => void): Promise<T> {
  let isTold = false;
  return whenNoBuildRuns(build, (milliseconds) => {
    if (!isTold) say('Another process is building the index: waiting for it.');
    isTold = true;
    return sleep(milliseconds);
  });
}
