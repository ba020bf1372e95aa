// In: who asks and where. Out: whether they may, or in how many seconds. One bucket each for the person, the
// channel and the guild; what one of them refuses costs the others nothing.

import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Caller } from '../caller.js';

/** Questions within a window. */
export interface Limit {
  readonly questions: number;
  readonly seconds: number;
}

export interface Limits {
  readonly person: Limit;
  readonly channel: Limit;
  readonly guild: Limit;
}

/**
 * A person reads an answer in more than five seconds. One process answers some 20 questions a second
 * (DECISIONS.md), so one guild can take about half of it and one channel a quarter.
 */
export const LIMITS: Limits = {
  person: { questions: 12, seconds: 60 },
  channel: { questions: 300, seconds: 60 },
  guild: { questions: 600, seconds: 60 },
};

export type Admission =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly seconds: number;
      /** Whose limit it was. */
      readonly of: keyof Limits;
      /** True where this person was told here in this window, by `told`. */
      readonly wasTold: boolean;
      /** To be called once they were told where others read it: once is enough there. */
      readonly told: () => void;
    };

export interface RateLimits {
  admit(caller: Caller): Promise<Admission>;
}

/** Opens limits that hold for this process. */
export function openRateLimits(limits: Limits = LIMITS): RateLimits {
  const limiters = {
    person: open(limits.person),
    channel: open(limits.channel),
    guild: open(limits.guild),
  };
  const told = expiringSet();
  return {
    admit: async (caller) => {
      const keys = [
        { of: 'person', key: caller.userId },
        { of: 'channel', key: caller.channelId },
        ...(caller.guildId === null ? [] : [{ of: 'guild', key: caller.guildId } as const]),
      ] as const;
      const taken: (typeof keys)[number][] = [];
      for (const item of keys) {
        const refused = await refusal(limiters[item.of], item.key);
        if (refused === null) {
          taken.push(item);
          continue;
        }
        for (const { of, key } of taken) await limiters[of].reward(key);
        const seconds = Math.max(1, Math.ceil(refused.msBeforeNext / 1_000));
        const who = `${item.of}:${caller.channelId}:${caller.userId}`;
        return {
          ok: false,
          seconds,
          of: item.of,
          wasTold: told.has(who),
          told: () => {
            told.add(who, seconds);
          },
        };
      }
      return { ok: true };
    },
  };
}

function open({ questions, seconds }: Limit): RateLimiterMemory {
  return new RateLimiterMemory({ points: questions, duration: seconds });
}

/** Names that are remembered for so many seconds each. */
function expiringSet() {
  const ends = new Map<string, number>();
  const has = (name: string): boolean => (ends.get(name) ?? 0) > performance.now();
  return {
    has,
    add: (name: string, seconds: number): void => {
      for (const known of ends.keys()) if (!has(known)) ends.delete(known);
      ends.set(name, performance.now() + seconds * 1_000);
    },
  };
}

async function refusal(limiter: RateLimiterMemory, key: string): Promise<RateLimiterRes | null> {
  try {
    await limiter.consume(key);
    return null;
  } catch (error) {
    if (error instanceof RateLimiterRes) return error;
    throw error;
  }
}
