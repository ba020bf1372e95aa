// Which sets there are: every folder below one that has corpus.jsonl, the seeds' questions beside them, and
// our own questions. What is missing is said in a line each, and the rest is measured.

import { access, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** A data set's folder, or a question file over a corpus folder. */
export type EvaluationTarget =
  | { readonly kind: 'data-set'; readonly folder: string }
  | { readonly kind: 'questions'; readonly file: string; readonly corpus: string };

export interface FoundTargets {
  readonly targets: readonly EvaluationTarget[];
  /** One line for each thing that is not there. */
  readonly missing: readonly string[];
}

export const DEFAULT_SETS = '../shared/eval';
const SEED_QUESTIONS = 'seed-questions.public.jsonl';
const OWN = {
  kind: 'questions' as const,
  file: 'test/questions/shipped-corpus.jsonl',
  corpus: 'corpus',
};

/** Finds the sets below a folder, then the seeds beside it, then our own below the project's folder. */
export async function findTargets(setsDir: string, projectDir: string): Promise<FoundTargets> {
  const folders = await foldersWithCorpus(setsDir);
  const seeds = {
    kind: 'questions' as const,
    file: join(setsDir, SEED_QUESTIONS),
    corpus: join(dirname(setsDir), 'seeds'),
  };
  const own = { ...OWN, file: join(projectDir, OWN.file), corpus: join(projectDir, OWN.corpus) };
  const targets: EvaluationTarget[] = folders.map((folder) => ({ kind: 'data-set', folder }));
  const missing =
    folders.length > 0 ? [] : [`No data set in ${setsDir}: nothing of it is measured.`];
  for (const { target, name } of [
    { target: seeds, name: 'the seeds' },
    { target: own, name: 'our own questions' },
  ]) {
    const absent = await firstAbsent([target.file, target.corpus]);
    if (absent === null) targets.push(target);
    else missing.push(`${absent} is not there: ${name} are not measured.`);
  }
  return { targets, missing };
}

async function foldersWithCorpus(parent: string): Promise<string[]> {
  const entries = await readdir(parent).catch(() => []);
  const folders = entries.sort().map((entry) => join(parent, entry));
  const found: string[] = [];
  for (const folder of folders) {
    if ((await firstAbsent([join(folder, 'corpus.jsonl')])) === null) found.push(folder);
  }
  return found;
}

async function firstAbsent(paths: readonly string[]): Promise<string | null> {
  for (const path of paths) {
    const isThere = await access(path).then(
      () => true,
      () => false,
    );
    if (!isThere) return path;
  }
  return null;
}
