// The data that may lie beside the project. Tests that need it are named skips where it is absent.

import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const SHARED = new URL('../../../shared/', import.meta.url);

/** The path of a file or folder beside the project, or null where it is not there. */
export function besideProject(path: string): string | null {
  const found = fileURLToPath(new URL(path, SHARED));
  return existsSync(found) ? found : null;
}
