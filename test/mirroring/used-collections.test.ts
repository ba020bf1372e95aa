// Notes of what is searched here: written by who answers, read by who copies.

import { existsSync } from 'node:fs';
import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { forgetUsed, openUsedCollections, readUsed } from '../../src/mirroring/used-collections.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const until = async (isTrue: () => boolean): Promise<void> => {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 2));
};

describe('used collections', () => {
  it('are those searched within a month, the last one first, and the default one always', async () => {
    const folder = join(temporaryFolder(), 'used');
    const used = openUsedCollections(folder, Date.now);
    used.note(['g-1', 'g-2', 'g-3']);
    await until(() => ['g-1', 'g-2', 'g-3'].every((name) => existsSync(join(folder, name))));
    const now = new Date();
    const day = 24 * 60 * 60;
    const seconds = now.getTime() / 1_000;
    await utimes(join(folder, 'g-1'), seconds - 2 * day, seconds - 2 * day);
    await utimes(join(folder, 'g-2'), seconds - day, seconds - day);
    await utimes(join(folder, 'g-3'), seconds - 31 * day, seconds - 31 * day);
    expect(await readUsed(folder, now)).toEqual(['default', 'g-2', 'g-1']);
    await forgetUsed(folder, ['default', 'g-2']);
    expect(await readUsed(folder, now)).toEqual(['default', 'g-2']);
    expect(existsSync(join(folder, 'g-3'))).toBe(false);
  });

  it('are none beside the default one where nothing was noted', async () => {
    expect(await readUsed(join(temporaryFolder(), 'none'), new Date())).toEqual(['default']);
  });
});
