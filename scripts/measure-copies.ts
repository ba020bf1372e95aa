// node dist/scripts/measure-copies.js DIR... [--changed PERCENT] [--only passages|documents] [--seed N]
// How well copies made up from a corpus folder or a data set are known again: passages, for each bound, and whole
// documents by their signatures. src/answering/merge-copies.ts and src/corpus/min-hash.ts rest on it (DECISIONS.md).

import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startRandom } from '../src/benchmarks/seeded-random.js';
import { defineCall, parseCall, wholeNumber } from '../src/console/parse-call.js';
import { runWithoutSettings, writeResult } from '../src/console/run-command.js';
import { openCorpusFolder } from '../src/corpus/corpus-folder.js';
import type { CorpusSource } from '../src/corpus/corpus-source.js';
import { copyTable, measureCopies } from '../src/evaluation/measure-copies.js';
import { measureSignatures, signatureTable } from '../src/evaluation/measure-signatures.js';
import { openDataSetSource } from '../src/evaluation/data-set-source.js';
import { readDataSet } from '../src/evaluation/data-set.js';
import { numberSentences, type CopyOptions } from '../src/evaluation/wire-copies.js';
import { MAX_CHARACTERS, packPassages, TARGET_CHARACTERS } from '../src/passages/pack-passages.js';

/** Without the model: its tokens end few passages, its loading takes longer than all the rest. */
const PACKING = {
  targetCharacters: TARGET_CHARACTERS,
  maxCharacters: MAX_CHARACTERS,
  maxTokens: Infinity,
  countTokens: () => 0,
};

async function open(folder: string): Promise<CorpusSource> {
  if (!existsSync(join(folder, 'corpus.jsonl'))) return openCorpusFolder(folder);
  return openDataSetSource((await readDataSet(folder)).documents);
}

interface Options {
  readonly changed: number;
  readonly seed: number;
  readonly only?: string;
}

await runWithoutSettings(async () => {
  const call = defineCall('measure-copies', 'Tells how well copies are known again.')
    .argument('<dirs...>', 'corpus folders or data sets')
    .option('--changed <percent>', 'words changed in a copy, of a hundred', wholeNumber(0, 100), 4)
    .option('--only <what>', 'passages or documents')
    .option('--seed <n>', 'chance', wholeNumber(0, 1_000_000), 1);
  const parsed = parseCall(call);
  const { changed, seed, only } = parsed.opts<Options>();
  for (const folder of parsed.args.map((dir) => resolve(dir))) {
    const source = await open(folder);
    const { entries } = await source.list();
    const read = await Promise.all(entries.map((entry) => source.read(entry)));
    const documents = read
      .flatMap((result) => result.documents)
      .map(({ paragraphs }) => numberSentences(packPassages(paragraphs, PACKING)));
    const options = (): CopyOptions => ({
      random: startRandom(seed),
      changed: changed / 100,
      characters: TARGET_CHARACTERS,
    });
    if (only !== 'documents') {
      writeResult(`${folder}\n${copyTable(measureCopies(documents, options()))}\n`);
    }
    if (only === 'passages') continue;
    writeResult(`${folder}\n${signatureTable(measureSignatures(documents, options()))}\n`);
  }
});
