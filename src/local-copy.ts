// This machine's copy of the database, wired: where it lies, how whoever answers opens it, and how it is made anew where
// it is damaged or is a copy of another store.

import { existsSync } from 'node:fs';
import { rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LocalCopy } from './answering/corpora-with-copy.js';
import type { CorpusParts } from './answering/open-corpus.js';
import { dataFiles } from './data-files.js';
import { openUsedCollections } from './mirroring/used-collections.js';
import type { Settings } from './settings.js';
import { describeFailure, ReadableError } from './shared/errors.js';
import type { Log } from './shared/log.js';
import type { CopyReader, CopyStore } from './store/copy-store.js';
import { makeFolder } from './store/make-folder.js';
import { rememberPassages } from './store/remember-passages.js';
import { openSqliteCopyReader, openSqliteCopyStore } from './store/sqlite/sqlite-copy-store.js';

export interface CopyFiles {
  readonly folder: string;
  readonly store: string;
  readonly graphs: string;
  /** What is searched here, one empty file a collection. */
  readonly used: string;
  /** There where whoever answered met damage. */
  readonly damaged: string;
  /** Its time of change is when the whole file was checked last. */
  readonly checked: string;
}

/** Milliseconds between two checks of the whole file. */
const CHECK_EVERY_MS = 24 * 60 * 60_000;

export function copyFiles(dataDir: string): CopyFiles {
  const folder = dataFiles(dataDir).copy;
  return {
    folder,
    store: join(folder, 'store.sqlite'),
    graphs: join(folder, 'graphs'),
    used: join(folder, 'used'),
    damaged: join(folder, 'damaged'),
    checked: join(folder, 'checked'),
  };
}

export interface OpenLocalCopy {
  readonly dataDir: string;
  /** Where the database is, as `Stores.place`. */
  readonly place: string;
  readonly log: Log;
  readonly openIndex: CorpusParts['openIndex'];
  readonly onNotice: (notice: string) => void;
}

/** Whether reads go on in a copy: where there is a database, and no setting against it. */
export function hasLocalCopy({
  databaseUrl,
  localCopy,
}: Pick<Settings, 'databaseUrl' | 'localCopy'>): boolean {
  return databaseUrl !== null && localCopy;
}

/** Whether there is something to begin with while the database is away. */
export function canBeginWithout(
  settings: Pick<Settings, 'databaseUrl' | 'localCopy' | 'dataDir'>,
): boolean {
  return hasLocalCopy(settings) && existsSync(copyFiles(settings.dataDir).store);
}

/** The copy for whoever answers; nothing is opened before the database is away. */
export function openLocalCopy(options: OpenLocalCopy): LocalCopy {
  const { dataDir, place, log, openIndex, onNotice } = options;
  const files = copyFiles(dataDir);
  const used = openUsedCollections(files.used, Date.now);
  return {
    open: async () => {
      if (!existsSync(files.store) || existsSync(files.damaged)) return null;
      const reader = readerIfThere(files.store);
      if (reader === null) return null;
      if ((await reader.place()) === place) {
        return { reader: rememberPassages(reader), openIndex, onNotice };
      }
      await reader.close();
      log.warn({ folder: files.folder }, 'the local copy is of another database and is not used');
      return null;
    },
    onUsed: (names) => {
      used.note(names);
    },
    onDamaged: (error) => {
      log.error({ reason: error.message }, 'the local copy is damaged; it will be copied anew');
      writeFile(files.damaged, '').catch(() => undefined);
    },
    onAway: (error) => {
      log.warn(
        { reason: describeFailure(error).text },
        'the database is away: questions are answered from the local copy',
      );
    },
    onBack: () => {
      log.info('the database is back: questions are answered from it');
    },
  };
}

/** Null where the copying was ended before it had made its tables. */
function readerIfThere(path: string): CopyReader | null {
  try {
    return openSqliteCopyReader(path);
  } catch (error) {
    if (error instanceof ReadableError && error.code === 'index_missing') return null;
    throw error;
  }
}

/** Opens the copy for writing; one that is damaged or of another database is made anew. */
export async function openCopyForWriting(
  files: CopyFiles,
  place: string,
  say: (line: string) => void,
): Promise<CopyStore> {
  makeFolder(files.graphs);
  const opened = await openSound(files, place);
  if (typeof opened !== 'string') return opened;
  if (existsSync(files.store)) say(`The local copy is made anew: ${opened}.`);
  for (const suffix of ['', '-wal', '-shm']) await rm(files.store + suffix, { force: true });
  await rm(files.graphs, { recursive: true, force: true });
  makeFolder(files.graphs);
  const copy = openSqliteCopyStore(files.store);
  await copy.setPlace(place);
  await rm(files.damaged, { force: true });
  return copy;
}

/** The copy that is there, or why it cannot be gone on with. */
async function openSound(files: CopyFiles, place: string): Promise<CopyStore | string> {
  if (!existsSync(files.store)) return 'there is none';
  if (existsSync(files.damaged)) return 'it was found damaged';
  try {
    const copy = openSqliteCopyStore(files.store);
    const why = await faultOf(copy, files, place);
    if (why === null) return copy;
    await copy.close();
    return why;
  } catch (error) {
    if (error instanceof ReadableError && error.code.startsWith('index_')) return error.message;
    throw error;
  }
}

async function faultOf(copy: CopyStore, files: CopyFiles, place: string): Promise<string | null> {
  if ((await copy.place()) !== place) return 'it is of another database';
  const checkedAt = await stat(files.checked).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
  if (Date.now() - checkedAt < CHECK_EVERY_MS) return null;
  if (!(await copy.isSound())) return 'it is damaged';
  await writeFile(files.checked, '');
  return null;
}
