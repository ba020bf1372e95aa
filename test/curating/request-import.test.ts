import { describe, expect, it } from 'vitest';
import { requestImport } from '../../src/curating/request-import.js';
import { fakeCurating } from '../support/curating-fakes.js';
import { failureOf } from '../support/failure-of.js';

const HOME = 'g-123456789012345678';
const AWAY = 'g-223456789012345678';

describe('imports of a server', () => {
  it('wait on the disk a few at a time, and those of other servers beside them', async () => {
    const parts = fakeCurating();
    let fetched = 0;
    const wanted = (collection: string) => ({
      collection,
      person: '1',
      fromAnother: false,
      bytes: () => {
        fetched += 1;
        return Promise.resolve(Buffer.from('zip'));
      },
    });
    for (let i = 0; i < 3; i += 1) await requestImport(parts, wanted(HOME));
    const refused = await failureOf(() => requestImport(parts, wanted(HOME)));
    expect(refused.code).toBe('quota_exceeded');
    expect(fetched).toBe(3);
    await requestImport(parts, wanted(AWAY));
    const leased = await parts.jobs.claim(1_000);
    if (leased === null) throw new Error('no job');
    await parts.jobs.finish(leased, { state: 'done', text: 'Done.' });
    await requestImport(parts, wanted(HOME));
    expect(await parts.jobs.jobs(HOME)).toHaveLength(4);
  });
});
