// What a pruning takes and what it leaves, on small trees; that nothing needs what is taken is pruned-copy.test.ts.

import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pruneCopy } from '../../src/packaging/prune-copy.js';
import { pruningOf } from '../../src/packaging/prunings.js';
import { failureOf } from '../support/failure-of.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const HERE = { os: 'linux', cpu: 'x64' };

const KEPT = [
  'node_modules/onnxruntime-node/bin/napi-v6/linux/x64/libonnxruntime.so.1',
  'node_modules/@xenova/transformers/dist/transformers.node.mjs',
  'node_modules/better-sqlite3/build/Release/better_sqlite3.node',
  'node_modules/hnswlib-node/build/Release/addon.node',
  'node_modules/eld/src/ngrams/small.js',
  'node_modules/dejavu-fonts-ttf/ttf/DejaVuSans.ttf',
  'node_modules/pino/LICENSE',
  'node_modules/yaml/dist/test-events.js',
  'dist/src/main.js',
];
const TAKEN = [
  'node_modules/onnxruntime-node/bin/napi-v6/linux/arm64/libonnxruntime.so.1',
  'node_modules/onnxruntime-node/bin/napi-v6/win32/x64/onnxruntime.dll',
  'node_modules/onnxruntime-web/dist/ort.js',
  'node_modules/better-sqlite3/deps/sqlite3/sqlite3.c',
  'node_modules/eld/src/ngrams/large.js',
  'node_modules/pino/README.md',
  'node_modules/pino/pino.d.ts',
  'dist/test/discord-server/world.js',
];

function copyWith(paths: readonly string[]): string {
  const folder = temporaryFolder();
  for (const path of ['package.json', ...paths]) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), '1234');
  }
  return folder;
}

describe('pruneCopy', () => {
  it('takes what a pruning names, and its empty folders; leaves all else', async () => {
    const folder = copyWith([...KEPT, ...TAKEN]);
    const pruned = await pruneCopy(folder, HERE);
    expect(KEPT.filter((path) => !existsSync(join(folder, path)))).toEqual([]);
    expect(TAKEN.filter((path) => existsSync(join(folder, path)))).toEqual([]);
    expect(existsSync(join(folder, 'node_modules/onnxruntime-web'))).toBe(false);
    const sum = (measure: (one: (typeof pruned)[number]) => number): number =>
      pruned.reduce((total, one) => total + measure(one), 0);
    expect([sum((one) => one.files), sum((one) => one.bytes)]).toEqual([
      TAKEN.length,
      4 * TAKEN.length,
    ]);
  });

  it('keeps the model runtime of the platform it is pruned for', () => {
    const path = 'node_modules/onnxruntime-node/bin/napi-v6/darwin/arm64/onnxruntime_binding.node';
    expect(pruningOf(path, { os: 'darwin', cpu: 'arm64' })).toBeNull();
    expect(pruningOf(path, HERE)?.name).toBe('model runtime of other platforms');
  });

  it('neither follows links nor takes them', async () => {
    const outside = copyWith(['kept.d.ts']);
    const folder = copyWith([...KEPT]);
    symlinkSync(outside, join(folder, 'node_modules/linked'));
    await pruneCopy(folder, HERE);
    expect(existsSync(join(folder, 'node_modules/linked/kept.d.ts'))).toBe(true);
  });

  it('refuses a folder with development packages, and one that is no copy', async () => {
    const folder = copyWith([...KEPT, ...TAKEN, 'node_modules/typescript/package.json']);
    expect((await failureOf(() => pruneCopy(folder, HERE))).code).toBe('bad_call');
    expect(TAKEN.every((path) => existsSync(join(folder, path)))).toBe(true);
    expect((await failureOf(() => pruneCopy(temporaryFolder(), HERE))).code).toBe('bad_call');
  });
});
