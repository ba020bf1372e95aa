// Servers that left and servers that came. In: what Discord tells once. Out: the same, carried out in the order it came,
// also where the database is away just then: a departure that nobody notes is kept for ever, and a return that nobody
// notes costs a server its sources.

import { isStoreAway } from '../shared/is-away.js';
import type { Log } from '../shared/log.js';

export type GuildMove = 'left' | 'came';

export interface GuildMovesParts {
  /** Fails with `store_unavailable` where it is to be tried again; a second time it comes to the same. */
  readonly carryOut: (guild: string, move: GuildMove) => Promise<void>;
  /** Nothing is tried again once it is true. */
  readonly isStopping: () => boolean;
  readonly log: Pick<Log, 'warn'>;
  /** Calls once after so many milliseconds; without keeping the process alive unless given. */
  readonly after?: (milliseconds: number, call: () => void) => void;
}

export interface GuildMoves {
  /**
   * Settles once it is carried out, or waits for the database.
   *
   * @throws whatever else `carryOut` fails with
   */
  note(guild: string, move: GuildMove): Promise<void>;
}

/** Milliseconds between two tries while the database is away. */
const AGAIN_MS = 10_000;

/** Opens it; what waits is as much as there are servers. */
export function openGuildMoves(parts: GuildMovesParts): GuildMoves {
  const { isStopping, log, after = callAfter } = parts;
  const waiting: Waiting = { moves: new Map(), busy: new Set() };
  let isAway = false;
  const carryOutAll = async (guilds: Iterable<string>): Promise<void> => {
    try {
      for (const guild of guilds) await carryOutOf(guild, waiting, parts);
      isAway = false;
    } catch (error) {
      if (!isStoreAway(error)) {
        isAway = false;
        if (waiting.moves.size > 0) after(AGAIN_MS, again);
        throw error;
      }
      if (!isAway) log.warn('which servers left or came is noted once the database is back');
      isAway = true;
      after(AGAIN_MS, again);
    }
  };
  const again = (): void => {
    if (isStopping()) return;
    carryOutAll([...waiting.moves.keys()]).catch((error: unknown) => {
      log.warn({ err: error }, 'a server that left or came could not be noted');
    });
  };
  return {
    note: async (guild, move) => {
      const others = (waiting.moves.get(guild) ?? []).filter((other) => other !== move);
      waiting.moves.set(guild, [...others, move]);
      if (!isAway) await carryOutAll([guild]);
    },
  };
}

interface Waiting {
  /** By server, in the order to carry them out. */
  readonly moves: Map<string, readonly GuildMove[]>;
  /** Servers of which one is being carried out. */
  readonly busy: Set<string>;
}

/** All that waits of a server, one after the other; what the database could not take waits on. */
async function carryOutOf(
  guild: string,
  { moves, busy }: Waiting,
  { carryOut }: Pick<GuildMovesParts, 'carryOut'>,
): Promise<void> {
  if (busy.has(guild)) return;
  busy.add(guild);
  try {
    for (;;) {
      const [move, ...rest] = moves.get(guild) ?? [];
      moves.delete(guild);
      if (move === undefined) return;
      if (rest.length > 0) moves.set(guild, rest);
      try {
        await carryOut(guild, move);
      } catch (error) {
        if (isStoreAway(error)) moves.set(guild, [move, ...(moves.get(guild) ?? [])]);
        throw error;
      }
    }
  } finally {
    busy.delete(guild);
  }
}

function callAfter(milliseconds: number, call: () => void): void {
  setTimeout(call, milliseconds).unref();
}
