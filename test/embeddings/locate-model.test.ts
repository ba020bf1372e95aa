// Where the model is, and when it may be fetched.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { locateModel } from '../../src/embeddings/locate-model.js';
import { failureOf } from '../support/failure-of.js';
import { temporaryFolder } from '../support/temporary-folder.js';

function locator() {
  const cacheDir = temporaryFolder();
  const downloads: string[] = [];
  const locate = (model: string, allowDownload = false): Promise<string> =>
    locateModel({
      model,
      allowDownload,
      cacheDir,
      download: (id) => {
        downloads.push(id);
        return Promise.resolve();
      },
    });
  return { cacheDir, downloads, locate };
}

describe('locateModel', () => {
  it('takes a folder as it is', async () => {
    const { cacheDir, locate } = locator();
    expect(await locate(cacheDir)).toBe(cacheDir);
  });

  it('takes what was downloaded before, without asking again', async () => {
    const { cacheDir, downloads, locate } = locator();
    mkdirSync(join(cacheDir, 'owner', 'model'), { recursive: true });
    expect(await locate('owner/model', true)).toBe(join(cacheDir, 'owner/model'));
    expect(downloads).toEqual([]);
  });

  it('downloads only where that is allowed', async () => {
    const { cacheDir, downloads, locate } = locator();
    const failure = await failureOf(() => locate('owner/model'));
    expect(failure.code).toBe('model_missing');
    expect(failure.remedy).toContain('EMBEDDING_ALLOW_DOWNLOAD=true');
    expect(await locate('owner/model', true)).toBe(join(cacheDir, 'owner/model'));
    expect(downloads).toEqual(['owner/model']);
  });

  it.each(['no/such/folder', '../up', '/absolute/none', 'plain'])(
    'never takes "%s" for a hub id',
    async (model) => {
      const { downloads, locate } = locator();
      expect((await failureOf(() => locate(model, true))).code).toBe('model_missing');
      expect(downloads).toEqual([]);
    },
  );
});
