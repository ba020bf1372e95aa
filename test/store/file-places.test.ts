// The places of one machine, and what only files can suffer.

import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openFilePlaces } from '../../src/store/files/file-places.js';
import { describePlaces } from '../contracts/places-contract.js';
import { temporaryFolder } from '../support/temporary-folder.js';

describePlaces({
  name: 'files of one machine',
  fresh: (now) => {
    const folder = temporaryFolder();
    return Promise.resolve(() => Promise.resolve(openFilePlaces(folder, now)));
  },
});

describe('files of one machine', () => {
  const now = (): Date => new Date('2024-05-01T12:00:00.000Z');

  it('count as empty where they are damaged, and are made anew', async () => {
    const folder = temporaryFolder();
    for (const name of ['departures.json', 'replies-under-way.json']) {
      writeFileSync(join(folder, name), '{"what');
    }
    const { departures, handles } = openFilePlaces(folder, now);
    expect(await departures.leftBy(now())).toEqual([]);
    expect(await handles.all()).toEqual([]);
    await departures.left('123456789012345678', now());
    expect(await departures.leftBy(now())).toEqual(['123456789012345678']);
  });

  it('are their owner’s alone', async () => {
    const folder = temporaryFolder();
    const { departures, handles, incoming } = openFilePlaces(folder, now);
    await departures.left('123456789012345678', now());
    await incoming.put('one', new Uint8Array([1]));
    await handles.keep({
      jobId: 'job',
      id: '1',
      token: 'a',
      applicationId: '9',
      arrivedAt: now().getTime(),
    });
    const files = readdirSync(folder, { recursive: true, withFileTypes: true });
    const kept = files.filter((file) => file.isFile());
    expect(kept).toHaveLength(3);
    for (const { parentPath, name } of kept) {
      expect(statSync(join(parentPath, name)).mode & 0o077).toBe(0);
    }
  });
});
