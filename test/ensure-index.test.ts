// What a start does where several machines share a database.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ensureIndex } from '../src/ensure-index.js';
import { openStores } from '../src/open-stores.js';
import { parseSettings } from '../src/settings.js';
import { MODEL_FOLDER } from './support/model.js';
import { ownSchema } from './support/own-schema.js';
import { postgresEngine } from './support/postgres-engine.js';
import { temporaryFolder } from './support/temporary-folder.js';

const engine = postgresEngine();

it.skipIf(engine === null)(
  'lets one of two that start together build, and the other find it done',
  async () => {
    const { url, schema } = ownSchema(engine?.url ?? '');
    const start = async () => {
      const folder = temporaryFolder();
      mkdirSync(join(folder, 'corpus'));
      writeFileSync(
        join(folder, 'corpus', 'harbour.md'),
        '# Harbour\n\nThe harbour opened in May 1931.\n',
      );
      const settings = parseSettings(
        { EMBEDDING_MODEL: MODEL_FOLDER, DATABASE_URL: `${url}?schema=${schema}` },
        folder,
      );
      const said: string[] = [];
      const progress = { update: () => undefined, stop: () => undefined };
      const isStale = await ensureIndex({ settings, say: (line) => said.push(line), progress });
      return { isStale, said, settings };
    };

    const [one, other] = await Promise.all([start(), start()]);

    expect([one.isStale, other.isStale]).toEqual([false, false]);
    const waited = [...one.said, ...other.said].filter((line) => line.includes('Another process'));
    expect(waited).toEqual(['Another process is building the index: waiting for it.']);
    const reader = await openStores(one.settings).openReader();
    expect(await reader?.current('default')).toMatchObject({ number: 1, documents: 1 });
    await reader?.close();
  },
);
