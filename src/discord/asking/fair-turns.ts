// Who is next. In: works, each of somebody (a server, or a person in direct messages). Out: one at a time, each of
// those who wait in turn, so that nobody waits for all that another one asked before.

export interface FairTurns<T> {
  put(of: string, work: T): void;
  /** The next one; undefined where none waits. */
  take(): T | undefined;
  readonly size: number;
  waitingOf(of: string): number;
  /** How many would be taken before one that this somebody put now, if nothing else came. */
  aheadOf(of: string): number;
}

/** Opens turns in which nobody waits. */
export function openFairTurns<T>(): FairTurns<T> {
  // In the order of their turns: who had one goes to the end.
  const lines = new Map<string, T[]>();
  let size = 0;
  const waitingOf = (of: string): number => lines.get(of)?.length ?? 0;
  return {
    put: (of, work) => {
      const line = lines.get(of);
      if (line === undefined) lines.set(of, [work]);
      else line.push(work);
      size += 1;
    },
    take: () => {
      const [first] = lines;
      if (first === undefined) return undefined;
      const [of, line] = first;
      const next = line.shift();
      lines.delete(of);
      if (line.length > 0) lines.set(of, line);
      size -= 1;
      return next;
    },
    get size() {
      return size;
    },
    waitingOf,
    aheadOf: (of) => {
      const own = waitingOf(of);
      // Who has a turn before ours has one more of them up to then than who comes after.
      let turns = own + 1;
      let ahead = own;
      for (const [other, line] of lines) {
        if (other === of) turns = own;
        else ahead += Math.min(line.length, turns);
      }
      return ahead;
    },
  };
}
