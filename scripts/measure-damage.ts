// node dist/scripts/measure-damage.js DIR...
// What the measures of src/corpus/looks-broken.ts say of good texts, and of the same texts damaged; their bounds rest
// on it (DECISIONS.md).

import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { defineCall, parseCall } from '../src/console/parse-call.js';
import { runWithoutSettings, writeResult } from '../src/console/run-command.js';
import { openCorpusFolder } from '../src/corpus/corpus-folder.js';
import type { CorpusSource } from '../src/corpus/corpus-source.js';
import { openDataSetSource } from '../src/evaluation/data-set-source.js';
import { readDataSet } from '../src/evaluation/data-set.js';
import { damageTable, measureDamage } from '../src/evaluation/measure-damage.js';

async function open(folder: string): Promise<CorpusSource> {
  if (!existsSync(join(folder, 'corpus.jsonl'))) return openCorpusFolder(folder);
  return openDataSetSource((await readDataSet(folder)).documents);
}

await runWithoutSettings(async () => {
  const call = defineCall(
    'measure-damage',
    'Tells how well broken texts are told from good ones.',
  ).argument('<dirs...>', 'corpus folders or data sets');
  for (const folder of parseCall(call).args.map((dir) => resolve(dir))) {
    const source = await open(folder);
    const texts: string[][] = [];
    for (const entry of (await source.list()).entries) {
      const { documents } = await source.read(entry);
      texts.push(...documents.map(({ paragraphs }) => paragraphs.map(({ text }) => text)));
    }
    writeResult(`${folder}\n${damageTable(measureDamage(texts))}\n`);
  }
});
