// A store that stands for the database, and a folder with its copy.

import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { copyRound, type RoundParts, type RoundReport } from '../../src/mirroring/copy-round.js';
import type { CopyStore } from '../../src/store/copy-store.js';
import type { KnowledgeStore } from '../../src/store/knowledge-store.js';
import { openSqliteCopyStore } from '../../src/store/sqlite/sqlite-copy-store.js';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-knowledge-store.js';
import { documentOf, versionOf } from './builders.js';
import { switchedReader, type SwitchedReader } from './switched-reader.js';
import { temporaryFolder } from './temporary-folder.js';

export interface CopySite {
  /** Where the copy lives, apart from the database. */
  readonly folder: string;
  readonly copyPath: string;
  readonly database: KnowledgeStore;
  readonly switched: SwitchedReader<KnowledgeStore>;
  readonly said: string[];
  round(parts?: Partial<RoundParts>): Promise<RoundReport>;
  /** Opens the copy for one look. */
  look<T>(read: (copy: CopyStore) => Promise<T>): Promise<T>;
}

export function copySite(): CopySite {
  const database = openSqliteStore(join(temporaryFolder(), 'store.sqlite'));
  onTestFinished(() => database.close());
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'graphs'));
  const copyPath = join(folder, 'store.sqlite');
  const switched = switchedReader(database);
  const said: string[] = [];
  const look: CopySite['look'] = async (read) => {
    const copy = openSqliteCopyStore(copyPath);
    return read(copy).finally(() => copy.close());
  };
  return {
    ...{ folder, copyPath, database, switched, said, look },
    round: (parts = {}) =>
      look((copy) =>
        copyRound({
          reader: switched.reader,
          copy,
          hnsw: null,
          graphs: join(folder, 'graphs'),
          pause: () => Promise.resolve(),
          used: ['default'],
          now: () => new Date('2024-05-01T12:31:00.000Z'),
          say: (line) => said.push(line),
          ...parts,
        }),
      ),
  };
}

/** A document of several passages whose texts name it. */
export function storyOf(
  name: string,
  parts: { readonly sentences?: number; readonly word?: string } = {},
) {
  const { sentences = 6, word = 'harbour' } = parts;
  const paragraphs = Array.from(
    { length: sentences },
    (_, i) =>
      `Part ${i} of ${name} tells of the ${word}. It was ${name} who wrote part ${i} of it.`,
  );
  return versionOf(
    documentOf(`${name}.md`, { title: `On ${name}`, date: '2021-07-08', paragraphs }),
  );
}

/** Whether any file below a folder holds some bytes. */
export function stands(word: string, folder: string): boolean {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).some((name) => {
    const path = join(folder, name);
    return name.includes(word) || (statSync(path).isFile() && readFileSync(path).includes(word));
  });
}
