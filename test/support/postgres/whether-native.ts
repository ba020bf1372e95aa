// In: what a machine has. Out: why PostgreSQL cannot be unpacked and run there, or null where it can. Debian's own
// packages are used, in a folder of the project, so the machine needs apt, its keyring, and root for chroot.

import { existsSync } from 'node:fs';

export interface Machine {
  readonly platform: string;
  readonly isRoot: boolean;
  readonly has: (path: string) => boolean;
}

/** Signs the packages; a Debian has it. */
export const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';

const TOOLS = ['/usr/bin/apt-get', '/usr/bin/dpkg-deb', '/usr/sbin/chroot', '/bin/tar'];

/** One reason, as the end of a sentence; null where nothing stands in the way. */
export function whyNotNative({ platform, isRoot, has }: Machine): string | null {
  if (platform !== 'linux') return 'its packages are for Linux';
  const missing = [...TOOLS, KEYRING].find((path) => !has(path));
  if (missing !== undefined) return `its packages are for Debian, and there is no ${missing}`;
  if (!isRoot) return 'unpacked packages need root to run in a folder of their own';
  return null;
}

export function thisMachine(): Machine {
  return {
    platform: process.platform,
    isRoot: process.getuid?.() === 0,
    has: existsSync,
  };
}
