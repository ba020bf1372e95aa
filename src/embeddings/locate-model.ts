// In: the model settings. Out: the local folder that holds the model, downloaded first only where
// EMBEDDING_ALLOW_DOWNLOAD says so.

import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ReadableError } from '../shared/errors.js';

const HUB_ID = /^\w[\w.-]*\/\w[\w.-]*$/;

export interface LocateOptions {
  readonly model: string;
  readonly allowDownload: boolean;
  /** Where downloaded models are kept. */
  readonly cacheDir: string;
  readonly download: (hubId: string, cacheDir: string) => Promise<void>;
}

/**
 * Finds the folder of the chosen model.
 *
 * @throws ReadableError `model_missing`
 */
export async function locateModel(options: LocateOptions): Promise<string> {
  const folder = resolve(options.model);
  if (existsSync(folder)) return folder;
  if (!HUB_ID.test(options.model)) throw missing(`There is no model folder ${folder}.`);
  const cached = join(options.cacheDir, options.model);
  if (existsSync(cached)) return cached;
  if (!options.allowDownload) {
    throw missing(
      `The model "${options.model}" is neither a folder here nor downloaded yet, and downloads are off.`,
    );
  }
  await options.download(options.model, options.cacheDir);
  return cached;
}

function missing(text: string): ReadableError {
  return new ReadableError({
    code: 'model_missing',
    text,
    remedy:
      'Set EMBEDDING_MODEL to a folder in transformers.js layout, or allow a hub model with EMBEDDING_ALLOW_DOWNLOAD=true.',
  });
}
