// The copier as a process: killed in the middle again and again, beside another one, and over a copy that cannot be
// gone on with. It runs the compiled code: npm run build.

import { fork } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { copySharedStore } from '../src/copy-shared-store.js';
import { copyFiles, openLocalCopy } from '../src/local-copy.js';
import { parseSettings } from '../src/settings.js';
import { openLog } from '../src/shared/log.js';
import { takeBuildLock } from '../src/store/sqlite/build-lock.js';
import { openSqliteReader, openSqliteStore } from '../src/store/sqlite/sqlite-knowledge-store.js';
import { storyOf } from './support/copy-site.js';
import { publish } from './support/published.js';
import { temporaryFolder } from './support/temporary-folder.js';

const CHILD = fileURLToPath(new URL('support/copy-child.mjs', import.meta.url));
const DOCUMENTS = 60;

async function site() {
  const path = join(temporaryFolder(), 'store.sqlite');
  const store = openSqliteStore(path);
  onTestFinished(() => store.close());
  const put = Array.from({ length: DOCUMENTS }, (_, i) => storyOf(`person-${i}`));
  const generation = await publish(store, { put });
  const dataDir = temporaryFolder();
  const settings = parseSettings(
    { DATA_DIR: dataDir, DATABASE_URL: 'postgres://nowhere/none' },
    dataDir,
  );
  const log = openLog({ level: 'silent' });
  const round = (place = 'a database') =>
    copySharedStore({
      settings,
      log,
      stores: { place, openReader: () => Promise.resolve(openSqliteReader(path)) },
    });
  const files = copyFiles(dataDir);
  const local = openLocalCopy({
    ...{ dataDir, place: 'a database', log, onNotice: () => undefined },
    openIndex: () => Promise.reject(new Error('nothing is opened')),
  });
  const look = async () => {
    const copy = (await local.open())?.reader;
    if (copy === undefined) return { current: null, passages: [] };
    const current = await copy.current('default');
    const labels = current === null ? [] : await copy.labelsMatching(current, {});
    const passages = await copy.passages(labels);
    await copy.close();
    return { current, passages };
  };
  return { path, store, generation, dataDir, local, round, files, look };
}

/** Runs the copier and kills it after so long; true where it had done before. */
async function killedAfter(milliseconds: number, path: string, dataDir: string): Promise<boolean> {
  const child = fork(CHILD, [path, dataDir], { execArgv: [] });
  let isDone = false;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  await new Promise<void>((resolve) => {
    child.once('exit', () => {
      resolve();
    });
    child.on('message', (message) => {
      if (message === 'started') {
        setTimeout(() => {
          child.kill('SIGKILL');
        }, milliseconds);
        return;
      }
      isDone = message === 'done';
      resolve();
    });
  });
  child.kill('SIGKILL');
  await ended;
  return isDone;
}

describe('copySharedStore', () => {
  it.skipIf(!existsSync('dist/src/copy-shared-store.js'))(
    'shows nothing of a copy that was killed, and goes on from it until it is whole',
    async () => {
      const { path, store, generation, dataDir, round, look } = await site();
      let kills = 0;
      for (let pause = 0; !(await killedAfter(pause, path, dataDir)); pause += 15) {
        kills += 1;
        // It may have been whole already, and killed before it could say so.
        expect([null, generation]).toContainEqual((await look()).current);
        if (kills > 40) break;
      }
      expect(kills).toBeGreaterThan(0);
      await round();
      const { current, passages } = await look();
      expect(current).toEqual(generation);
      expect(passages).toEqual(await store.passages(await store.labelsMatching(generation, {})));
    },
    60_000,
  );

  it('leaves copying to another process that is at it', async () => {
    const { round, files } = await site();
    const lock = takeBuildLock(files.folder);
    expect(await round()).toBeNull();
    await lock.release();
    expect(await round()).toMatchObject({ copied: ['default'], removed: [] });
  });

  it('makes a copy anew that is of another database, and answers from none of it before', async () => {
    const { round, files, local, look, generation } = await site();
    await round('another database');
    expect(await local.open()).toBeNull();
    expect(await round()).toMatchObject({ copied: ['default'], removed: [] });
    expect((await look()).current).toEqual(generation);
    const opened = await local.open();
    expect(await opened?.reader.current('default')).toEqual(generation);
    await opened?.reader.close();
    expect(existsSync(files.damaged)).toBe(false);
  });

  it.each(['damaged', 'said to be damaged'])('makes a copy anew that is %s', async (how) => {
    const { round, files, look, generation } = await site();
    await round();
    if (how === 'damaged') {
      const bytes = readFileSync(files.store);
      bytes.fill(0x5a, 0, 4_096);
      writeFileSync(files.store, bytes);
    } else writeFileSync(files.damaged, '');
    expect(await round()).toMatchObject({ copied: ['default'], removed: [] });
    expect((await look()).current).toEqual(generation);
  });
});
