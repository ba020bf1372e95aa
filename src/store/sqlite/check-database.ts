// SQLite's own look at a database file: what it finds wrong, nothing where all is well.

import { existsSync } from 'node:fs';
import { openAsItIs, translated } from './open-database.js';

/**
 * What `quick_check` says of a file; a file that is not there is not wrong.
 *
 * @throws ReadableError `index_corrupt` where it is no database, and as opening does
 */
export function checkDatabase(path: string): string[] {
  if (!existsSync(path)) return [];
  const database = openAsItIs(path);
  try {
    return translated(path, () => {
      const rows = database.pragma('quick_check(10)') as { readonly quick_check: string }[];
      return rows.map((row) => row.quick_check).filter((line) => line !== 'ok');
    });
  } finally {
    database.close();
  }
}
