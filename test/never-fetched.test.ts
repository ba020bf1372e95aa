// Sources that are listed, and that nobody has fetched yet.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { neverFetchedLine } from '../src/never-fetched.js';
import { parseSettings } from '../src/settings.js';
import { temporaryFolder } from './support/temporary-folder.js';

const lineOf = (sourcesYaml: string | null): Promise<string | null> => {
  const folder = temporaryFolder();
  const corpus = join(folder, 'corpus');
  mkdirSync(corpus);
  if (sourcesYaml !== null) writeFileSync(join(corpus, 'sources.yaml'), sourcesYaml);
  return neverFetchedLine(parseSettings({ CORPUS_DIR: corpus, DATA_DIR: 'data' }, folder));
};

it('names what was never fetched, and the command that does it', async () => {
  const four = [1, 2, 3, 4].map((n) => `- feed: https://news.example.org/${n}.xml\n`).join('');
  expect(await lineOf(`${four}- folder: ../archive\n`)).toBe(
    '4 sources were never fetched: https://news.example.org/1.xml, https://news.example.org/2.xml, https://news.example.org/3.xml and 1 more. Fetch what is listed with: npm run corpus -- refresh',
  );
});

it('is silent without sources, and where others say what is wrong with the file', async () => {
  expect(await lineOf(null)).toBeNull();
  expect(await lineOf('- feed: x\n')).toBeNull();
});
