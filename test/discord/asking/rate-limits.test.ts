// Who may ask how often: a bucket each for the person, the channel and the guild.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  LIMITS,
  openRateLimits,
  type Limits,
  type RateLimits,
} from '../../../src/discord/asking/rate-limits.js';
import type { Caller } from '../../../src/discord/caller.js';
import { openMemoryCoordination } from '../../../src/store/memory-coordination.js';

const FREE = { questions: 1_000, seconds: 60 };

function limitsOf(parts: Partial<Limits>): Limits {
  return { person: FREE, channel: FREE, guild: FREE, ...parts };
}

/** Limits of a process that agrees with itself. */
function limitsFor(limits: Limits): RateLimits {
  return openRateLimits(openMemoryCoordination(), limits);
}

function callerOf(parts: Partial<Caller> = {}): Caller {
  return { userId: 'asa', guildId: 'home', channelId: 'general', ...parts };
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe('a limit', () => {
  it.each(['person', 'channel', 'guild'] as const)(
    'of a %s lets as many through as it says',
    async (of) => {
      const limits = limitsFor(limitsOf({ [of]: { questions: 2, seconds: 60 } }));
      expect(await limits.admit(callerOf())).toEqual({ ok: true });
      expect(await limits.admit(callerOf())).toEqual({ ok: true });
      expect(await limits.admit(callerOf())).toMatchObject({
        ok: false,
        of,
        seconds: 60,
      });
    },
  );

  it('lets a person be told once a window in a channel', async () => {
    const limits = limitsFor(limitsOf({ guild: { questions: 1, seconds: 60 } }));
    const mayTell = async (caller: Partial<Caller> = {}): Promise<boolean> => {
      const admission = await limits.admit(callerOf(caller));
      return !admission.ok && admission.mayTell();
    };
    await limits.admit(callerOf());
    await limits.admit(callerOf());
    expect(await mayTell()).toBe(true);
    expect(await mayTell()).toBe(false);
    expect(await mayTell({ userId: 'another' })).toBe(true);
    expect(await mayTell({ channelId: 'news' })).toBe(true);
    await vi.advanceTimersByTimeAsync(60_001);
    expect(await limits.admit(callerOf())).toEqual({ ok: true });
    expect(await mayTell()).toBe(true);
  });

  it('tells the seconds that are left, and at least one', async () => {
    const limits = limitsFor(limitsOf({ person: { questions: 1, seconds: 60 } }));
    await limits.admit(callerOf());
    await vi.advanceTimersByTimeAsync(45_500);
    expect(await limits.admit(callerOf())).toMatchObject({ seconds: 15 });
    await vi.advanceTimersByTimeAsync(14_499);
    expect(await limits.admit(callerOf())).toMatchObject({ seconds: 1 });
  });

  it('is not prolonged by who goes on asking', async () => {
    const limits = limitsFor(limitsOf({ person: { questions: 1, seconds: 60 } }));
    await limits.admit(callerOf());
    for (let second = 0; second < 59; second += 1) {
      await vi.advanceTimersByTimeAsync(1_000);
      await limits.admit(callerOf());
    }
    await vi.advanceTimersByTimeAsync(1_001);
    expect(await limits.admit(callerOf())).toEqual({ ok: true });
  });
});

describe('what one limit refuses', () => {
  it('costs the person nothing where the channel is full', async () => {
    const limits = limitsFor({
      person: { questions: 2, seconds: 60 },
      channel: { questions: 1, seconds: 60 },
      guild: FREE,
    });
    await limits.admit(callerOf());
    for (let i = 0; i < 5; i += 1) {
      expect(await limits.admit(callerOf())).toMatchObject({ ok: false, of: 'channel' });
    }
    expect(await limits.admit(callerOf({ channelId: 'news' }))).toEqual({ ok: true });
    expect(await limits.admit(callerOf({ channelId: 'art' }))).toMatchObject({ of: 'person' });
  });

  it('costs the channel and the person nothing where the guild is full', async () => {
    const limits = limitsFor({
      person: FREE,
      channel: { questions: 2, seconds: 60 },
      guild: { questions: 1, seconds: 10 },
    });
    await limits.admit(callerOf());
    for (let i = 0; i < 5; i += 1) {
      expect(await limits.admit(callerOf())).toMatchObject({ ok: false, of: 'guild' });
    }
    await vi.advanceTimersByTimeAsync(10_001);
    expect(await limits.admit(callerOf())).toEqual({ ok: true });
  });

  it('costs no other person, channel or guild anything', async () => {
    const one = { questions: 1, seconds: 60 };
    const limits = limitsFor({ person: one, channel: one, guild: one });
    await limits.admit(callerOf());
    const other = { userId: 'rea', guildId: 'away', channelId: 'quay' };
    expect(await limits.admit(other)).toEqual({ ok: true });
  });
});

describe('a direct message', () => {
  it('has no guild whose limit it could meet', async () => {
    const limits = limitsFor(limitsOf({ guild: { questions: 1, seconds: 60 } }));
    const dm = callerOf({ guildId: null, channelId: 'dm' });
    await limits.admit(dm);
    expect(await limits.admit(dm)).toEqual({ ok: true });
  });
});

describe('the limits that ship', () => {
  it('let a person ask less than a channel, and a channel less than a guild', () => {
    expect(LIMITS.person.questions).toBeLessThan(LIMITS.channel.questions);
    expect(LIMITS.channel.questions).toBeLessThan(LIMITS.guild.questions);
  });
});
