// Chance that is the same in every run, so that two runs measure the same work.

/** Gives numbers from 0 (inclusive) to 1 (exclusive). */
export type RandomNumbers = () => number;

/** Starts a sequence (mulberry32). */
export function startRandom(seed: number): RandomNumbers {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The same items in an order that chance decides (Fisher-Yates). */
export function shuffled<T>(items: readonly T[], random: RandomNumbers): T[] {
  const result: T[] = [];
  for (const item of items) {
    const place = Math.floor(random() * (result.length + 1));
    const moved = result[place];
    if (moved === undefined) {
      result.push(item);
    } else {
      result.push(moved);
      result[place] = item;
    }
  }
  return result;
}

/** A vector of length 1 in a direction that chance decides, every direction alike. */
export function randomDirection(dimension: number, random: RandomNumbers): Float32Array {
  return toUnit(Float32Array.from({ length: dimension }, () => gaussian(random)));
}

/** Scales a vector to length 1, in place. */
export function toUnit(vector: Float32Array): Float32Array {
  const norm = Math.hypot(...vector);
  for (let i = 0; i < vector.length; i += 1) vector[i] = (vector[i] ?? 0) / norm;
  return vector;
}

/** Box-Muller; 1 - random() is never 0, whose logarithm is infinite. */
function gaussian(random: RandomNumbers): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
