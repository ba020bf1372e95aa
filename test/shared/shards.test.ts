// Which shards a process hears, as an operator writes it.

import { describe, expect, it } from 'vitest';
import { readShards, shareOf } from '../../src/shared/shards.js';
import { parseSettings } from '../../src/settings.js';
import { failureOf } from '../support/failure-of.js';

describe('readShards', () => {
  it.each([
    ['0', [0]],
    ['0,2', [0, 2]],
    ['0-3', [0, 1, 2, 3]],
    [' 5 , 0-1', [0, 1, 5]],
  ])('reads %j', (text, shards) => {
    expect(readShards(text)).toEqual(shards);
  });

  it.each(['', 'a', '3-1', '1,', '-1', '1.5', '0-99999', '[0]'])('does not read %j', (text) => {
    expect(readShards(text)).toBeNull();
  });
});

const discordOf = (environment: Record<string, string>) =>
  parseSettings(environment, '/home/verbatim').discord;

describe('the settings of shards', () => {
  it('are everything as Discord recommends, all of a count, or some of it', () => {
    expect(discordOf({}).shards).toBeNull();
    expect(discordOf({ SHARDS: '', SHARD_COUNT: '' }).shards).toBeNull();
    expect(discordOf({ SHARD_COUNT: '3' }).shards).toEqual({ own: [0, 1, 2], count: 3 });
    const some = discordOf({ SHARDS: '2,0', SHARD_COUNT: '4' }).shards;
    expect(some).toEqual({ own: [0, 2], count: 4 });
    expect(shareOf(some)).toBe(0.5);
    expect(shareOf(null)).toBe(1);
  });

  it.each([
    [{ SHARDS: '0' }, 'SHARDS needs SHARD_COUNT'],
    [{ SHARDS: '0,4', SHARD_COUNT: '4' }, 'counted from 0'],
    [{ SHARDS: '0,0-1', SHARD_COUNT: '4' }, 'SHARDS names a shard twice'],
    [{ SHARDS: '0-128', SHARD_COUNT: '200' }, 'more than 128 shards'],
    [{ SHARDS: 'first', SHARD_COUNT: '2' }, 'SHARDS must be numbers'],
    [{ SHARD_COUNT: '0' }, 'SHARD_COUNT must be'],
    [{ SHARD_COUNT: '99999' }, 'SHARD_COUNT must be at most'],
    [{ SHARDS_COUNT: '2' }, 'SHARDS_COUNT is no setting'],
  ])('that make no sense together are refused: %j', async (environment, said) => {
    const failure = await failureOf(() => discordOf(environment));
    expect(failure.code).toBe('bad_setting');
    expect(failure.message).toContain(said);
  });
});
