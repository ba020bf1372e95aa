// In: the client. Out: which of its shards hear Discord at the moment.

import { Status, type Client } from 'discord.js';

export interface ShardState {
  readonly shard: number;
  readonly isReady: boolean;
}

/** The shards of this process, in order; none before the client knows them. */
export function shardStates({ ws }: Client): readonly ShardState[] {
  return [...ws.shards.values()]
    .map(({ id, status }) => ({ shard: id, isReady: status === Status.Ready }))
    .sort((a, b) => a.shard - b.shard);
}

/** What of it does not hear, for people; null where all do. */
export function deafShards(states: readonly ShardState[]): string | null {
  const deaf = states.filter(({ isReady }) => !isReady).map(({ shard }) => shard);
  if (states.length > 0 && deaf.length === 0) return null;
  if (deaf.length === states.length) return 'not connected to Discord';
  const shown = deaf.slice(0, SHOWN).join(', ') + (deaf.length > SHOWN ? ', …' : '');
  return `not connected to Discord on ${deaf.length === 1 ? 'shard' : 'shards'} ${shown}`;
}

const SHOWN = 10;
