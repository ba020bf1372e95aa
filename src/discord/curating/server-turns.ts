// In: work for a server. Out: its result, when that server's turn has come: one at a time for each, so that a server
// whose files and addresses take long keeps no other one's moderators waiting.

/** Work of one server that waits or runs. */
const MOST_OF_A_SERVER = 5;

export interface ServerTurns {
  /** Runs the work after all that the server asked for before; null where that is too much already. */
  take<T>(server: string, work: () => Promise<T>): Promise<T> | null;
}

interface Turn {
  /** Settles when all that was asked for so far has ended; never rejects. */
  last: Promise<unknown>;
  open: number;
}

/** Opens the turns of all servers; one with nothing to do is not remembered. */
export function openServerTurns(): ServerTurns {
  const turns = new Map<string, Turn>();
  return {
    take: (server, work) => {
      const turn = turns.get(server) ?? { last: Promise.resolve(), open: 0 };
      if (turn.open >= MOST_OF_A_SERVER) return null;
      turns.set(server, turn);
      turn.open += 1;
      const running = turn.last.then(work).finally(() => {
        turn.open -= 1;
        if (turn.open === 0) turns.delete(server);
      });
      turn.last = running.catch(() => undefined);
      return running;
    },
  };
}
