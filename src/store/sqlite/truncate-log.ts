// The write-ahead log still holds what was deleted, until it is emptied.

import type { Database } from './open-database.js';

/**
 * Empties the write-ahead log. Where another process is reading at this moment it stays for the next
 * removal: waiting longer than `waitMs` would hold up everybody here.
 */
export function truncateLog(database: Database, waitMs = 0): void {
  const timeout = Number(database.pragma('busy_timeout', { simple: true }));
  database.pragma(`busy_timeout = ${waitMs}`);
  try {
    database.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    database.pragma(`busy_timeout = ${timeout}`);
  }
}
