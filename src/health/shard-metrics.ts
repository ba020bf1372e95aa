// What is counted of a bot that is one of several processes: its shards, the sessions that are left, and how it agrees
// with the others.

import { Counter, Gauge, type Registry } from 'prom-client';

/** A shard as it is now. */
export interface ShardReading {
  readonly shard: number;
  readonly isReady: boolean;
}

export interface ShardMetrics {
  /** New sessions that Discord still allows today, over all processes. */
  readonly sessionsLeft: (remaining: number) => void;
  /** An event that another process had taken. */
  readonly eventTakenElsewhere: () => void;
  /** Whether what processes agree through cannot be reached. */
  readonly coordinationAway: (isAway: boolean) => void;
  /** Something was decided by this process alone meanwhile. */
  readonly decidedAlone: () => void;
  /** Names what tells the state of the shards of this process. */
  readonly watchShards: (read: () => readonly ShardReading[]) => void;
}

/** Shards with a series of their own; a process has 128 at most unless Discord recommends more. */
const MOST_LABELS = 128;

/** Opens them in a registry. */
export function shardMetrics(registry: Registry): ShardMetrics {
  const registers = [registry];
  const left = new Gauge({
    name: 'verbatim_gateway_sessions_left',
    help: 'New sessions that Discord still allows today, over all processes.',
    registers,
  });
  const away = new Gauge({
    name: 'verbatim_coordination_away',
    help: '1 while processes cannot agree through the store, and each decides alone.',
    registers,
  });
  const counted = (name: string, help: string): (() => void) => {
    const counter = new Counter({ name, help, registers });
    return () => {
      counter.inc();
    };
  };
  return {
    sessionsLeft: (remaining) => {
      left.set(remaining);
    },
    coordinationAway: (isAway) => {
      away.set(isAway ? 1 : 0);
    },
    eventTakenElsewhere: counted(
      'verbatim_events_taken_elsewhere_total',
      'Questions and presses that another process had taken.',
    ),
    decidedAlone: counted(
      'verbatim_coordination_alone_total',
      'Limits and repetitions decided by this process alone, as the store was away.',
    ),
    watchShards: shardGauge(registry),
  };
}

function shardGauge(registry: Registry): ShardMetrics['watchShards'] {
  let read: () => readonly ShardReading[] = () => [];
  const gauge = new Gauge<'shard'>({
    name: 'verbatim_gateway_shard_ready',
    help: '1 where a shard of this process hears Discord.',
    labelNames: ['shard'],
    registers: [registry],
    collect: () => {
      gauge.reset();
      for (const { shard, isReady } of read().slice(0, MOST_LABELS)) {
        gauge.set({ shard: String(shard) }, isReady ? 1 : 0);
      }
    },
  });
  return (next) => {
    read = next;
  };
}
