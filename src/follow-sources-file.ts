// `sources.yaml` as it is written to -> whoever keeps the sources in step is called, once for each version of the
// file. A look costs one stat, so the bot and the keeper look whenever they look for work anyway.

import { stat } from 'node:fs/promises';
import { describeFailure, ReadableError } from './shared/errors.js';
import type { Log } from './shared/log.js';

export interface FollowSourcesFile {
  readonly file: string;
  /** Brings what is kept in step with the file. */
  readonly sync: () => Promise<void>;
  /** Told in one line what is wrong with the file; then what was listed before goes on. */
  readonly say: (line: string) => void;
  readonly log: Log;
}

/** Gives what looks at the file, and follows it where it is new, changed or gone since the last look. */
export function followSourcesFile(parts: FollowSourcesFile): () => Promise<void> {
  let followed: string | null = null;
  return async () => {
    const version = await versionOf(parts.file);
    if (version === followed) return;
    followed = version;
    try {
      await parts.sync();
    } catch (error) {
      const { text, detail } = describeFailure(error);
      if (detail !== null) parts.log.error({ detail }, 'sources.yaml could not be followed');
      parts.say(text);
      // A mistake in the file is there until it is written again; anything else may be over at the next look.
      const isOfTheFile = error instanceof ReadableError && error.code === 'bad_sources';
      if (!isOfTheFile) followed = null;
    }
  };
}

async function versionOf(file: string): Promise<string> {
  const found = await stat(file).catch(() => null);
  return found === null ? 'none' : `${found.mtimeMs} ${found.size} ${found.ino}`;
}
