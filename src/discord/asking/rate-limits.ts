// In: who asks and where. Out: whether they may, or in how many seconds. One bucket each for the person, the
// channel and the guild, the same for every process of the bot; what one of them refuses costs the others nothing.

import type { Allowance, Coordination } from '../../store/coordination.js';
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
      /** To be asked before they are told where others read it: true once a window, here and for this person. */
      readonly mayTell: () => Promise<boolean>;
    };

export interface RateLimits {
  admit(caller: Caller): Promise<Admission>;
}

/** Opens limits that hold wherever the coordination does. */
export function openRateLimits(
  coordination: Pick<Coordination, 'take' | 'giveBack' | 'once'>,
  limits: Limits = LIMITS,
): RateLimits {
  return {
    admit: async (caller) => {
      const taken: Bucket[] = [];
      for (const bucket of bucketsOf(caller, limits)) {
        const given = await coordination.take(bucket.key, bucket.allowance);
        if (given.ok) {
          taken.push(bucket);
          continue;
        }
        for (const { key, allowance } of taken) await coordination.giveBack(key, allowance);
        const seconds = Math.max(1, Math.ceil(given.retryAfterMs / 1_000));
        const who = `told:${bucket.of}:${caller.channelId}:${caller.userId}`;
        const mayTell = (): Promise<boolean> => coordination.once(who, seconds * 1_000);
        return { ok: false, seconds, of: bucket.of, mayTell };
      }
      return { ok: true };
    },
  };
}

interface Bucket {
  readonly of: keyof Limits;
  readonly key: string;
  readonly allowance: Allowance;
}

/** The person's own comes first: who is over it takes nothing of what others share. */
function bucketsOf({ userId, channelId, guildId }: Caller, limits: Limits): readonly Bucket[] {
  const bucket = (of: keyof Limits, id: string): Bucket => {
    const { questions: points, seconds } = limits[of];
    return { of, key: `asked:${of}:${id}`, allowance: { points, windowMs: seconds * 1_000 } };
  };
  return [
    bucket('person', userId),
    bucket('channel', channelId),
    ...(guildId === null ? [] : [bucket('guild', guildId)]),
  ];
}
