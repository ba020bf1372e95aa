// The model that the settings name, found on disk and described. Used by both wired halves.

import { locateModel } from './embeddings/locate-model.js';
import { describeModel, type ModelDescription } from './embeddings/model-files.js';
import { downloadModel } from './embeddings/transformers-model.js';
import type { Settings } from './settings.js';

/** Finds and describes the model; see `locateModel` and `describeModel` for the errors. */
export async function modelFromSettings(settings: Settings): Promise<ModelDescription> {
  const { model, allowDownload, pooling, queryPrefix, passagePrefix } = settings.embedding;
  const cacheDir = settings.modelsDir;
  const folder = await locateModel({ model, allowDownload, cacheDir, download: downloadModel });
  return describeModel({ folder, pooling, queryPrefix, passagePrefix });
}
