// Who hears a shard: each process says so in the store as long as it does, so that one that ends knows whether another
// is there to take what still reaches both.

import type { Coordination } from '../../store/coordination.js';
import { openHeldTurn, type HeldTurn } from './held-turn.js';

export interface ShardPresence {
  /** Says now, and from now on, what is heard here. */
  start(): Promise<void>;
  /** Says anew what is heard, at once. */
  beat(): Promise<void>;
  /** Says that nothing is heard here any more. Whoever ends does this first: of two that end, one is then seen. */
  leave(): Promise<void>;
  /** Whether another process hears a shard. */
  hasOthers(shard: number): Promise<boolean>;
}

export interface ShardPresenceParts {
  readonly coordination: Coordination;
  /** Of this process, never given before. */
  readonly processId: string;
  /** The shards that are heard at the moment. */
  readonly heard: () => readonly number[];
  /** Told what went wrong; the next beat tries again. */
  readonly onError: (error: unknown) => void;
  /** Milliseconds between two beats; 5,000 unless given. */
  readonly beatMs?: number;
}

const BEAT_MS = 5_000;

/** One that misses three beats is not there. */
const BEATS = 3;

/** Opens it; nothing is said before `start`. */
export function openShardPresence(parts: ShardPresenceParts): ShardPresence {
  const { coordination, processId, heard, onError, beatMs = BEAT_MS } = parts;
  const said = new Map<number, HeldTurn>();
  let timer: NodeJS.Timeout | undefined;
  let beating: Promise<void> = Promise.resolve();
  let hasLeft = false;
  // One at a time: each compares what is said with what is heard.
  const beat = (): Promise<void> => {
    const open = (shard: number): HeldTurn =>
      openHeldTurn(coordination, `${nameOf(shard)}${processId}`, BEATS * beatMs);
    beating = beating.then(() => sayHeard(said, hasLeft ? [] : heard(), open)).catch(onError);
    return beating;
  };
  return {
    start: async () => {
      timer = setInterval(() => void beat(), beatMs);
      timer.unref();
      await beat();
    },
    beat,
    leave: async () => {
      hasLeft = true;
      clearInterval(timer);
      await beat();
    },
    hasOthers: async (shard) => {
      const names = await coordination.held(nameOf(shard));
      return names.some((name) => name !== `${nameOf(shard)}${processId}`);
    },
  };
}

/** Says of each shard that is heard that it is, and of no other. */
async function sayHeard(
  said: Map<number, HeldTurn>,
  heard: readonly number[],
  open: (shard: number) => HeldTurn,
): Promise<void> {
  for (const shard of heard) {
    const turn = said.get(shard) ?? open(shard);
    said.set(shard, turn);
    await turn.isOurs();
  }
  for (const [shard, turn] of said) {
    if (heard.includes(shard)) continue;
    said.delete(shard);
    await turn.end();
  }
}

function nameOf(shard: number): string {
  return `shard:${shard}:`;
}
