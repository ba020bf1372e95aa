// The model that the repository ships: tests that need it are skipped by name where it is not there.

import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const MODEL_FOLDER = fileURLToPath(
  new URL('../../embeddings/models/bge-small-en-v1.5', import.meta.url),
);

export const hasModel = existsSync(MODEL_FOLDER);
