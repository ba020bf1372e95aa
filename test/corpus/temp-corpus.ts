// Corpus folders made at run time: every test gets its own, and all are gone when the file is done.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const made: string[] = [];

/** A new folder with the files given by path below it. */
export function makeCorpus(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'verbatim-corpus-'));
  made.push(folder);
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), content);
  }
  return folder;
}

/** For afterAll. */
export function removeCorpora(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
}
