// The most memory that this process ever held.

import { readFileSync } from 'node:fs';

/**
 * Linux hands the peak of the parent on to resourceUsage().maxRSS of a child, so it is read from where it
 * is the process's own.
 */
export function peakMegabytes(): number {
  try {
    const own = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'));
    if (own !== null) return Number(own[1]) / 1024;
  } catch {
    // Not Linux.
  }
  return process.resourceUsage().maxRSS / 1024;
}
