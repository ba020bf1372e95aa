// A database that is away while servers leave and come: each move is carried out in the end, in order.

import { describe, expect, it } from 'vitest';
import { openGuildMoves, type GuildMove } from '../../src/discord/guild-moves.js';
import { ReadableError } from '../../src/shared/errors.js';
import { silentLog } from '../../src/shared/log.js';

function openTown() {
  const town = { isAway: false, isStopping: false, done: [] as string[], warned: 0 };
  const calls: (() => void)[] = [];
  const moves = openGuildMoves({
    carryOut: async (guild: string, move: GuildMove) => {
      await Promise.resolve();
      if (town.isAway) throw new ReadableError({ code: 'store_unavailable', text: 'Away.' });
      if (guild === 'broken') throw new Error('a defect');
      town.done.push(`${guild} ${move}`);
    },
    isStopping: () => town.isStopping,
    log: { ...silentLog, warn: () => void (town.warned += 1) },
    after: (_milliseconds, call) => void calls.push(call),
  });
  const pass = async (): Promise<void> => {
    for (const call of calls.splice(0)) call();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { town, moves, pass, calls };
}

describe('servers that leave and come', () => {
  it('are noted at once where the database answers', async () => {
    const { town, moves, calls } = openTown();
    await moves.note('a', 'left');
    expect(town.done).toEqual(['a left']);
    expect(calls).toEqual([]);
  });

  it('are noted in their order once the database is back, and it is said once that they wait', async () => {
    const { town, moves, pass } = openTown();
    town.isAway = true;
    for (const move of ['left', 'came', 'left', 'came'] as const) await moves.note('a', move);
    await moves.note('b', 'left');
    await pass();
    expect(town.done).toEqual([]);
    town.isAway = false;
    await pass();
    expect(town.done.filter((line) => line.startsWith('a'))).toEqual(['a left', 'a came']);
    expect(town.done).toContain('b left');
    expect(town.warned).toBe(1);
    await moves.note('c', 'came');
    expect(town.done.at(-1)).toBe('c came');
  });

  it('keeps the order of two that come in one moment', async () => {
    const { town, moves } = openTown();
    await Promise.all([moves.note('a', 'left'), moves.note('a', 'came'), moves.note('a', 'left')]);
    expect(town.done.at(-1)).toBe('a left');
    expect(town.done).toEqual(['a left', 'a came', 'a left']);
  });

  it('lets a defect through, which holds up no other server', async () => {
    const { town, moves, pass } = openTown();
    await expect(moves.note('broken', 'left')).rejects.toThrow('a defect');
    await moves.note('a', 'left');
    expect(town.done).toEqual(['a left']);
    town.isAway = true;
    await moves.note('broken', 'left');
    await moves.note('b', 'left');
    town.isAway = false;
    await pass();
    await pass();
    expect(town.done).toEqual(['a left', 'b left']);
  });

  it('tries nothing more once the bot ends', async () => {
    const { town, moves, pass, calls } = openTown();
    town.isAway = true;
    await moves.note('a', 'left');
    town.isStopping = true;
    await pass();
    expect(calls).toEqual([]);
  });
});
