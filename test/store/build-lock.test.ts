// One build at a time, and a lock that its owner's death opens.

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { takeBuildLock } from '../../src/store/sqlite/build-lock.js';
import { compiled, isCompiled, startChild } from '../support/child-process.js';
import { failureOf } from '../support/failure-of.js';
import { temporaryFolder } from '../support/temporary-folder.js';

describe('takeBuildLock', () => {
  it('refuses a second build and names the process that builds', async () => {
    const folder = temporaryFolder();
    const lock = takeBuildLock(folder);
    const failure = await failureOf(() => takeBuildLock(folder));
    await lock.release();
    expect(failure.code).toBe('build_in_progress');
    expect(failure.message).toContain(`process ${process.pid}`);
  });

  it('can be taken again after it was released', async () => {
    const folder = temporaryFolder();
    await takeBuildLock(folder).release();
    await takeBuildLock(folder).release();
    expect(existsSync(join(folder, 'build-lock.owner'))).toBe(false);
  });

  it('makes the data folder, and locks each folder by itself', async () => {
    const folder = temporaryFolder();
    const locks = ['a', 'b/c'].map((name) => takeBuildLock(join(folder, name)));
    for (const lock of locks) await lock.release();
    expect(readdirSync(folder).sort()).toEqual(['a', 'b']);
  });

  it.skipIf(!isCompiled)('is free at once when its owner is killed', async () => {
    const folder = temporaryFolder();
    const owner = startChild(`
      import { takeBuildLock } from ${JSON.stringify(compiled('store/sqlite/build-lock.js'))};
      globalThis.lock = takeBuildLock(${JSON.stringify(folder)});
      console.log('taken');
      setInterval(() => undefined, 1000);
    `);
    await owner.says('taken');
    const failure = await failureOf(() => takeBuildLock(folder));
    expect(failure.message).toContain(`process ${owner.pid}`);
    await owner.kill();
    const lock = takeBuildLock(folder);
    expect(readFileSync(join(folder, 'build-lock.owner'), 'utf8')).toContain(`${process.pid}`);
    await lock.release();
  });
});
