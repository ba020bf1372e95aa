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

/** The shard that hears of a guild. */
export function shardOf(guildId: string | null, shards: number): number {
  return guildId === null ? 0 : Number((BigInt(guildId) >> 22n) % BigInt(shards));
}
