import { describe, expect, it } from 'vitest';
import { openServerTurns } from '../../src/discord/curating/server-turns.js';

describe('turns of servers', () => {
  it('are taken one at a time, and no server waits for another', async () => {
    const turns = openServerTurns();
    const begun: string[] = [];
    let end: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    const slow = (name: string) => async () => {
      begun.push(name);
      await ended;
      return name;
    };
    const first = turns.take('one', slow('one 1'));
    const second = turns.take('one', slow('one 2'));
    const other = turns.take('two', () => Promise.resolve('two 1'));
    expect(await other).toBe('two 1');
    expect(begun).toEqual(['one 1']);
    end();
    expect(await Promise.all([first, second])).toEqual(['one 1', 'one 2']);
  });

  it('are as many as a server may ask for at once, and go on after what failed', async () => {
    const turns = openServerTurns();
    const failed = turns.take('one', () => Promise.reject(new Error('broken')));
    const others = Array.from({ length: 4 }, () => turns.take('one', () => Promise.resolve(1)));
    expect(turns.take('one', () => Promise.resolve(1))).toBeNull();
    await expect(failed).rejects.toThrow('broken');
    expect(await Promise.all(others.map(async (other) => other))).toEqual([1, 1, 1, 1]);
    expect(await turns.take('one', () => Promise.resolve(2))).toBe(2);
  });
});
