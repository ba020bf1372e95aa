// Starts node processes and takes their time. The environment is the given one alone, so that a setting of
// the user's cannot change what is measured.

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ModelDescription } from '../embeddings/model-files.js';
import type { Settings } from '../settings.js';
import type { MeasuredJob, MeasuredResult } from './measured-job.js';

export interface FinishedProcess {
  /** From the spawn to the end of the process. */
  readonly wallMs: number;
  /** From the spawn to the first byte on stdout; null where none came. */
  readonly firstOutputMs: number | null;
  readonly output: string;
}

/** Runs node with the given arguments; rejects with the end of its stderr where it fails. */
export function runNode(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<FinishedProcess> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(process.execPath, args, {
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let firstOutputMs: number | null = null;
    let output = '';
    let errors = '';
    child.stdout.on('data', (chunk: Buffer) => {
      firstOutputMs ??= performance.now() - started;
      output += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString();
    });
    child.once('error', reject);
    child.once('close', (code) => {
      const wallMs = performance.now() - started;
      if (code === 0) resolve({ wallMs, firstOutputMs, output });
      else
        reject(
          new Error(`a measured process ended with ${code ?? 'a signal'}: ${errors.slice(-2000)}`),
        );
    });
  });
}

/** Runs a job in a process of its own. */
export async function runJob(job: MeasuredJob): Promise<MeasuredResult> {
  const script = fileURLToPath(new URL('./measured-process.js', import.meta.url));
  const { output } = await runNode([script, JSON.stringify(job)]);
  return JSON.parse(output) as MeasuredResult;
}

/** Runs `ask` with one question, as a person would. */
export function runAsk(
  question: string,
  context: { readonly settings: Settings; readonly model: ModelDescription },
): Promise<FinishedProcess> {
  const { settings, model } = context;
  const script = fileURLToPath(new URL('../../scripts/ask.js', import.meta.url));
  return runNode([script, question], {
    CORPUS_DIR: settings.corpusDir,
    DATA_DIR: settings.dataDir,
    // What is measured is what the settings name, whatever .env says.
    DATABASE_URL: settings.databaseUrl ?? '',
    LOCAL_COPY: settings.localCopy ? 'on' : 'off',
    EMBEDDING_MODEL: model.folder,
    EMBEDDING_POOLING: model.recipe.pooling,
    EMBEDDING_QUERY_PREFIX: model.recipe.queryPrefix,
    EMBEDDING_PASSAGE_PREFIX: model.recipe.passagePrefix,
  });
}
