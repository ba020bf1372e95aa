// Graph files on disk: whole under their final name or not there at all.

import { existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  publishGraphFile,
  sweepGraphFiles,
  verifyGraphFile,
} from '../../src/vector-index/graph-files.js';
import { failureOf } from '../support/failure-of.js';
import { graphOf, hnsw } from '../support/graphs.js';
import { randomVectors } from '../support/random.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const FILE = 'default-1-abcdef.hnsw';

function graphWith(folder: string, write: (path: string) => void) {
  return { folder, file: FILE, dimension: 4, count: 10, write };
}

describe('publishGraphFile', () => {
  it.skipIf(hnsw === null)('writes the file, makes its folder and describes it', async () => {
    const folder = join(temporaryFolder(), 'graphs');
    const graph = graphOf(randomVectors(10).map((vector, label) => ({ label, vector })));
    const manifest = await publishGraphFile({
      folder,
      file: FILE,
      dimension: 64,
      count: 10,
      write: (path) => {
        graph.writeTo(path);
      },
    });
    expect(manifest).toMatchObject({ file: FILE, dimension: 64, count: 10 });
    await expect(verifyGraphFile(join(folder, FILE), manifest)).resolves.toBeUndefined();
    expect(readdirSync(folder)).toEqual([FILE]);
  });

  it('says that the disk is full where fewer bytes arrived than the vectors need', async () => {
    const folder = temporaryFolder();
    const failure = await failureOf(() =>
      publishGraphFile(
        graphWith(folder, (path) => {
          writeFileSync(path, Buffer.alloc(159));
        }),
      ),
    );
    expect(failure.code).toBe('disk_full');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('says that the disk is full where writing says so', async () => {
    const failure = await failureOf(() =>
      publishGraphFile(
        graphWith(temporaryFolder(), () => {
          throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
        }),
      ),
    );
    expect(failure.code).toBe('disk_full');
  });

  it('leaves the file that was there where writing fails', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, FILE), 'the graph before');
    const publish = publishGraphFile(
      graphWith(folder, (path) => {
        writeFileSync(path, 'half');
        throw new Error('killed');
      }),
    );
    await expect(publish).rejects.toThrow('killed');
    expect(readFileSync(join(folder, FILE), 'utf8')).toBe('the graph before');
    expect(readdirSync(folder)).toEqual([FILE]);
  });

  it.skipIf(hnsw === null)('notices a real graph whose last bytes are missing', async () => {
    const graph = graphOf(randomVectors(200).map((vector, label) => ({ label, vector })));
    const publish = publishGraphFile({
      folder: temporaryFolder(),
      file: FILE,
      dimension: 64,
      count: 200,
      write: (path) => {
        graph.writeTo(path);
        truncateSync(path, readFileSync(path).length - 100);
      },
    });
    await expect(publish).rejects.toThrow('the disk is full');
  });
});

describe('sweepGraphFiles', () => {
  it("deletes a collection's stale graphs and nothing else", async () => {
    const folder = temporaryFolder();
    const kept = [
      'default-2-000002.hnsw',
      'default-1-1-000001.hnsw',
      'other-1-000001.hnsw',
      'a.txt',
    ];
    const stale = ['default-1-000001.hnsw', 'default-3-0000ff.hnsw.tmp'];
    for (const file of [...kept, ...stale]) writeFileSync(join(folder, file), '');
    await sweepGraphFiles({ folder, collection: 'default', keep: ['default-2-000002.hnsw'] });
    expect(readdirSync(folder).sort()).toEqual([...kept].sort());
  });

  it('does nothing where there is no folder yet', async () => {
    const folder = join(temporaryFolder(), 'none');
    await sweepGraphFiles({ folder, collection: 'default', keep: [] });
    expect(existsSync(folder)).toBe(false);
  });
});
