// The first documents of a data set with the queries about them, as a folder of their own: small enough to be
// embedded within a test.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from './temporary-folder.js';

/** Writes the slice and gives its folder; queries whose `context_id` is in it are taken, up to so many. */
export function sliceDataSet(
  from: string,
  most: { readonly documents: number; readonly queries: number },
): string {
  const corpus = linesOf(join(from, 'corpus.jsonl')).slice(0, most.documents);
  const documents = new Set(corpus.map((line) => fieldOf(line, '_id')));
  const about = linesOf(join(from, 'queries.jsonl')).filter((line) =>
    documents.has(fieldOf(line, 'context_id')),
  );
  const step = Math.max(1, Math.floor(about.length / most.queries));
  const queries = about.filter((_, i) => i % step === 0);
  const ids = new Set(queries.map((line) => fieldOf(line, '_id')));
  const [head = '', ...judged] = linesOf(join(from, 'qrels.tsv'));
  const judgements = judged.filter((line) => ids.has(line.split('\t')[0]));
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'corpus.jsonl'), corpus.join('\n'));
  writeFileSync(join(folder, 'queries.jsonl'), queries.join('\n'));
  writeFileSync(join(folder, 'qrels.tsv'), [head, ...judgements].join('\n'));
  return folder;
}

function linesOf(file: string): string[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
}

function fieldOf(line: string, name: '_id' | 'context_id'): string | undefined {
  return (JSON.parse(line) as Partial<Record<typeof name, string>>)[name];
}
