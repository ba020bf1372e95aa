// One build at a time. The lock is a write transaction on a file of its own: the operating system lets go
// of it when the owner dies, however it dies, so a dead owner is never waited for. Who holds it stands in
// a small file beside it, for the message only.

import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { ReadableError, systemErrorCode } from '../../shared/errors.js';
import type { BuildLock } from '../build-lock.js';
import { openDatabase, translated } from './open-database.js';

/**
 * Takes the build lock of a data folder.
 *
 * @throws ReadableError `build_in_progress` with the owner's process id where it is taken
 */
export function takeBuildLock(dataDir: string): BuildLock {
  const path = join(dataDir, 'build-lock.sqlite');
  const ownerFile = join(dataDir, 'build-lock.owner');
  const database = openDatabase({ path, migrations: [], readOnly: false });
  database.pragma('busy_timeout = 0');
  try {
    database.exec('BEGIN IMMEDIATE');
  } catch (error) {
    database.close();
    if (systemErrorCode(error)?.startsWith('SQLITE_BUSY') === true) throw inProgress(ownerFile);
    return translated(path, () => {
      throw error;
    });
  }
  try {
    translated(ownerFile, () => {
      writeFileSync(ownerFile, `process ${process.pid} on ${hostname()}`);
    });
  } catch (error) {
    database.close();
    throw error;
  }
  return {
    fence: null,
    release: () => {
      rmSync(ownerFile, { force: true });
      database.close();
      return Promise.resolve();
    },
  };
}

function inProgress(ownerFile: string): ReadableError {
  let owner = 'another process';
  try {
    owner = readFileSync(ownerFile, 'utf8').slice(0, 200);
  } catch {
    // The owner may be between taking the lock and writing its name, or between the two when it ends.
  }
  return new ReadableError({
    code: 'build_in_progress',
    text: `A build is running already (${owner}).`,
    remedy: 'Wait for it to end; the index that is there answers meanwhile.',
  });
}
