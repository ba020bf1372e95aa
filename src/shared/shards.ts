// Which part of all that Discord tells a process hears: shard n of N hears the servers with (id >> 22) % N = n, and
// shard 0 direct messages too. In: two settings as they were typed. Out: numbers, or what is wrong with them.

/** What one process hears. */
export interface Shards {
  /** In rising order, each below `count`. */
  readonly own: readonly number[];
  /** Of all processes together. */
  readonly count: number;
}

/** Of all processes together; at Discord's 1,000 servers a shard this is sixteen million servers. */
export const MOST_SHARDS = 16_384;

/** Of one process; at 1,000 servers each, more than one process can serve. */
const MOST_OWN_SHARDS = 128;

/** Reads `0,2` or `0-3`, in any order; null where it is neither, or far too many. */
export function readShards(text: string): readonly number[] | null {
  const shards: number[] = [];
  for (const part of text.split(',')) {
    const [, first, last = first] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(part.trim()) ?? [];
    if (first === undefined || Number(first) > Number(last)) return null;
    for (let shard = Number(first); shard <= Number(last); shard += 1) shards.push(shard);
    if (shards.length > 2 * MOST_SHARDS) return null;
  }
  return shards.sort((a, b) => a - b);
}

/** What is wrong with the two settings taken together, a line each. */
export function shardProblems({
  SHARDS: list,
  SHARD_COUNT: count,
}: Readonly<Record<string, string | undefined>>): readonly string[] {
  if (list === undefined) return [];
  const own = readShards(list);
  if (own === null) return [];
  const problems: string[] = [];
  if (new Set(own).size < own.length) problems.push('SHARDS names a shard twice');
  if (own.length > MOST_OWN_SHARDS) {
    problems.push(`SHARDS names more than ${MOST_OWN_SHARDS} shards for one process`);
  }
  if (count === undefined) problems.push('SHARDS needs SHARD_COUNT, how many there are in all');
  else if (own.some((shard) => shard >= Number(count))) {
    problems.push('SHARDS names a shard that SHARD_COUNT does not have: they are counted from 0');
  }
  return problems;
}

/** Which share of the whole bot a process is, above 0 and up to 1. */
export function shareOf(shards: Shards | null): number {
  return shards === null ? 1 : shards.own.length / shards.count;
}
