// What may be searched where, while the database that says so is away.

import { describe, expect, it } from 'vitest';
import { rememberSharing } from '../../src/discord/remember-sharing.js';
import { databaseAway } from '../support/switched-reader.js';

function site() {
  let isOn = true;
  let now = 0;
  const said = new Map([['1', ['default', 'history']]]);
  const answer = <T>(value: T): Promise<T> =>
    isOn ? Promise.resolve(value) : Promise.reject(databaseAway());
  const sharing = rememberSharing(
    {
      sharedWith: (guild) => answer(said.get(guild ?? '') ?? []),
      channelScope: (_, channel) =>
        answer(channel === 'narrow' ? { collections: ['history'] } : null),
    },
    () => now,
  );
  return { said, sharing, turn: (on: boolean) => (isOn = on), pass: (ms: number) => (now += ms) };
}

describe('rememberSharing', () => {
  it('goes on with what was said last of each place, and opens no other', async () => {
    const { sharing, turn } = site();
    await sharing.sharedWith('1');
    await sharing.channelScope('1', 'narrow');
    turn(false);
    expect(await sharing.sharedWith('1')).toEqual(['default', 'history']);
    expect(await sharing.channelScope('1', 'narrow')).toEqual({ collections: ['history'] });
    await expect(sharing.sharedWith('2')).rejects.toMatchObject({ code: 'store_unavailable' });
    await expect(sharing.channelScope('1', 'other')).rejects.toMatchObject({
      code: 'store_unavailable',
    });
  });

  it('takes what is said anew as long as the database answers', async () => {
    const { sharing, said } = site();
    await sharing.sharedWith('1');
    said.set('1', []);
    expect(await sharing.sharedWith('1')).toEqual([]);
  });

  it('forgets after a day', async () => {
    const { sharing, turn, pass } = site();
    await sharing.sharedWith('1');
    turn(false);
    pass(24 * 60 * 60_000 + 1);
    await expect(sharing.sharedWith('1')).rejects.toMatchObject({ code: 'store_unavailable' });
  });
});
