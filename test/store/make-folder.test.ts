// Folders are made, or refused in finite time.

import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder } from '../../src/store/make-folder.js';
import { temporaryFolder } from '../support/temporary-folder.js';

describe('makeFolder', () => {
  it('makes what is missing, and leaves what is there', () => {
    const path = join(temporaryFolder(), 'a', 'b', 'c');
    makeFolder(path);
    makeFolder(path);
    expect(existsSync(path)).toBe(true);
  });

  it('throws where a file is in the way', () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    expect(() => {
      makeFolder(join(file, 'below'));
    }).toThrow('ENOTDIR');
  });

  it.skipIf(!existsSync('/proc/self'))('gives up where the file system takes no folders', () => {
    expect(() => {
      makeFolder('/proc/no-such-folder/below');
    }).toThrow('ENOENT');
  });
});
