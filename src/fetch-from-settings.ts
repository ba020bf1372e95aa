// The one way to the network, wired: what the settings allow, under the name and version of this program.

import { openFetch, type OpenedFetch } from './fetching/open-fetch.js';
import type { Settings } from './settings.js';
import { readVersion } from './shared/version.js';

/** Opens `Fetch` as the settings say; whoever opens it closes it. */
export function fetchFromSettings({ fetch }: Pick<Settings, 'fetch'>): OpenedFetch {
  return openFetch({ version: readVersion(), contact: fetch.contact, allow: fetch.allow });
}
