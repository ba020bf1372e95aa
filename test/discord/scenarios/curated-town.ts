// The town with moderators: the whole bot over the double, real curating over stores in memory, and a keeper that
// works when a test says so. Files come from the double's own content network, addresses from the test's web.

import { join } from 'node:path';
import { exportCollection } from '../../../src/curating/export-collection.js';
import { workOnce, type KeeperParts } from '../../../src/curating/keep-corpora.js';
import type { CuratingDesk } from '../../../src/discord/curating/curating.js';
import type { Fetched } from '../../../src/fetching/fetched.js';
import { silentLog } from '../../../src/shared/log.js';
import { reportOf } from '../../curating/keeping.js';
import { openFilePlaces } from '../../../src/store/files/file-places.js';
import { readFile } from 'node:fs/promises';
import type { StoredMessage } from '../../discord-server/model.js';
import { fakeCurating, type FakeCurating } from '../../support/curating-fakes.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { openTown, type Town, type TownOptions } from './open-town.js';
import { seen } from './reading.js';

export interface CuratedTown extends Town {
  readonly curating: FakeCurating;
  /** The town's own collection. */
  readonly collection: string;
  readonly departures: CuratingDesk['departures'];
  /** How often the keeper was called for. */
  readonly wakes: () => number;
  /** Works until nothing waits. */
  readonly keep: () => Promise<void>;
  /** What each publish found in the collection. */
  readonly published: (readonly string[])[];
  readonly keeper: KeeperParts;
}

/** Opens the town with moderators. */
export async function openCuratedTown(options: TownOptions = {}): Promise<CuratedTown> {
  const folder = temporaryFolder();
  const fake = fakeCurating(options.now === undefined ? {} : { now: options.now });
  const curating: FakeCurating = { ...fake, fetch: fromDiscordOr(fake) };
  const { departures, handles } = openFilePlaces(folder, () => new Date());
  const published: (readonly string[])[] = [];
  const keeper = keeperOver(curating, departures, published);
  let wakes = 0;
  const desk: CuratingDesk = {
    parts: curating,
    departures,
    handles,
    exportArchive: async (collection, mostBytes) => {
      const parts = { ...curating, folderBytes: () => Promise.reject(new Error('none')) };
      const path = join(folder, 'out.zip');
      const { bytes } = await exportCollection({ ...parts, exportVectors: null }, collection, path);
      return bytes > mostBytes ? null : readFile(path);
    },
    wake: () => {
      wakes += 1;
    },
  };
  const town = await openTown({ ...options, curating: () => desk });
  const keep = async (): Promise<void> => {
    while (await workOnce(keeper));
  };
  const collection = `g-${town.discord.guilds.home.id}`;
  return {
    ...town,
    curating,
    collection,
    departures,
    wakes: () => wakes,
    keep,
    published,
    keeper,
  };
}

/** Waits until a message says something. */
export function untilItSays(
  town: Town,
  message: StoredMessage,
  words: RegExp,
): Promise<StoredMessage> {
  const { world } = town.discord;
  const look = (): StoredMessage | null => {
    const now = world.message(message.id);
    return now !== null && words.test(seen(now)) ? now : null;
  };
  return town.discord.waitFor(look, 20_000, `a message that says ${words.source}`);
}

function keeperOver(
  parts: FakeCurating,
  departures: CuratingDesk['departures'],
  published: (readonly string[])[],
): KeeperParts {
  return {
    ...parts,
    log: silentLog,
    departures,
    importVectors: null,
    sleep: () => Promise.resolve(),
    publish: async (collection, onProgress) => {
      const entries = await parts.sources.originals(collection);
      onProgress({ stage: 'reading', done: entries.length, total: entries.length });
      published.push(entries.map(({ name }) => name).sort());
      return reportOf(collection, entries.length);
    },
    refresh: ({ id: sourceId }) =>
      Promise.resolve({
        sourceId,
        added: 2,
        changed: 0,
        unchanged: 1,
        removed: 0,
        problems: [],
      }),
    removeIndexed: () => Promise.resolve(1),
    removeGraphs: () => Promise.resolve(),
  };
}

function fromDiscordOr(fake: FakeCurating): FakeCurating['fetch'] {
  return async (request) => {
    if (!request.url.startsWith('http://127.0.0.1:')) return fake.fetch(request);
    const response = await fetch(request.url);
    const fetched: Fetched = {
      kind: 'fetched',
      url: request.url,
      bytes: new Uint8Array(await response.arrayBuffer()),
      mediaType: response.headers.get('content-type'),
      validators: { etag: null, lastModified: null },
      fetchedAt: fake.now().toISOString(),
    };
    return fetched;
  };
}
