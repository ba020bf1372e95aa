// Which test files make a run start PostgreSQL.

import { writeFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { needsPostgres } from './postgres/needs-postgres.js';
import { temporaryFolder } from './temporary-folder.js';

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

describe('needsPostgres', () => {
  it('finds who asks for the engine', () => {
    expect(needsPostgres([here('whether-native.test.ts')])).toBe(true);
  });

  it('finds who asks through what is imported, also in a circle', () => {
    const folder = join(temporaryFolder(), 'test');
    mkdirSync(join(folder, 'support'), { recursive: true });
    const write = (name: string, text: string): string => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };
    const asks = write('a.test.ts', "import { b } from './b.js';");
    write('b.ts', "import { c } from './c.js';");
    write('c.ts', "import './b.js';\nimport { x } from './support/postgres-engine.js';");
    const other = write('d.test.ts', "import { d } from './e.js';");
    write('e.ts', "import { d } from './e.js';");
    expect(needsPostgres([other])).toBe(false);
    expect(needsPostgres([other, asks])).toBe(true);
  });

  it('leaves alone who has nothing to do with it', () => {
    expect(
      needsPostgres([here('../settings.test.ts'), here('closing-line-reporter.test.ts')]),
    ).toBe(false);
  });
});
