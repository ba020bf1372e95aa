// Ids as Discord makes them: 17 to 19 digits, in the order of creation. Other forms break discord.js.

const DISCORD_EPOCH = 1_420_070_400_000n;

/** A source of ids that never gives one twice. */
export function createSnowflakes(now: () => number): () => string {
  let last = 0n;
  return () => {
    const wanted = (BigInt(Math.trunc(now())) - DISCORD_EPOCH) << 22n;
    last = wanted > last ? wanted : last + 1n;
    return String(last);
  };
}

/** Ids below this are of one millisecond. */
const OF_A_MILLISECOND = 1n << 22n;

/** An id like the given one that a shard hears of; `n` tells apart several that are made at once. */
export function idOnShard(
  id: string,
  [shard, shards]: readonly [number, number],
  n: number,
): string {
  let millisecond = BigInt(id) / OF_A_MILLISECOND;
  while (millisecond % BigInt(shards) !== BigInt(shard)) millisecond += 1n;
  // From the end of the millisecond, where ordinary ids never come.
  return String((millisecond + 1n) * OF_A_MILLISECOND - 1n - BigInt(n));
}

/** The shard that hears of a guild. */
export function shardOf(guildId: string | null, shards: number): number {
  return guildId === null ? 0 : Number((BigInt(guildId) >> 22n) % BigInt(shards));
}
