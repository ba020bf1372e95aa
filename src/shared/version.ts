// Out: the version that runs, as package.json names it. The compiled files lie a folder deeper than the
// sources, so the manifest is looked for upwards.

import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The name in our own package.json: another project's manifest above us is not ours. */
const NAME = 'verbatim';

/** The version of this program; `unknown` where its package.json is not beside it. */
export function readVersion(from: string = dirname(fileURLToPath(import.meta.url))): string {
  for (let folder = from; ; folder = dirname(folder)) {
    const version = versionIn(join(folder, 'package.json'));
    if (version !== null) return version;
    if (dirname(folder) === folder) return 'unknown';
  }
}

function versionIn(file: string): string | null {
  try {
    const manifest = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, unknown>>;
    return manifest.name === NAME ? String(manifest.version) : null;
  } catch {
    // No manifest in this folder, or none that can be read: perhaps in the one above.
    return null;
  }
}
